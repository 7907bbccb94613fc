// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's markers are the same.

import { startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import { expect, test } from 'vitest';
import { parseHcl } from '../parse-hcl.ts';
import type { Block, Expression } from '../syntax-tree.ts';

const text = `{
  "//": "made by a script",
  "variable": { "bucket": { "type": "list(string)", "default": "plain \${text}" } },
  "resource": {
    "kubernetes_manifest": {
      "orders": {
        "manifest": { "kind": "Cluster", "metadata": { "name": "orders\\n\${var.stage}", "labels": null } },
        "count": 2,
        "depends_on": ["kubernetes_namespace_v1.shop"],
        "lifecycle": { "ignore_changes": ["manifest"] }
      }
    }
  },
  "locals": [{ "a": true }, { "b": -1.50 }]
}`;

test('reads blocks by the labels that Terraform gives them', () => {
  const { result, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  expect(result.blocks.map(addressOf)).toEqual([
    'variable.bucket',
    'resource.kubernetes_manifest.orders',
    'locals',
    'locals',
  ]);
  const [, resource, , locals] = result.blocks;
  expect([...(resource?.body.attributes.keys() ?? [])]).toEqual(['manifest', 'count', 'depends_on']);
  expect(resource?.body.blocks.map(addressOf)).toEqual(['lifecycle']);
  expect(locals?.body.attributes.get('b')?.value).toMatchObject({ kind: 'literal', value: -1.5, written: '-1.50' });
});

test('reads strings as templates, as plain text, or as references, and knows their places', () => {
  const [variable, resource] = parse(text).result.blocks;
  expect(argument(variable, 'default')).toMatchObject({ kind: 'literal', value: 'plain ${text}' });
  expect(argument(variable, 'type')).toMatchObject({ kind: 'call', name: { text: 'list' } });
  expect(argument(resource, 'depends_on')).toMatchObject({ kind: 'tuple', items: [{ kind: 'traversal' }] });
  const manifest = argument(resource, 'manifest');
  const metadata = manifest?.kind === 'object' ? manifest.entries[1]?.value : undefined;
  const name = metadata?.kind === 'object' ? metadata.entries[0]?.value : undefined;
  expect(source(name?.range)).toBe('"orders\\n${var.stage}"');
  expect(name?.kind === 'template' && name.parts.map(({ range }) => source(range))).toEqual([
    'orders\\n',
    '${var.stage}',
  ]);
});

test('reads values files as plain data', () => {
  const { result } = parseHcl({ path: 'prod.auto.tfvars.json', text: '{ "resource": { "a": "${b}" } }' });
  expect(result.blocks).toEqual([]);
  const value = result.attributes.get('resource')?.value;
  expect(value?.kind === 'object' && value.entries[0]?.value).toMatchObject({ kind: 'literal', value: '${b}' });
});

test.each([
  ['{', '1:2'],
  ['{"a" 1}', '1:6'],
  ['{"locals": {"a": 01}}', '1:19'],
  ['{"locals": {"a": tru}}', '1:18'],
  ['{"locals": {"a": "b}}', '1:22'],
  ['{"locals": {"a": "\\q"}}', '1:19'],
  ['{"locals": {"a": 1,}}', '1:20'],
  ['{"locals": {}} x', '1:16'],
  ['# comment', '1:1'],
  ['{"unheard_of": {}}', '1:2'],
  ['{"locals": 1}', '1:12'],
  ['{"locals": {"a": "${"}}', '1:21'],
  ['{"locals": {"a": 1, "a": 2}}', '1:21'],
])('says what is wrong with %j', (wrong, at) => {
  const { result, diagnostics } = parse(wrong);
  const { line, column } = startPosition(diagnostics[0]?.at ?? { file: { path: '', text: '' }, start: 0, end: 0 });
  expect([diagnostics.length, `${line}:${column}`, result.isComplete]).toEqual([1, at, false]);
});

test('keeps its limits', () => {
  const nested = (depth: number) => `{"locals": {"a": ${'['.repeat(depth)}${']'.repeat(depth)}}}`;
  expect(parse(nested(62)).diagnostics).toEqual([]);
  expect(parse(nested(63)).diagnostics).toMatchObject([{ code: 'limit-depth' }]);
  expect(parse(nested(300_000)).diagnostics).toMatchObject([{ code: 'limit-depth' }]);
  expect(parse('{"locals": {"a": 1e999999}}').diagnostics).toMatchObject([{ code: 'limit-number' }]);
});

function parse(json: string) {
  return parseHcl({ path: 'main.tf.json', text: json });
}

function addressOf({ type, labels }: Block): string {
  return [type, ...labels].map((name) => name.text).join('.');
}

function argument(block: Block | undefined, name: string): Expression | undefined {
  return block?.body.attributes.get(name)?.value;
}

function source(range: Range | undefined): string | undefined {
  return range?.file.text.slice(range.start, range.end);
}
