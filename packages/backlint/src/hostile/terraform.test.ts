import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

/** A ScheduledBackup whose schedule is an expression, below whatever belongs to that. */
function scheduledBy(expression: string, before = ''): string {
  return `${before}
resource "kubernetes_manifest" "orders" {
  manifest = {
    apiVersion = "postgresql.cnpg.io/v1"
    kind       = "ScheduledBackup"
    metadata   = { name = "orders", namespace = "shop" }
    spec       = { schedule = ${expression}, cluster = { name = "orders" } }
  }
}
`;
}

const local = (value: string) => scheduledBy('local.a', `locals {\n  a = ${value}\n}\n`);
const manyLines = `${'x'.repeat(99)}\n`.repeat(10_000);

interface Told {
  readonly diagnostics: readonly { readonly code: string; readonly location: { readonly start: { line: number } } }[];
  readonly undecided: readonly { readonly message: string }[];
  readonly unknown: readonly { readonly what: string; readonly why: string }[];
  readonly findings: readonly unknown[];
}

interface Checked extends Told {
  readonly code: number;
  readonly output: string;
}

/** Checks a folder in a folder, so that there is something outside of it. */
async function checked(files: Readonly<Record<string, string>>, outside: typeof files = {}): Promise<Checked> {
  const inside = Object.entries(files).map(([path, text]) => [`outer/repo/${path}`, text]);
  const folder = temporaryFolder({ ...Object.fromEntries(inside), ...outside });
  try {
    const args = ['--only', 'invalid-schedule', '--format', 'json'];
    const { code, stdout, stderr } = await runIn(`${folder.path}/outer/repo`, args);
    const told: Told = JSON.parse(stdout);
    return { ...told, code, output: stdout + stderr };
  } finally {
    folder.remove();
  }
}

/** What it says where it cannot know the schedule. */
const reasons = ({ undecided }: Checked) => undecided.map(({ message }) => message.replace(/^.*? is not known: /, ''));

describe('text that no parser should swallow is a diagnostic at its line, and what is left is read', () => {
  const nested = (open: string, close: string) => `${open.repeat(10_000)}1${close.repeat(10_000)}`;
  test.each<[string, string, string]>([
    ['a number with a huge exponent', '1e999999', 'limit-number'],
    ['ten thousand parentheses', nested('(', ')'), 'limit-depth'],
    ['ten thousand brackets', nested('[', ']'), 'limit-depth'],
    ['ten thousand braces', nested('{ a = ', ' }'), 'limit-depth'],
    ['ten thousand templates', nested('"${', '}"'), 'limit-depth'],
    ['a heredoc of a megabyte', `<<EOT\n${manyLines}EOT`, 'limit-heredoc'],
    ['a heredoc of one line', `<<EOT\n${'x'.repeat(1_000_000)}\nEOT`, 'limit-heredoc'],
  ])('%s', async (_, value, code) => {
    const result = await checked({ 'main.tf': local(value) });
    expect(result.code).toBe(1);
    expect(result.diagnostics).toMatchObject([{ code, location: { start: { line: 2 } } }]);
    expect(reasons(result)).toEqual(['what is written there cannot be read']);
    expect(result.output.length).toBeLessThan(5_000);
  });

  test.each<[string, string]>([
    ['(', 'limit-depth'],
    ['[', 'limit-depth'],
    ['{ a = ', 'limit-depth'],
    ['"${', 'limit-depth'],
    ['!', 'limit-depth'],
  ])('ten thousand %s that nothing closes', async (open, code) => {
    const result = await checked({ 'main.tf': local(open.repeat(10_000)) });
    expect(result.code).toBe(1);
    expect(result.diagnostics.map((one) => one.code)).toContain(code);
    expect(result.diagnostics.length).toBeLessThan(5);
  });

  test('ten thousand blocks', async () => {
    const blocks = `${'a {\n'.repeat(10_000)}${'}\n'.repeat(10_000)}`;
    const result = await checked({ 'main.tf': scheduledBy('"0 0 0 * * *"', blocks) });
    expect(result).toMatchObject({ code: 1, diagnostics: [{ code: 'limit-depth' }], undecided: [] });
  });

  test('a heredoc that never ends', async () => {
    const { code, diagnostics } = await checked({
      'main.tf': scheduledBy('"0 0 0 * * *"'),
      'z.tf': `a = <<EOT\n${manyLines}`,
    });
    expect([code, diagnostics[0]?.code]).toEqual([1, 'limit-heredoc']);
    expect(diagnostics.length).toBeLessThan(105);
  });

  test('more than a megabyte', async () => {
    const result = await checked({
      'main.tf': scheduledBy('"0 0 0 * * *"'),
      'z.tf': `a = <<EOT\n${manyLines}${manyLines}EOT\n`,
    });
    expect(result).toMatchObject({ code: 1, diagnostics: [{ code: 'limit-size' }], undecided: [] });
  });
});

