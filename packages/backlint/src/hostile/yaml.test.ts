import { describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec: { storage: { size: 1Gi } }
`;
const schedule = (expression: string, more = '') => `${cluster}---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { name: daily, namespace: shop }
spec: { schedule: ${expression}, cluster: { name: orders }${more} }
`;

interface Told {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly location: { readonly path: string; readonly start: { readonly line: number } };
  }[];
  readonly findings: readonly { readonly rule: string; readonly message: string }[];
  readonly databases: readonly unknown[];
}

async function checked(text: string | Buffer, ...args: readonly string[]) {
  const folder = temporaryFolder({ 'good.yaml': schedule('"0 0 2 * * *"').replaceAll('orders', 'carts') });
  const { writeFileSync } = await import('node:fs');
  writeFileSync(`${folder.path}/a.yaml`, text);
  try {
    const { code, stdout, stderr } = await runIn(folder.path, ['check', '--format', 'json', ...args]);
    expect(stderr).toBe('');
    const told: Told = JSON.parse(stdout);
    const at = told.diagnostics.map(({ code: name, location }) => `${name} ${location.path}:${location.start.line}`);
    return { code, at, told };
  } finally {
    folder.remove();
  }
}

const aliases = (levels: number) =>
  Array.from({ length: levels }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(9)}]`).join('\n');
const keys = (count: number) => Array.from({ length: count }, (_, n) => `k${n}: ${n}`).join('\n');

describe('a document that asks for too much is a diagnostic at its line, never a pass, and the rest is judged', () => {
  test.each<[string, string, RegExp]>([
    ['A1: aliases of aliases', `${cluster}a0: &a0 [lol]\n${aliases(25)}\n`, /^limit-aliases a\.yaml:\d+$/],
    ['A1: an anchor in itself', `${cluster}x: &x [*x]\n`, /^yaml-[a-z-]+ a\.yaml:5$/],
    [
      'A1: twenty thousand anchors',
      `${cluster}${keys(20_000).replace(/: /g, ': &x ')}\n`,
      /^limit-[a-z]+ a\.yaml:\d+$/,
    ],
    ['A2: a hundred thousand brackets', `${cluster}x: ${'['.repeat(100_000)}\n`, /^limit-depth a\.yaml:5$/],
    ['A2: a hundred thousand braces', `${cluster}x: ${'{a: '.repeat(100_000)}\n`, /^limit-depth a\.yaml:5$/],
    ['A2: fifty thousand dashes', `${cluster}x:\n  ${'- '.repeat(50_000)}1\n`, /^limit-depth a\.yaml:6$/],
    ['A2: a thousand question marks', `${cluster}x:\n  ${'? '.repeat(1000)}1\n`, /^limit-depth a\.yaml:6$/],
    ['A3: eighty thousand keys', `${cluster}${keys(80_000)}\n`, /^limit-[a-z]+ a\.yaml:\d+$/],
    ['A3: ten thousand documents', `${cluster}${'---\na: 1\n'.repeat(10_000)}`, /^limit-documents a\.yaml:1$/],
    ['A3: a scalar of two megabytes', `${cluster}x: ${'a'.repeat(2_000_000)}\n`, /^limit-size a\.yaml:1$/],
    ['A11: a key twice', cluster.replace('spec:', 'spec: {}\nspec:'), /^yaml-duplicate-key a\.yaml:5$/],
    ['A11: a tab for indentation', `${cluster}x:\n\t- a\n`, /^yaml-[a-z-]+ a\.yaml:6$/],
    ['A11: another version of YAML', `%YAML 1.1\n---\n${cluster}`, /^yaml-[a-z-]+ a\.yaml:1$/],
    ['A11: a NUL', `${cluster}x: "\0"\n`, /^yaml-[a-z-]+ a\.yaml:5$/],
    ['A11: an escape sequence', `${cluster}x: "\u001b[2J"\n`, /^yaml-[a-z-]+ a\.yaml:5$/],
    ['A11: an open quote', `${cluster}x: "\n`, /^yaml-[a-z-]+ a\.yaml:\d+$/],
  ])('%s', async (_, text, expected) => {
    const { code, at, told } = await checked(text);
    expect(code).toBe(1);
    expect(at).toHaveLength(1);
    expect(at[0]).toMatch(expected);
    expect(told.databases.length).toBeGreaterThanOrEqual(1);
  });

  test('A1: few aliases that would be billions of values are read as they stand', async () => {
    const { code, at, told } = await checked(`${cluster}a0: &a0 [lol]\n${aliases(9)}\n`);
    expect({ code, at }).toEqual({ code: 1, at: [] });
    expect(told.findings.filter(({ rule }) => rule === 'unknown-field')).toHaveLength(10);
  });

  test.each<[string, Buffer]>([
    ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${cluster}`, 'utf16le')],
    ['Latin-1', Buffer.from(`${cluster}x: caf\xe9\n`, 'latin1')],
    [
      'an overlong slash',
      Buffer.concat([Buffer.from(`${cluster}x: "`), Buffer.from([0xc0, 0xaf]), Buffer.from('"\n')]),
    ],
  ])('A11: %s', async (_, bytes) => {
    const { code, at } = await checked(bytes);
    expect(code).toBe(1);
    expect(at).toEqual([expect.stringMatching(/^file-encoding a\.yaml:\d+$/)]);
  });
});

describe('A9: a schedule that is none is a finding', () => {
  test.each([
    ['""', 'invalid-schedule'],
    ['"0 0 0 30 2 *"', 'never-firing-schedule'],
    ['"TZ=Mars/Olympus 0 0 * * * *"', 'invalid-schedule'],
    [`"0 0 ${'1,'.repeat(50_000)}1 * * *"`, 'invalid-schedule'],
    ['"0 0 0 * * * *"', 'invalid-schedule'],
    ['"٠ ٠ ٠ * * *"', 'invalid-schedule'],
    ['"0 0 0 * * MONDAY-FUNDAY"', 'invalid-schedule'],
    ['"@yearly @daily"', 'invalid-schedule'],
  ])('%s', async (expression, rule) => {
    const { code, told } = await checked(schedule(expression));
    expect(code).toBe(1);
    expect(told.findings.map((finding) => finding.rule)).toContain(rule);
    expect(Math.max(...told.findings.map(({ message }) => message.length))).toBeLessThan(2_000);
  });
});

describe('A10: names that JavaScript keeps for itself are names', () => {
  test.each(['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'])('%s', async (name) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const text = `${cluster.replaceAll('orders', name)}---\n${name}: { polluted: true }\n${cluster}`;
    const { told } = await checked(text.replace('spec: {', `spec: { ${name}: { polluted: true },`));
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    expect(Object.hasOwn({}, 'polluted')).toBe(false);
    expect(JSON.stringify(told)).toContain(name);
  });
});

describe('A11: where readers of YAML differ, the verdict is never better than that of the cluster', () => {
  test.each([
    ['suspend: yes', 'yes', ['suspended-schedule']],
    ['suspend: on', 'on', ['suspended-schedule']],
    ['suspend: "yes"', '"yes"', ['invalid-field-value']],
  ])('%s', async (_, value, rules) => {
    const { code, told } = await checked(schedule('"0 0 2 * * *"', `, suspend: ${value}`));
    const said = told.findings.map((finding) => finding.rule);
    const undecided = JSON.stringify(told);
    expect(code).toBe(1);
    expect(rules.some((rule) => said.includes(rule)) || undecided.includes('kubectl reads a boolean')).toBe(true);
  });
});
