import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from './test-shell.ts';
import { version } from './version.ts';

const root = join(import.meta.dirname, '../../..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

test('the hook for pre-commit runs this version', () => {
  expect(parse(textOf('.pre-commit-hooks.yaml'))).toMatchObject([
    { id: 'backlint', entry: `npx --yes backlint@${version()} check`, pass_filenames: false },
  ]);
});

test.skipIf(!existsSync(join(root, 'packages/backlint/dist/backlint.js')))(
  'what the image copies runs by itself (skipped before it is built)',
  () => {
    const copies = Array.from(
      textOf('packages/backlint/Dockerfile').matchAll(/^COPY --from=build \/source\/(\S+) \/opt\/backlint\/(\S*)$/gm),
    );
    expect(copies).toHaveLength(3);
    const image = temporaryFolder({});
    for (const [, from = '', to = ''] of copies) {
      cpSync(join(root, from), join(image.path, to === '' ? 'package.json' : to), { recursive: true });
    }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/backlint.js', '--version'], {
      cwd: image.path,
      encoding: 'utf8',
      env: {},
    });
    image.remove();
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${version()}\n`, stderr: '' });
  },
);
