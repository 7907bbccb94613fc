import { type Node, nodeAt } from '@backlint/source/node';
import { originChain } from '@backlint/source/origin';
import { citation } from '@backlint/source/position';
import { memoryTree } from '@backlint/source/source-tree';
import { describe, expect, test } from 'vitest';
import { buildKustomization } from './build-kustomization.ts';

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { x: "1" }\n';

function build(files: Readonly<Record<string, string>>) {
  const tree = memoryTree(files);
  const asked = new Set<string>();
  const watched = {
    paths: tree.paths,
    read: (path: string) => {
      asked.add(path);
      return tree.read(path);
    },
  };
  const { result, diagnostics } = buildKustomization(watched, { directory: '' });
  return { ...result, said: diagnostics.map(({ code, at }) => `${code} ${citation(at)}`), asked };
}

describe('nothing outside of the tree is read, and nothing is fetched', () => {
  test.each([
    ['../../../../etc/passwd', 'kustomize-outside-root'],
    ['/etc/passwd', 'kustomize-outside-root'],
    ['a/../../b', 'kustomize-outside-root'],
    ['missing.yaml', 'kustomize-missing-resource'],
  ])('%s is said to be wrong', (path, code) => {
    const { said, resources, asked } = build({
      'kustomization.yaml': `resources: [a.yaml, "${path}"]\n`,
      'a.yaml': configMap,
    });
    expect(said).toEqual([`${code} kustomization.yaml:1`]);
    expect(resources).toHaveLength(1);
    expect([...asked].filter((one) => /etc|^\.\./.test(one) && one.startsWith('/'))).toEqual([]);
  });

  test.each([
    'https://example.org/x.yaml',
    'file:///etc/passwd',
    'git@github.com:o/r.git',
    'github.com/o/r//deploy?ref=main',
    'ssh://-oProxyCommand=x/y',
  ])('%s is unknown, by its name', (remote) => {
    const { said, unknown } = build({ 'kustomization.yaml': `resources: ["${remote}"]\ncomponents: ["${remote}"]\n` });
    expect(said).toEqual([]);
    expect(unknown.map(({ what }) => what)).toEqual([
      `the remote resource ${remote}`,
      `the remote component ${remote}`,
    ]);
  });

  test.each(['exec', 'containers', 'helm'])('a plugin of %s is not run', (kind) => {
    const plugin = `apiVersion: example.org/v1\nkind: ${kind}\nmetadata: { name: x, annotations: { config.kubernetes.io/function: "exec: { path: ./x }" } }\n`;
    const { unknown } = build({
      'kustomization.yaml': 'generators: [p.yaml]\ntransformers: [p.yaml]\n',
      'p.yaml': plugin,
    });
    expect(unknown.map(({ what }) => what)).toEqual(['a plugin under generators', 'a plugin under transformers']);
  });
});

describe('what goes in circles or grows without end stops', () => {
  test('a kustomization that includes itself', () => {
    const { said, refused } = build({
      'kustomization.yaml': 'resources: [a]\n',
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
    });
    expect(said).toEqual(['kustomize-cycle b/kustomization.yaml:1']);
    expect(refused).toContain('includes itself');
  });

  test('kustomizations nested too deeply', () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, n) => [`${'d/'.repeat(n)}kustomization.yaml`, 'resources: [d]\n']),
    );
    expect(build(files).said.join()).toMatch(/limit-kustomize-depth/);
  });

  test('ten thousand resources', () => {
    const text = Array.from({ length: 1000 }, (_, n) => configMap.replace('name: a', `name: a${n}`)).join('---\n');
    const bases = Array.from({ length: 10 }, (_, n) => `b${n}`);
    const files = Object.fromEntries(
      bases.flatMap((base) => [
        [`${base}/kustomization.yaml`, `namePrefix: ${base}-\nresources: [x.yaml]\n`],
        [`${base}/x.yaml`, text],
      ]),
    );
    const { said, resources } = build({ ...files, 'kustomization.yaml': `resources: [${bases.join(', ')}]\n` });
    expect(said).toEqual(['limit-kustomize-resources kustomization.yaml:1']);
    expect(resources).toHaveLength(5000);
  });
});

describe('a patch', () => {
  const patch = (text: string) =>
    build({ 'kustomization.yaml': `resources: [a.yaml]\npatches:\n  - ${text}\n`, 'a.yaml': configMap });

  test.each([
    [
      'that names nothing',
      'patch: "{ apiVersion: v1, kind: ConfigMap, metadata: { name: b } }"',
      'kustomize-patch-no-match',
    ],
    ['whose target is nothing', 'target: { kind: Secret }\n    patch: "{ x: 1 }"', 'kustomize-idle-patch'],
    ['that is no YAML', 'patch: "{ x: ["', 'kustomize-patch-syntax'],
    [
      'that begins like JSON and is none',
      'target: { kind: ConfigMap }\n    patch: "[{ op: add }]"',
      'kustomize-patch-failed',
    ],
    ['without a target', "patch: '[]'", 'kustomize-patch-failed'],
    [
      'of a path that is not there',
      `target: { kind: ConfigMap }\n    patch: '[{ "op": "remove", "path": "/data/y" }]'`,
      'kustomize-patch-failed',
    ],
  ])('%s is said to be wrong', (_, text, code) => {
    expect(patch(text).said).toEqual([expect.stringMatching(new RegExp(`^${code} kustomization.yaml:[345]$`))]);
  });

  test('leaves in each value the line that wrote it, and what that replaced', () => {
    const { resources } = build({
      'kustomization.yaml': 'resources: [base]\nnamespace: shop\npatches:\n  - path: p.yaml\n',
      'base/kustomization.yaml': 'resources: [a.yaml]\n',
      'base/a.yaml': configMap,
      'p.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  x: "2"\n',
    });
    const at = (...path: readonly string[]) => {
      const node: Node | undefined = resources[0] && nodeAt(resources[0].root, path);
      return node && originChain(node.origin).map(citation);
    };
    expect(at('data', 'x')).toEqual(['p.yaml:5', 'base/a.yaml:4']);
    expect(at('metadata', 'namespace')).toEqual(['kustomization.yaml:2']);
    expect(at('metadata', 'name')).toEqual(['base/a.yaml:3']);
  });
});
