import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineProcess } from './engine-process.ts';
import { questionAbout } from './test-question.ts';

const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: orders
  namespace: shop
spec:
  instances: 1
  storage:
    size: 1Gi
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backlint-engine-'));
  const requireOf = "import{createRequire as r}from'node:module';const require=r(import.meta.url);";
  esbuild.buildSync({
    entryPoints: [new URL('main.ts', import.meta.url).pathname],
    outfile: join(folder, 'engine.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: { js: requireOf },
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

const engine = () => engineProcess(pathToFileURL(join(folder, 'engine.mjs')));
const never = () => new AbortController().signal;

/** An engine that does something else than answering. */
function engineDoing(code: string, limits: Parameters<typeof engineProcess>[1] = {}) {
  const file = join(folder, `${Math.random()}.mjs`);
  writeFileSync(file, code);
  return engineProcess(pathToFileURL(file), limits);
}

describe('the engine', () => {
  test('reviews a change', async () => {
    const { question, contents } = questionAbout({}, { 'cluster.yaml': cluster });
    const answer = await engine()(question, contents, never());
    expect(answer).toMatchObject({
      kind: 'reviewed',
      publication: { stamp: 'stamp', isNews: true, verdict: { state: 'failure' } },
      findings: [{ rule: 'unprotected-database', isOwn: true }],
    });
  });

  test('asks for the files that it needs, and for no others', async () => {
    const texts = { 'cluster.yaml': cluster, 'notes.txt': 'Nothing to see.' };
    const { question } = questionAbout({}, texts);
    const ids = question.head.flatMap(({ path, id }) => (path === 'cluster.yaml' ? [id] : []));
    expect(await engine()(question, new Map(), never())).toEqual({ kind: 'needs', ids });
  });

  test('does not pass what could not be read', async () => {
    const { question } = questionAbout({}, { 'cluster.yaml': cluster });
    const contents = new Map(question.head.map(({ id }) => [id, null]));
    const answer = await engine()(question, contents, never());
    expect(answer).toMatchObject({ kind: 'reviewed', publication: { verdict: { state: 'failure' } } });
  });

  test('takes the configuration from where it is told to, and never from the head', async () => {
    const off = 'rules:\n  unprotected-database: off\n';
    const bad = questionAbout({}, { 'cluster.yaml': cluster, '.backlint.yaml': off });
    expect(await engine()(bad.question, bad.contents, never())).toMatchObject({
      publication: { verdict: { state: 'failure' } },
    });
    const good = questionAbout({ '.backlint.yaml': off }, { 'cluster.yaml': cluster, '.backlint.yaml': off });
    expect(await engine()(good.question, good.contents, never())).toMatchObject({
      publication: { verdict: { state: 'success' } },
    });
    const broken = questionAbout({ '.backlint.yaml': 'rulez: {}\n' }, { 'cluster.yaml': cluster });
    expect(await engine()(broken.question, broken.contents, never())).toMatchObject({ kind: 'misconfigured' });
  });

  test('waives what was granted, and says who did', async () => {
    const { question, contents } = questionAbout({}, { 'cluster.yaml': cluster });
    const first = await engine()(question, contents, never());
    const keys = first.kind === 'reviewed' ? first.findings.map(({ key }) => key) : [];
    const waiver = { keys, reason: 'A demo', until: '2026-12-31', approver: 'bob' };
    const second = await engine()({ ...question, granted: [waiver] }, contents, never());
    expect(second).toMatchObject({ publication: { verdict: { state: 'success' } }, findings: [] });
    expect(second.kind === 'reviewed' && second.publication.body).toContain('Waived by `bob` until 2026-12-31');
    const late = await engine()({ ...question, granted: [{ ...waiver, until: '2026-06-14' }] }, contents, never());
    expect(late).toMatchObject({ publication: { verdict: { state: 'failure' } } });
  });

  test('fixes and scaffolds', async () => {
    const schedule =
      'apiVersion: postgresql.cnpg.io/v1\nkind: ScheduledBackup\nmetadata:\n  name: orders-daily\n  namespace: shop\nspec:\n' +
      '  schedule: "0 3 * * *"\n  cluster:\n    name: orders\n';
    const { question, contents } = questionAbout({}, { 'cluster.yaml': cluster, 'schedule.yaml': schedule });
    const wishes = [{ kind: 'fix' }, { kind: 'scaffold', what: 'alerts', for: 'orders', as: 'yaml' }] as const;
    const answer = await engine()({ ...question, wishes }, contents, never());
    if (answer.kind !== 'reviewed') throw new Error(answer.kind);
    expect(answer.granted[0]).toContain('+  schedule: "0 0 3 * * *"');
    expect(answer.granted[1]).toContain('kind: PrometheusRule');
  });
});

describe('a broken or malicious engine', () => {
  const { question, contents } = questionAbout({}, { 'cluster.yaml': cluster });
  const asked = (code: string, limits = {}) => engineDoing(code, limits)(question, contents, never());
  const print = (answer: object) => `process.stdout.write(${JSON.stringify(JSON.stringify(answer))})`;
  const reviewed = {
    kind: 'reviewed',
    publication: {
      headCommit: question.headCommit,
      stamp: 'stamp',
      body: 'B',
      isNews: true,
      notes: [],
      verdict: { name: 'backlint', state: 'success', title: 'T' },
      followUps: [],
    },
    findings: [],
    granted: [],
  };
  const noteAt = (path: string) => ({ key: 'k', path, startLine: 1, line: 1, body: 'B' });
  const publication = (more: object) => ({ ...reviewed, publication: { ...reviewed.publication, ...more } });

  test('is what it seems where its answer is right', async () => {
    await expect(asked(print(reviewed))).resolves.toMatchObject({ kind: 'reviewed' });
  });

  test.each([
    ['says nothing', ''],
    ['says something else', 'process.stdout.write("approved")'],
    ['ends badly', 'process.exit(3)'],
    ['throws', 'throw new Error("BLCANARY")'],
    ['speaks of another commit', print(publication({ headCommit: 'b'.repeat(40) }))],
    ['speaks of another state', print(publication({ stamp: 'other' }))],
    ['writes at a file that nobody changed', print(publication({ notes: [noteAt('other.yaml')] }))],
    ['names another verdict', print(publication({ verdict: { name: 'ci/build', state: 'success', title: 'T' } }))],
    [
      'adds a page to click on',
      print(publication({ verdict: { ...reviewed.publication.verdict, url: 'https://x.invalid' } })),
    ],
    ['grants what nobody wished', print({ ...reviewed, granted: ['text'] })],
    ['says too much in a body', print(publication({ body: 'x'.repeat(70_001) }))],
  ])('that %s is not believed', async (_, code) => {
    await expect(asked(code)).rejects.toMatchObject({
      name: 'EngineError',
      message: expect.not.stringContaining('BLCANARY'),
    });
  });

  test('is stopped when it takes too long', async () => {
    await expect(asked('for (;;);', { time: 500 })).rejects.toThrow('longer than 0.5 s');
  });

  test('is stopped when it takes too much memory outside of its heap', async () => {
    const code = 'const all = []; for (;;) all.push(Buffer.alloc(8 << 20, 1))';
    await expect(asked(code, { memory: 300 * 1024 ** 2 })).rejects.toThrow('300 MB');
  });

  test('is stopped when it talks without end', async () => {
    const code = 'const talk = () => process.stdout.write("x".repeat(1 << 20), talk); talk()';
    await expect(asked(code, { output: 1024 ** 2 })).rejects.toThrow('too much');
  });

  test('is stopped when nobody wants its answer any more', async () => {
    const controller = new AbortController();
    const answer = engineDoing('for (;;);')(question, contents, controller.signal);
    setTimeout(() => controller.abort(), 100);
    await expect(answer).rejects.toThrow();
  });

  test('has no environment', async () => {
    process.env.BACKLINT_TEST_SECRET = 'BLCANARY';
    const code = 'process.exit(Object.keys(process.env).length)';
    await expect(asked(code)).rejects.toThrow('is not as it should be');
    delete process.env.BACKLINT_TEST_SECRET;
  });

  test.each([
    ['read outside of its folder', "fs.readFileSync('/etc/hostname')"],
    ["read its parent's environment", "fs.readFileSync('/proc/' + process.ppid + '/environ')"],
    ['write', "fs.writeFileSync('/tmp/backlint-engine-wrote', 'x')"],
    ['start a process', "(await import('node:child_process')).execSync('true')"],
    ['start a thread', "new (await import('node:worker_threads')).Worker('1', { eval: true })"],
  ])('cannot %s', async (_, attempt) => {
    const code = `import fs from 'node:fs';\nlet done = true;\ntry { ${attempt} } catch { done = false }\nif (!done) ${print(reviewed)}`;
    await expect(asked(code)).resolves.toMatchObject({ kind: 'reviewed' });
    expect(existsSync('/tmp/backlint-engine-wrote')).toBe(false);
  });
});

test('an engine that may take more memory may use it', async () => {
  const code = `import v8 from 'node:v8';
    process.stdin.resume().on('end', () => {
      const message = String(v8.getHeapStatistics().heap_size_limit);
      process.stdout.write(JSON.stringify({ kind: 'misconfigured', message }));
    });`;
  const { question, contents } = questionAbout({}, {});
  const heapOf = async (megabytes: number) => {
    const answer = await engineDoing(code, { memory: megabytes * 1024 ** 2 })(question, contents, never());
    return answer.kind === 'misconfigured' ? Number(answer.message) / 1024 ** 2 : 0;
  };
  expect(await heapOf(512)).toBeLessThan(512);
  const larger = await heapOf(2_048);
  expect(larger).toBeGreaterThan(1_024);
  expect(larger).toBeLessThan(2_048);
});
