// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's markers are the same.

import { type Node, nodeAt } from '@backlint/source/node';
import { originChain } from '@backlint/source/origin';
import { originInText } from '@backlint/source/text-piece';
import { describe, expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { parseHcl } from '../parse-hcl.ts';
import { Budget } from './budget.ts';
import { evaluate } from './evaluate.ts';
import { lazyValues } from './lazy-values.ts';
import { secret, unknown } from './nodes.ts';
import type { Scope } from './scope.ts';

describe('every value knows where to edit it, and what led there', () => {
  const locals = `
    defaults = { schedule = "0 0 3 * * *", retention = "30d" }
    merged   = merge(local.defaults, { retention = "60d" })
    chosen   = true ? local.merged : local.defaults
    text     = "every \${local.defaults.schedule}"
    names    = { for name, value in local.defaults : name => value }
  `;

  test.each([
    ['local.defaults.schedule', [], ['"0 0 3 * * *"', 'local.defaults.schedule']],
    ['local.merged', ['schedule'], ['"0 0 3 * * *"', 'local.defaults', 'local.merged']],
    ['local.merged', ['retention'], ['"60d"', 'local.merged']],
    ['local.chosen.schedule', [], ['"0 0 3 * * *"', 'local.defaults', 'local.merged', 'local.chosen.schedule']],
    ['local.names["retention"]', [], ['"30d"', 'local.defaults', 'local.names["retention"]']],
    ['"${local.defaults.schedule}"', [], ['"0 0 3 * * *"', 'local.defaults.schedule']],
    ['local.text', [], ['"every ${local.defaults.schedule}"', 'local.text']],
    ['lookup(local.defaults, "schedule", "x")', [], ['"0 0 3 * * *"', 'local.defaults']],
    ['coalesce(null, local.defaults.schedule)', [], ['"0 0 3 * * *"', 'local.defaults.schedule']],
    ['try(local.nothing.at_all, "fallback")', [], ['"fallback"']],
    ['[for v in values(local.defaults) : v][0]', [], ['"30d"', 'local.defaults']],
    ['tolist([local.defaults.schedule])[0]', [], ['"0 0 3 * * *"', 'local.defaults.schedule']],
    ['jsondecode("{\\"a\\": 1}").a', [], ['"{\\"a\\": 1}"']],
    ['jsondecode(jsonencode({ a = local.defaults })).a.schedule', [], ['"0 0 3 * * *"', 'local.defaults']],
  ] as const)('%s %j', (expression, path, places) => {
    const node = nodeAt(evaluated(expression, locals), path);
    expect(node && placesOf(node)).toEqual(places);
  });

  test('so does every key', () => {
    const merged = evaluated('local.merged', locals);
    const key = merged.kind === 'mapping' ? merged.entries.get('retention')?.key : undefined;
    expect(key && placesOf({ origin: key })).toEqual(['retention', 'local.merged']);
  });

  test('so does every line of a heredoc', () => {
    const node = evaluated('local.yaml', 'yaml = <<-EOT\n    a: ${local.b}\n      c: d\n  EOT\nb = 1\n');
    expect(node).toMatchObject({ kind: 'scalar', value: 'a: 1\n  c: d\n' });
    if (node.kind !== 'scalar') return;
    const text = String(node.value);
    const placeOf = (part: string) => originInText(node, text.indexOf(part), text.indexOf(part) + part.length);
    expect(placesOf({ origin: placeOf('c: d') })).toEqual(['c: d', 'local.yaml']);
    expect(placesOf({ origin: placeOf('1') })).toEqual(['1', 'local.b']);
  });

  test('but no more places than anyone would read', () => {
    const chain = Array.from({ length: 40 }, (_, index) => `v${index + 1} = local.v${index}\n`).join('');
    expect(originChain(evaluated('local.v40', `v0 = "a"\n${chain}`).origin)).toHaveLength(limits.places);
  });
});

describe('what cannot be known says why, and what is known of it all the same', () => {
  const opaque: Readonly<Record<string, Node>> = { stage: unknown('var.stage has no value here', nowhere()) };

  test.each([
    ['var.stage', {}],
    ['var.stage.a[0].b', {}],
    ['"s3://${var.stage}/x"', { prefix: 's3://' }],
    ['"s3://${"b-${var.stage}"}"', { prefix: 's3://b-' }],
    ['format("%s-%s", "db", var.stage)', { prefix: 'db-' }],
    ['join("/", ["s3:", "", var.stage])', { prefix: 's3://' }],
    ['var.stage ? "s3://a/x" : "s3://a/y"', { prefix: 's3://a/' }],
    ['"%{ if var.stage }x%{ endif }"', {}],
    ['upper(var.stage)', {}],
    ['var.stage + 1', {}],
    ['var.stage == "a"', {}],
    ['!var.stage', {}],
    ['[for x in var.stage : x]', {}],
    ['[for x in ["a"] : x if var.stage]', {}],
    ['try(var.stage, "a")', {}],
    ['can(var.stage.a)', {}],
    ['coalesce(null, var.stage, "a")', {}],
    ['flatten([["a"], var.stage])', {}],
    ['[1, 2][var.stage]', {}],
    ['jsonencode({ a = var.stage })', { encodes: { kind: 'mapping' } }],
  ])('%s', (expression, known) => {
    const why = 'var.stage has no value here';
    expect(evaluated(expression, '', opaque)).toMatchObject({ kind: 'unknown', why, ...known });
  });

  test.each([
    ['{ a = var.stage, b = 1 }.b', 1],
    ['merge(var.stage, { b = 1 }).b', 1],
    ['merge({ b = 1 }, { a = var.stage }).b', 1],
    ['{ for k, v in { a = 1, b = 2 } : k => v if k == "b" || var.stage }.b', 2],
    ['{ (var.stage) = 1, b = 2 }.b', 2],
    ['(var.stage ? { a = 1, b = 2 } : { a = 1, b = 3 }).a', 1],
    ['length([var.stage, 1])', 2],
    ['keys({ a = var.stage })[0]', 'a'],
    ['concat([var.stage], ["x"])[1]', 'x'],
    ['var.stage || true', true],
    ['false && var.stage', false],
    ['contains(["a", var.stage], "a")', true],
    ['alltrue([false, var.stage])', false],
    ['[1, var.stage] == [2, 3]', false],
    ['try({ a = { b = var.stage, c = 1 } }.a, null).c', undefined],
    ['try(local.known, null).c', 1],
    ['jsondecode(jsonencode({ a = var.stage, c = 1 })).c', 1],
    ['yamldecode(yamlencode({ a = [var.stage, 1] })).a[1]', 1],
    ['lookup(merge(var.stage, { b = 1 }), "b")', 1],
  ])('%s is %j', (expression, value) => {
    const node = evaluated(expression, 'known = { b = var.stage, c = 1 }', opaque);
    expect(node.kind === 'scalar' ? node.value : undefined).toBe(value);
  });

  test('an entry that may come from the unknown is not certain', () => {
    expect(evaluated('merge({ b = 1 }, var.stage).b', '', opaque)).toMatchObject({ kind: 'unknown' });
    expect(evaluated('{ b = 1, (var.stage) = 2 }.b', '', opaque)).toMatchObject({ kind: 'unknown' });
  });

  test.each([
    ['timestamp()', 'it depends on the time at which Terraform runs'],
    ['uuid()', 'it is random'],
    ['abspath("x")', 'it depends on the machine that runs Terraform'],
    [
      'provider::kubernetes::manifest_decode_multi("a")',
      'only a provider knows what provider::kubernetes::manifest_decode_multi returns',
    ],
    ['sha256("a")', 'the function sha256 is not computed'],
    ['constructor("a")', 'the function constructor is not computed'],
    ['file("x")', 'no files can be read here'],
  ])('%s is unknown', (expression, why) => {
    expect(evaluated(expression)).toMatchObject({ kind: 'unknown', why });
  });

  test.each([
    ['var.nothing', 'Terraform refuses it: nothing declares var.nothing'],
    ['{ a = 1 }.b', 'Terraform refuses it: nothing in it is named b'],
    ['upper()', 'Terraform refuses it: the function has another number of arguments'],
    ['1 + "a"', 'Terraform refuses it: a number is needed'],
  ])('%s is an error', (expression, why) => {
    expect(evaluated(expression)).toMatchObject({ kind: 'unknown', isError: true, why });
  });

  test('what could not be read is unknown', () => {
    const { result } = parseHcl({ path: 'main.tf', text: 'a = [1 2]\n' });
    const value = result.attributes.get('a')?.value;
    expect(value && evaluate(value, { budget: new Budget(), resolve: () => undefined })).toMatchObject({
      kind: 'unknown',
      why: 'what is written there cannot be read',
    });
  });
});

describe('what is secret is gone', () => {
  const secrets = { password: secret(nowhere()) };

  test.each([
    'sensitive("hunter2")',
    'nonsensitive(sensitive("hunter2"))',
    '"x${sensitive("hunter2")}"',
    'base64encode(sensitive("hunter2"))',
    'jsonencode({ a = sensitive("hunter2") })',
    'sensitive({ a = "hunter2" }).a',
    'sensitive("hunter2") == "hunter2"',
    '[for x in sensitive(["hunter2"]) : x]',
    'substr(local.password, 0, 3)',
    'try(sensitive("hunter2"), "x")',
    'coalesce(sensitive("hunter2"), "x")',
    'var.password',
    'length(var.password)',
  ])('%s', (expression) => {
    const node = evaluated(expression, 'password = sensitive("hunter2")', secrets);
    expect(node).toMatchObject({ kind: 'unknown', isSensitive: true, why: 'it is sensitive' });
    expect(printed(node)).not.toMatch(/hunter|hun|aHVudGVyMg/);
  });

  test('and only that', () => {
    expect(evaluated('{ a = sensitive("hunter2"), b = 1 }.b')).toMatchObject({ value: 1 });
    expect(evaluated('issensitive(sensitive(1))')).toMatchObject({ value: true });
  });
});

describe('asks for no more than the limits', () => {
  const doubling = (count: number, start: string, next: (name: string) => string) =>
    `v0 = ${start}\n${Array.from({ length: count }, (_, index) => `v${index + 1} = ${next(`local.v${index}`)}\n`).join('')}`;

  test.each([
    ['text that doubles', doubling(40, '"aaaaaaaa"', (name) => `"\${${name}}\${${name}}"`), 'local.v40', /longer than/],
    [
      'lists that double',
      doubling(40, '[1, 2]', (name) => `concat(${name}, ${name})`),
      'local.v40',
      /elements|too many steps/,
    ],
    [
      'data that doubles',
      doubling(40, '{ a = 1 }', (name) => `{ l = ${name}, r = ${name} }`),
      'local.v40.l.l',
      /too many steps/,
    ],
    ['data that deepens', doubling(200, '[]', (name) => `[${name}]`), `local.v200${'[0]'.repeat(150)}`, /levels deep/],
    ['a long chain', doubling(5000, '"a"', (name) => name), 'local.v5000', /lead to it/],
    ['products', 'l = range(1000)', 'setproduct(local.l, local.l)', /more than 10000 elements/],
    [
      'loops in loops',
      'l = range(1000)',
      'flatten([for a in local.l : [for b in local.l : [for c in local.l : c]]])',
      /too many steps/,
    ],
    ['wide formats', '', 'format("%999999999d", 1)', /longer than/],
    [
      'long replacements',
      'l = join("", [for x in range(1000) : "a"])',
      'replace(local.l, "", join("", [for x in range(1000) : local.l]))',
      /longer than/,
    ],
    ['deep indentation', '', 'indent(1000000, "\\n\\n")', /longer than/],
    [
      'long expressions',
      'l = join("", [for x in range(600) : "a"])',
      'regex(local.l, "a")',
      /regular expression is longer/,
    ],
    ['big numbers', '', 'pow(10, 300) * pow(10, 300) * pow(10, 300) * pow(10, 300)', /too large/],
    ['a cycle', 'a = local.b\nb = "x${local.a}"', 'local.a', /refers to itself/],
    ['a cycle of one', 'a = { b = local.a }', 'local.a.b', /refers to itself/],
  ])('%s', (_, locals, expression, why) => {
    const start = performance.now();
    const node = evaluated(expression, locals);
    expect(node).toMatchObject({ kind: 'unknown', why: expect.stringMatching(why) });
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('and takes linear time for hostile regular expressions', () => {
    const node = evaluated(
      'regexall("^(a+)+$", join("", [for x in range(1000) : "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"]))',
    );
    expect(node).toMatchObject({ kind: 'sequence', items: [] });
  });

  test('and reads no prototype', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(evaluated(`{ a = 1 }.${name}`)).toMatchObject({ isError: true });
      expect(evaluated(`{ ${name} = 1 }.${name}`)).toMatchObject({ value: 1 });
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('and a chain of operators costs no depth', () => {
    expect(evaluated(`0${' + 1'.repeat(limits.chain)}`)).toMatchObject({ value: limits.chain });
  });
});

function evaluated(expression: string, locals = '', variables: Readonly<Record<string, Node>> = {}): Node {
  const { result, diagnostics } = parseHcl({
    path: 'main.tf',
    text: `value = ${expression}\nlocals {\n${locals}\n}\n`,
  });
  expect(diagnostics).toEqual([]);
  const value = result.attributes.get('value')?.value;
  const attributes = result.blocks[0]?.body.attributes ?? new Map();
  const expressions = new Map([...attributes].map(([name, attribute]) => [name, attribute.value]));
  const scope: Scope = {
    budget: new Budget(),
    resolve: ({ root, names: [name = ''] }) => {
      const node = root === 'local' ? local(name) : root === 'var' ? variables[name] : undefined;
      return node && { node, used: 1 };
    },
  };
  const local = lazyValues(expressions, (one) => evaluate(one, scope));
  return value ? evaluate(value, scope) : unknown('nothing was parsed', nowhere());
}

function placesOf({ origin }: Pick<Node, 'origin'>): readonly string[] {
  return originChain(origin).map(({ file, start, end }) => file.text.slice(start, end));
}

function nowhere() {
  return { range: { file: { path: 'terraform.tfvars', text: '' }, start: 0, end: 0 } };
}

function printed(node: Node): string {
  return JSON.stringify(node, (key, value) => {
    if (key === 'file') return undefined;
    return value instanceof Map ? [...value] : value;
  });
}
