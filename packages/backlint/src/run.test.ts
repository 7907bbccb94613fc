import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '@backlint/rules/rules';
import { afterAll, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from './test-shell.ts';
import { version } from './version.ts';

const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  namespace: shop
  name: orders
spec:
  storage: { size: 10Gi }
  backup:
    barmanObjectStore:
      destinationPath: s3://backups/orders/
`;

const schedule = `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata:
  namespace: shop
  name: orders-daily
spec:
  schedule: "0 0 2 * * *"
  cluster: { name: orders }
`;

const folder = temporaryFolder({
  'unscheduled/cluster.yaml': cluster,
  'scheduled/cluster.yaml': cluster,
  'scheduled/deep/schedule.yaml': schedule,
  'broken/cluster.yaml': `${cluster}  oops: [\n`,
  'fragment/patch.yaml': cluster.replace('  storage: { size: 10Gi }\n', ''),
  'other/deployment.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n',
  'other/cronjob.yaml':
    'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: tidy }\nspec: { schedule: "0 0 * * *" }\n',
});

afterAll(folder.remove);

/** One rule is enough here, and others may come and go. */
const only = ['--only', 'unscheduled-cluster'];

const run = (...args: string[]) => runIn(folder.path, args);
const check = (...args: string[]) => run(...args, ...only);

describe('the exit code of a check', () => {
  test.each([
    [0, 'scheduled'],
    [1, 'unscheduled'],
    [1, 'broken'],
    [2, 'nowhere'],
    [4, 'other'],
    [4, 'fragment'],
  ])('is %d for %s', async (code, path) => {
    expect(await check(path)).toMatchObject({ code });
  });

  test('is 4 for an empty folder, which is no success', async () => {
    const empty = temporaryFolder({});
    expect(await runIn(empty.path, [])).toMatchObject({
      code: 4,
      stdout: 'Nothing to check: nothing in 0 files is about backups\n',
    });
    empty.remove();
  });

  test('follows --fail-on', async () => {
    expect(await check('scheduled', '--fail-on', 'note')).toMatchObject({ code: 0 });
    expect(await check('unscheduled', '--fail-on', 'note')).toMatchObject({ code: 1 });
    expect(await run('fragment', 'scheduled', '--only', 'deprecated-in-tree-store')).toMatchObject({ code: 0 });
    const warning = await run('scheduled', '--only', 'deprecated-in-tree-store', '--fail-on', 'warning');
    expect(warning).toMatchObject({ code: 1 });
  });
});

describe('paths', () => {
  test('the current folder is checked when none is given, by the default command', async () => {
    const outcome = await runIn(join(folder.path, 'unscheduled'), only);
    expect(outcome).toMatchObject({ code: 1, stderr: '' });
    expect(outcome.stdout).toContain('--> cluster.yaml:5:9\n');
    expect(outcome).toEqual(await runIn(join(folder.path, 'unscheduled'), ['check', ...only]));
  });

  test('a file alone, and a backup found in another path', async () => {
    expect(await check('scheduled/cluster.yaml')).toMatchObject({ code: 1 });
    expect(await check('scheduled/cluster.yaml', 'scheduled/deep')).toMatchObject({ code: 0 });
  });

  test('a path within another is not seen twice', async () => {
    const { stdout } = await check('scheduled', 'scheduled/deep', './scheduled/');
    expect(stdout).toContain('in 2 files, 2 objects, 1 database\n');
  });

  test('outside of the current folder are led to from there', async () => {
    const here = join(folder.path, 'other');
    expect((await runIn(here, ['../unscheduled', ...only])).stdout).toContain('--> ../unscheduled/cluster.yaml:5:9\n');
    const absolute = join(folder.path, 'unscheduled');
    expect((await runIn(here, [absolute, ...only])).stdout).toContain(`--> ${absolute}/cluster.yaml:5:9\n`);
    const { stdout } = await runIn(here, ['--format', 'json', '../unscheduled', '.', ...only]);
    expect(JSON.parse(stdout).findings[0].location.path).toBe('unscheduled/cluster.yaml');
  });
});

describe('wrong usage is told on standard error, with exit code 2 and no stack', () => {
  test.each([
    [['nowhere'], 'there is no file or folder "nowhere".'],
    [['rulez'], 'there is no file or folder "rulez". Did you mean "rules"?'],
    [['--formt', 'json'], "unknown option '--formt'\n(Did you mean --format?)"],
    [['--format', 'jsn'], 'Did you mean "json"?'],
    [['--format', 'json', '--format', 'sarif'], 'only one format can go to standard output'],
    [['--fail-on', 'eror'], 'Allowed choices are error, warning, note.'],
    [['--only', 'unscheduled'], 'there is no rule "unscheduled". Did you mean "unscheduled-cluster"?'],
    [['--skip', 'unscheduled-clutser'], 'Did you mean "unscheduled-cluster"?'],
    [[...only, '--skip', 'unscheduled-cluster'], 'leave no rule to run'],
    [['--operator-version', 'latest'], 'A version looks like 1.29.2.'],
    [['--quiet', '--verbose'], 'cannot be used with'],
    [['explain'], "missing required argument 'RULE'"],
    [['explain', 'nonsense'], 'there is no rule "nonsense". See backlint rules.'],
    [['completion', 'tcsh'], 'Allowed choices are bash, zsh, fish.'],
    [['rules', 'too', 'many'], 'too many arguments'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await run(...args);
    expect(stderr).toMatch(/^backlint: /);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('formats', () => {
  test('JSON', async () => {
    const { stdout } = await check('unscheduled', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'backlint.report/1',
      findings: [{ rule: 'unscheduled-cluster', location: { path: 'unscheduled/cluster.yaml' } }],
      databases: [{ namespace: 'shop', name: 'orders', role: 'primary' }],
      seen: { files: 1, objects: 1, databases: 1 },
    });
  });

  test.each([
    ['pretty', 'error[unscheduled-cluster]'],
    ['compact', 'unscheduled/cluster.yaml:5:9: error: '],
    ['markdown', '| error | [`unscheduled-cluster`]('],
    ['sarif', '"markdown": "# unscheduled-cluster'],
    ['junit', '<testsuite name="unscheduled-cluster"'],
    ['github', '::error file=unscheduled/cluster.yaml,line=5'],
    ['forgejo', '::error file=unscheduled/cluster.yaml,line=5'],
    ['gitlab', '"check_name": "unscheduled-cluster"'],
    ['rdjson', '"severity": "ERROR"'],
  ])('%s', async (format, text) => {
    expect(await check('unscheduled', '-f', format)).toMatchObject({ code: 1, stdout: expect.stringContaining(text) });
  });

  test('go to files, several at once', async () => {
    const args = ['unscheduled', '--format', 'json=report=1.json', '--format', 'compact', '--color', ...only];
    expect((await run(...args)).stdout).toMatch(/^unscheduled\/cluster\.yaml:5:9: error: .+\n$/);
    const report = JSON.parse(readFileSync(join(folder.path, 'report=1.json'), 'utf8'));
    expect(report.findings).toHaveLength(1);
  });

  test('to a file that cannot be written are a failure of the environment', async () => {
    const { code, stderr } = await check('unscheduled', '--format', 'json=no/such/folder.json');
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'backlint: "no/such/folder.json" cannot be written (ENOENT).\n',
    });
  });
});

describe('the terminal report', () => {
  test('is quiet or verbose when asked', async () => {
    expect(await check('scheduled', '--quiet')).toMatchObject({ code: 0, stdout: '' });
    const { stdout } = await check('scheduled', '-v');
    expect(stdout).toContain('upheld ');
    expect(stdout).toContain('scheduled/deep/schedule.yaml:8');
  });

  test.each([
    ['no terminal', [], {}, false, false],
    ['a terminal', [], {}, true, true],
    ['a dumb terminal', [], { TERM: 'dumb' }, true, false],
    ['NO_COLOR', [], { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR', [], { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, false, true],
    ['--color', ['--color'], { NO_COLOR: '1' }, false, true],
    ['--no-color', ['--no-color'], { FORCE_COLOR: '1' }, true, false],
  ] as const)('and colours for %s', async (_, args, env, isTerminal, isColoured) => {
    let text = '';
    const stdout = {
      isTerminal,
      write: (piece: string) => {
        text += piece;
      },
    };
    await runIn(folder.path, ['unscheduled', ...only, ...args], { env, stdout });
    expect(text.includes('\u001b[')).toBe(isColoured);
  });
});

describe('other commands', () => {
  test('--version and --help', async () => {
    expect(await run('--version')).toEqual({ code: 0, stdout: `${version()}\n`, stderr: '' });
    expect(await run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('Examples:') });
    expect(await run('check', '--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('Exit codes:') });
    expect((await run('help', 'check')).stdout).toBe((await run('check', '--help')).stdout);
  });

  test('no line of help is too long for a small window', async () => {
    for (const args of [
      ['--help'],
      ...['check', 'rules', 'explain', 'schedule', 'completion'].map((name) => [name, '--help']),
    ]) {
      expect((await run(...args)).stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    }
  });

  test('rules', async () => {
    const { code, stdout } = await run('rules');
    expect(code).toBe(0);
    for (const { id, summary } of rules) expect(stdout).toMatch(new RegExp(`^\\w+ +${id} +${summary}$`, 'm'));
    const list = JSON.parse((await run('rules', '--format', 'json')).stdout);
    expect(list).toEqual(
      rules.map((rule) => {
        const { id, summary, severity, since, options } = rule;
        const judges = 'check' in rule ? 'files' : 'changes';
        return { id, summary, severity, since, judges, ...(options && { options }) };
      }),
    );
  });

  test.each(rules.map(({ id }) => id))('explain %s', async (id) => {
    const plain = await run('explain', id);
    expect(plain).toMatchObject({ code: 0, stdout: expect.stringContaining(`# ${id}\n`) });
    const coloured = await run('explain', id, '--color');
    expect(coloured.stdout).toContain('\u001b[1m');
    expect(coloured.stdout).not.toMatch(/^```|^## /m);
  });
});