describe('files outside of what is checked are not read', () => {
  test.each([
    'file("/etc/passwd")',
    'file("/etc/../etc/passwd")',
    'file("${path.module}/../../../../../../etc/passwd")',
    'file("../../x")',
    'file("../x")',
    'file("${path.root}/sub/../../../x")',
    'templatefile("../../x", {})',
    'filebase64("../../x")',
    'yamldecode(file("../../x"))',
    'join(",", fileset("/etc", "pass*"))',
    'join(",", fileset("../..", "*"))',
  ])('%s', async (expression) => {
    const result = await checked({ 'main.tf': scheduledBy(expression) }, { x: 'CANARY', 'outer/x': 'CANARY' });
    expect(reasons(result)).toEqual(['it would be read from outside the repository']);
    expect(result.output).not.toMatch(/CANARY|Q0FOQVJZ|root:/);
  });

  test('nor modules', async () => {
    const call = 'module "postgres" {\n  source = "../../module"\n}\n';
    const result = await checked(
      { 'main.tf': scheduledBy('module.postgres.schedule', call) },
      { 'module/main.tf': 'output "schedule" {\n  value = "CANARY"\n}\n' },
    );
    expect(result.unknown).toMatchObject([{ what: 'module.postgres', why: 'its module lies outside the repository' }]);
    expect(result.output).not.toContain('CANARY');
  });
});

describe('nothing is fetched', () => {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.end();
  }).listen(0, '127.0.0.1');
  afterAll(() => server.close());

  test.each([
    (host: string) => `http://${host}/postgres.zip`,
    (host: string) => `git::http://${host}/postgres`,
    (host: string) => `${host}/acme/postgres/kubernetes`,
    () => 'acme/postgres/kubernetes',
  ])('for a module from elsewhere (%#)', async (sourceAt) => {
    const source = sourceAt(`127.0.0.1:${(server.address() as AddressInfo).port}`);
    const call = `module "postgres" {\n  source = "${source}"\n}\n`;
    const result = await checked({ 'main.tf': scheduledBy('module.postgres.schedule', call) });
    const why = 'its module comes from outside the repository, and nothing is fetched';
    expect(result.unknown).toMatchObject([{ what: 'module.postgres', why }]);
    expect(reasons(result)).toEqual([`it comes out of a module that is not known: ${why}`]);
    expect(asked).toEqual([]);
  });
});

describe('what leads nowhere ends', () => {
  const doubling = (first: string, next: (before: string) => string) =>
    `locals {\n  l0 = ${first}\n${Array.from({ length: 60 }, (_, n) => `  l${n + 1} = ${next(`local.l${n}`)}\n`).join('')}}\n`;

  test.each<[string, string, string, RegExp]>([
    ['a local that is itself', 'local.a', 'locals {\n  a = local.a\n}\n', /^it refers to itself$/],
    ['two locals in a circle', 'local.a', 'locals {\n  a = local.b\n  b = "${local.a}"\n}\n', /^it refers to itself$/],
    [
      'texts that double',
      'local.l60',
      doubling('"ha"', (before) => `"\${${before}}\${${before}}"`),
      /^the text is longer than/,
    ],
    [
      'lists that double',
      'local.l60',
      doubling('["ha"]', (before) => `concat(${before}, ${before})`),
      /^it has more than 10000 elements$/,
    ],
    ['trees that double', 'local.l60', doubling('"ha"', (before) => `[${before}, ${before}]`), /too many steps/],
  ])('%s', async (_, expression, before, why) => {
    const result = await checked({ 'main.tf': scheduledBy(expression, before) });
    expect(result.code).toBe(0);
    expect(reasons(result)).toMatchObject([expect.stringMatching(why)]);
  });

  test('modules in a circle', async () => {
    const calling = (source: string) =>
      `module "postgres" {\n  source = "${source}"\n}\noutput "schedule" {\n  value = module.postgres.schedule\n}\n`;
    const result = await checked({
      'main.tf': scheduledBy('module.postgres.schedule', calling('./a')),
      'a/main.tf': calling('../b'),
      'b/main.tf': calling('../a'),
    });
    expect(result.unknown).toMatchObject([
      { what: 'module.postgres.module.postgres.module.postgres', why: 'its module calls itself' },
    ]);
    expect(reasons(result)).toEqual(['it comes out of a module that is not known: its module calls itself']);
  });
});
