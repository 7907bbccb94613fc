import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from './test-shell.ts';

const main = `variable "schedules" {
  type = map(string)
}

module "database" {
  source   = "../modules/database"
  schedule = var.schedules["orders"]
}
`;

const database = `variable "schedule" {}

resource "kubernetes_manifest" "cluster" {
  manifest = {
    apiVersion = "postgresql.cnpg.io/v1"
    kind       = "Cluster"
    metadata   = { name = "orders", namespace = "shop" }
    spec       = { storage = { size = "1Gi" } }
  }
}

resource "kubernetes_manifest" "schedule" {
  manifest = {
    apiVersion = "postgresql.cnpg.io/v1"
    kind       = "ScheduledBackup"
    metadata   = { name = "orders", namespace = "shop" }
    spec = {
      schedule = var.schedule
      cluster  = { name = "orders" }
    }
  }
}
`;

const variables = (schedule: string) => `schedules = {\n  orders = "${schedule}"\n}\n`;

const folder = temporaryFolder({
  'repo/live/main.tf': main,
  'repo/live/five.tfvars': variables('0 3 * * *'),
  'repo/live/six.tfvars': variables('0 0 3 * * *'),
  'repo/live/broken.tfvars': 'schedules = {{\n',
  'repo/modules/database/main.tf': database,
  'elsewhere/five.tfvars': variables('0 3 * * *'),
});

afterAll(folder.remove);

const repository = join(folder.path, 'repo');
const check = (...args: string[]) => runIn(repository, [...args, '--only', 'five-field-schedule']);

describe('a finding on a value that a variable file gives to a module', () => {
  test('shows the file, the call and the use', async () => {
    const { stdout } = await check('--var-file', 'live/five.tfvars');
    expect(stdout.slice(stdout.indexOf('\n') + 1)).toBe(`  --> live/five.tfvars:2:12
   |
 1 | schedules = {
 2 |   orders = "0 3 * * *"
   |            ^^^^^^^^^^^
  ::: live/main.tf:7:14
   |
 7 |   schedule = var.schedules["orders"]
   |              ----------------------- It takes effect here
  ::: modules/database/main.tf:18:18
   |
18 |       schedule = var.schedule
   |                  ------------ It takes effect here
   = fix: Write \`0 0 3 * * *\`
   = help: backlint explain five-field-schedule

1 error in 3 files, 2 objects, 1 database
`);
  });

  test('names them for machines, and changes the file', async () => {
    const { stdout } = await check('--var-file', 'live/five.tfvars', '--format', 'json');
    const at = (path: string, line: number) => ({ path, start: { line } });
    expect(JSON.parse(stdout).findings).toMatchObject([
      {
        location: at('live/five.tfvars', 2),
        related: [{ location: at('live/main.tf', 7) }, { location: at('modules/database/main.tf', 18) }],
        fix: { edits: [{ location: at('live/five.tfvars', 2), text: '"0 0 3 * * *"' }] },
      },
    ]);
  });
});

describe('variable files', () => {
  test('are read in their order: the last one decides', async () => {
    expect(await check('--var-file', 'live/five.tfvars', '--var-file', 'live/six.tfvars')).toMatchObject({ code: 0 });
    expect(await check('--var-file=live/six.tfvars', '--var-file=live/five.tfvars')).toMatchObject({ code: 1 });
  });

  test('need not be in a folder that is checked', async () => {
    const { stdout } = await check('.', '--var-file', '../elsewhere/five.tfvars');
    expect(stdout).toContain('--> ../elsewhere/five.tfvars:2:12\n');
    expect(stdout).toContain('::: live/main.tf:7:14\n');
  });

  test('without them what they would set is not known', async () => {
    const { stdout } = await runIn(repository, ['--only', 'invalid-schedule', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [],
      undecided: [
        {
          message: expect.stringContaining('variable schedules has no default, and no file in the repository sets it'),
        },
      ],
    });
  });

  test.each([
    ['live/none.tfvars', 'backlint: there is no file or folder "live/none.tfvars".\n'],
    ['live/main.tf/x', 'backlint: there is no file or folder "live/main.tf/x".\n'],
    ['live', 'backlint: "live" is a folder and no file of variables.\n'],
    ['/dev/null', 'backlint: "/dev/null" is neither a file nor a folder.\n'],
  ])('%s is none', async (name, stderr) => {
    expect(await check('--var-file', name)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(stderr),
    });
  });

  test('that are broken are told, and nothing passes', async () => {
    const { code, stdout } = await check('--var-file', 'live/broken.tfvars');
    expect(code).toBe(1);
    expect(stdout).toContain('--> live/broken.tfvars:1:');
  });
});
