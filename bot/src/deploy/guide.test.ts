import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { helpText } from '../commands/help-text.ts';
import { forgesOfEnvironment, settingsOfEnvironment } from '../configuration/environment.ts';
import { configurationSchema } from '../configuration/schema.ts';
import { neededEvents, neededPermissions, usefulEvents, usefulPermissions } from '../doctor/app-needs.ts';

const path = fileURLToPath(new URL('../../../docs/bot.md', import.meta.url));
const guide = readFileSync(path, 'utf8');

/** The rows of the table below these words: setting, environment, default. */
function rowsBelow(words: string) {
  const [table = ''] = /\n\n(?:\|.*\n)+/.exec(guide.slice(guide.indexOf(words))) ?? [];
  return [...table.matchAll(/^\| `(\w+)` \| (.*?) ?\| (?:`(.*?)`)? ?\| .* \|$/gm)].map(
    ([, name = '', environment = '', standard]) => ({
      name,
      variables: [...environment.matchAll(/`(\w+)`/g)].map(([, variable = '']) => variable),
      standard,
    }),
  );
}

const settings = rowsBelow('## Configuration');
const ofForges = rowsBelow('Of a forge:');
const { shape } = configurationSchema;
const kinds = shape.forges.element.options.map((kind) => kind.shape);

test('the guide tells of every setting, and of no other', () => {
  expect(settings.map(({ name }) => name)).toEqual(Object.keys(shape));
  const known = new Set(kinds.flatMap((kind) => Object.keys(kind)));
  expect(ofForges.map(({ name }) => name).sort()).toEqual([...known].sort());
});

test.each(Object.entries(shape).filter(([name]) => name !== 'forges'))(
  'the default of %s is as told',
  (name, schema) => {
    const told = settings.find((one) => one.name === name)?.standard;
    expect(schema.parse(told)).toEqual(schema.parse(undefined));
  },
);

test('the address of GitHub is as told', () => {
  const told = ofForges.find(({ name }) => name === 'url')?.standard;
  expect(kinds.map(({ url }) => url.safeParse(undefined).data)).toContain(told);
});

test('the guide tells of every variable of the environment, and of no other', () => {
  const read = new Set<string>();
  const env = new Proxy<NodeJS.ProcessEnv>(
    {},
    {
      get(_, name) {
        read.add(String(name));
        return 'x';
      },
    },
  );
  settingsOfEnvironment(env);
  forgesOfEnvironment(env);
  expect([...settings, ...ofForges].flatMap(({ variables }) => variables).sort()).toEqual([...read].sort());
});

test('the guide gives every permission and event of the app, and the reason', () => {
  const told = [...guide.matchAll(/^\| `(\w+): (\w+)` \| (.*?)(?:;.*)? \|$/gm)].map(([, ...row]) => row);
  const wanted = Object.entries({ ...neededPermissions, ...usefulPermissions });
  expect(told).toEqual(wanted.map(([name, { level, why }]) => [name, level, why]));
  const [, events = ''] = /^Events: (.*?)\. /m.exec(guide) ?? [];
  expect(events).toBe([...neededEvents, ...usefulEvents].map((event) => `\`${event}\``).join(', '));
});

test('the guide tells of every command', () => {
  const commandsIn = (text: string) => [...text.matchAll(/`\/backlint (\w+)/g)].map(([, name = '']) => name);
  const told = commandsIn(guide.slice(guide.indexOf('## For reviewers'), guide.indexOf('## Security')));
  expect(told.sort()).toEqual([...commandsIn(helpText), 'help'].sort());
});

test('links lead to files and headings that there are', () => {
  const headings = [...guide.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => anchorOf(text));
  const links = [...guide.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) =>
    link.startsWith('#')
      ? !headings.includes(link.slice(1))
      : !existsSync(fileURLToPath(new URL(link, `file://${path}`))),
  );
  expect(links.length).toBeGreaterThan(10);
  expect(broken).toEqual([]);
});

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}
