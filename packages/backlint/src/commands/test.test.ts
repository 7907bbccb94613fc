import { describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

const rules = `houseRules:
  - id: untiered-database
    summary: A database without a tier
    for: database
    assert: database.tier != null
    cases: policies/untiered-database.md
`;
const page = (comment: string) => `# untiered-database

## A cluster without the label

\`\`\`yaml
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  namespace: shop
  name: orders ${comment}
spec: { storage: { size: 1Gi } }
\`\`\`
`;

async function tested(files: Readonly<Record<string, string>>) {
  const { path, remove } = temporaryFolder(files);
  const outcome = await runIn(path, ['test']);
  remove();
  return outcome;
}

describe('backlint test', () => {
  test('passes where the rule says what its cases expect', async () => {
    expect(
      await tested({ '.backlint.yaml': rules, 'policies/untiered-database.md': page('# finding: without a tier') }),
    ).toEqual({
      code: 0,
      stdout: 'ok untiered-database: A cluster without the label\n1 case passed, 0 failed\n',
      stderr: '',
    });
  });

  test.each([
    ['# upheld', ['case.yaml:5: expected upheld', 'case.yaml:5: unexpected finding: Cluster shop/orders: A database']],
    ['', ['case.yaml:5: unexpected finding']],
    ['# finding: something else', ['case.yaml:5: expected finding something else']],
  ])('fails for %j', async (comment, lines) => {
    const { code, stdout } = await tested({ '.backlint.yaml': rules, 'policies/untiered-database.md': page(comment) });
    expect(code).toBe(1);
    for (const line of lines) expect(stdout).toContain(`  ${line}`);
    expect(stdout).toContain('0 cases passed, 1 failed');
  });

  test('reads another configuration where one is named', async () => {
    const { path, remove } = temporaryFolder({
      'house.yaml': rules,
      'policies/untiered-database.md': page('# finding: without a tier'),
    });
    const outcome = await runIn(path, ['test', '--config', 'house.yaml']);
    remove();
    expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining('1 case passed, 0 failed') });
  });

  test.each([
    [{}, 2, 'there is no configuration here'],
    [{ '.backlint.yaml': 'profile: strict\n' }, 2, 'the configuration declares no houseRules.'],
    [{ '.backlint.yaml': 'profil: strict\n' }, 2, 'there is no setting "profil"'],
    [{ '.backlint.yaml': rules }, 1, 'its cases cannot be read from "policies/untiered-database.md"'],
  ])('says what is missing: %j', async (files, code, message) => {
    const outcome = await tested(files);
    expect(outcome.code).toBe(code);
    expect(outcome.stdout + outcome.stderr).toContain(message);
  });
});
