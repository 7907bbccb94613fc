import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { pageStyle } from '@backlint/report/html/page-style';
import { expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';
import { version } from '../version.ts';

const stories = `${import.meta.dirname}/../../../../fixtures`;

test.each(readdirSync(stories))('the evidence of %s', async (story) => {
  // Outside of this repository, whose commit would be in it.
  const folder = temporaryFolder({});
  cpSync(`${stories}/${story}/repo`, folder.path, { recursive: true });
  const { code, stderr } = await runIn(folder.path, ['evidence', '--no-helm']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const read = (file: string) =>
    readFileSync(`${folder.path}/backlint-evidence/${file}`, 'utf8')
      .replaceAll(version(), '0.0.0')
      .replace(pageStyle, '');
  await expect(read('evidence.json')).toMatchFileSnapshot(`${stories}/${story}/expected/evidence.json`);
  await expect(read('evidence.html')).toMatchFileSnapshot(`${stories}/${story}/expected/evidence.html`);
  folder.remove();
});

const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec: { storage: { size: 1Gi }, instances: 1 }
`;
const waiver = (until: string) =>
  `waivers: [{ rule: unprotected-database, object: Cluster shop/orders, reason: a <b>copy</b>, approver: Ada & Co, until: ${until} }]\n`;

test('what was waived has its reason, who decided it and until when; past that day it is a gap', async () => {
  const folder = temporaryFolder({
    'a.yaml': cluster,
    '.backlint.yaml': waiver('2026-06-30'),
    'old.yaml': waiver('2025-06-30'),
  });
  const statusOf = async (...args: readonly string[]) => {
    const { stdout } = await runIn(folder.path, ['evidence', '--output', 'out', ...args]);
    expect(stdout).toMatch(/^Wrote out: 4 controls, 1 database; \d+ shown, \d+ gaps?, \d+ undecided, \d+ waived\.\n$/);
    const [database] = JSON.parse(readFileSync(`${folder.path}/out/evidence.json`, 'utf8')).databases;
    return database.aspects.find(({ aspect }: { aspect: string }) => aspect === 'taken');
  };
  expect(await statusOf()).toMatchObject({
    status: 'waived',
    waived: [
      { rule: 'unprotected-database', waiver: { reason: 'a <b>copy</b>', approver: 'Ada & Co', until: '2026-06-30' } },
    ],
  });
  const html = readFileSync(`${folder.path}/out/evidence.html`, 'utf8');
  expect(html).toContain('(a &#60;b&#62;copy&#60;/b&#62;; by Ada &#38; Co, until 2026-06-30)');
  expect(await statusOf('--config', 'old.yaml')).toMatchObject({ status: 'gap', waived: [] });
  expect(await statusOf('--no-config')).toMatchObject({ status: 'gap', waived: [] });
  folder.remove();
});

test('what could not be read is said', async () => {
  const folder = temporaryFolder({
    'a.yaml': cluster,
    'b.yaml': 'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\na: [\n',
  });
  await runIn(folder.path, ['evidence', '-o', 'out']);
  const { notRead } = JSON.parse(readFileSync(`${folder.path}/out/evidence.json`, 'utf8'));
  expect(notRead[0]).toMatch(/^b\.yaml:\d+: /);
  expect(readFileSync(`${folder.path}/out/evidence.html`, 'utf8')).toContain('<li>b.yaml:');
  const hint = 'backlint: b.yaml could not be read in full, so this is not the whole picture; check says why.\n';
  expect((await runIn(folder.path, ['posture'])).stderr).toBe(hint);
  expect((await runIn(folder.path, ['timeline'])).stderr).toBe(hint);
  folder.remove();
});

test('hashes tell of every change', async () => {
  const folder = temporaryFolder({ 'a.yaml': cluster });
  await runIn(folder.path, ['evidence', '-o', 'out']);
  const read = (file: string) => readFileSync(`${folder.path}/${file}`);
  const sha256 = (file: string) => createHash('sha256').update(read(file)).digest('hex');
  expect(read('out/SHA256SUMS').toString()).toBe(
    `${sha256('out/evidence.json')}  evidence.json\n${sha256('out/evidence.html')}  evidence.html\n`,
  );
  expect(JSON.parse(read('out/evidence.json').toString())).toMatchObject({
    date: '2026-01-01T00:00:00.000Z',
    commit: null,
    files: [{ path: 'a.yaml', sha256: sha256('a.yaml') }],
  });
  folder.remove();
});

test('it says which commit it is of, and where it cannot be written', async () => {
  const { code } = await runIn(`${stories}/healthy/repo`, ['evidence', '--output', '/dev/null/x']);
  expect(code).toBe(3);
  const empty = temporaryFolder({ 'a.yaml': 'a: 1\n' });
  expect(await runIn(empty.path, ['evidence'])).toMatchObject({ code: 4, stdout: '' });
  empty.remove();
  expect(await runIn(stories, ['evidence', 'nowhere'])).toMatchObject({ code: 2 });
});
