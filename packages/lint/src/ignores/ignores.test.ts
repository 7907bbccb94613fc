import type { SourceFile } from '@backlint/source/source-file';
import { expect, test } from 'vitest';
import type { Finding } from '../finding.ts';
import { honourIgnores } from './honour-ignores.ts';
import type { Ignore } from './ignore.ts';
import { readIgnoreComment } from './read-comment.ts';

const now = new Date('2026-06-15T12:00:00Z');

function commentsIn(file: SourceFile) {
  return Array.from(file.text.matchAll(/#([^\n]*)/g), ({ index, 0: whole, 1: text = '' }) => ({
    text,
    range: { file, start: index, end: index + whole.length },
  }));
}

function ignoresIn(file: SourceFile): Ignore[] {
  return commentsIn(file).flatMap((comment) => {
    const read = readIgnoreComment(comment);
    return read && 'rules' in read ? [read] : [];
  });
}

function findingAt(file: SourceFile, text: string, rule = 'rule-a'): Finding {
  const start = file.text.indexOf(text);
  const origin = { range: { file, start, end: start + text.length } };
  const about = { address: 'g/Cluster/shop/orders', title: 'Cluster shop/orders', origin };
  return { outcome: 'problem', rule, severity: 'error', about, at: origin, message: '', fingerprint: rule };
}

function file(text: string, path = 'a.yaml'): SourceFile {
  return { path, text };
}

test.each([
  ['backlint: ignore[a] -- why', { rules: ['a'], reason: 'why' }],
  [
    ' backlint: ignore[a, b] until=2026-12-31 -- why not',
    { rules: ['a', 'b'], until: '2026-12-31', reason: 'why not' },
  ],
  ['backlint:ignore[a]--why', { rules: ['a'], reason: 'why' }],
])('reads %j', (text, expected) => {
  const source = file(`#${text}\n`);
  expect(commentsIn(source).map(readIgnoreComment)).toMatchObject([expected]);
});

test.each([
  ['backlint: ignore[a]', 'no reason'],
  ['backlint: ignore[] -- why', 'write it as'],
  ['backlint: ignore a -- why', 'write it as'],
  ['backlint: disable[a] -- why', 'write it as'],
  ['backlint: ignore[a] until=tomorrow -- why', 'a day such as'],
  ['backlint: ignore[a] until=2026-02-31x -- why', 'a day such as'],
  ['backlint: ignore[a] for=ever -- why', 'unknown option'],
])('refuses %j', (text, why) => {
  const source = file(`#${text}\n`);
  expect(commentsIn(source).map(readIgnoreComment)).toMatchObject([{ why: expect.stringContaining(why) }]);
});

test('other comments are none of its business', () => {
  expect(
    readIgnoreComment({ text: ' backups are linted', range: { file: file(''), start: 0, end: 0 } }),
  ).toBeUndefined();
});

test('at the end of a line it holds for that line', () => {
  const source = file('a: 1 # backlint: ignore[rule-a] -- x\nb: 2\n');
  const { findings, ignored } = honourIgnores(
    [findingAt(source, 'a'), findingAt(source, 'b: 2')],
    ignoresIn(source),
    now,
  );
  expect(ignored).toHaveLength(1);
  expect(findings.map(({ at }) => at.range.start)).toEqual([source.text.indexOf('b: 2')]);
});

test('above a line it holds for that line and what is indented under it', () => {
  const source = file('spec:\n  # backlint: ignore[rule-a] -- x\n  one:\n    deep: 1\n\n  two: 2\n');
  const honoured = honourIgnores([findingAt(source, 'deep'), findingAt(source, 'two')], ignoresIn(source), now);
  expect(honoured.ignored.map(({ finding }) => finding.at.range.start)).toEqual([source.text.indexOf('deep')]);
});

test('above a document it holds for the document and not for the next', () => {
  const source = file('# backlint: ignore[rule-a] -- x\nkind: A\nname: one\n---\nkind: B\n');
  const honoured = honourIgnores([findingAt(source, 'one'), findingAt(source, 'B')], ignoresIn(source), now);
  expect(honoured.ignored).toHaveLength(1);
  expect(honoured.findings).toHaveLength(1);
});

test('a block of HCL ends with its closing brace', () => {
  const source = file('# backlint: ignore[rule-a] -- x\nresource "a" "b" {\n  one = 1\n}\nlocals {}\n', 'main.tf');
  expect(ignoresIn(source)).toMatchObject([{ scope: { first: 2, last: 4 } }]);
});

test('another rule is not ignored, and the ignore is unused', () => {
  const source = file('a: 1 # backlint: ignore[rule-b] -- x\n');
  const { findings, unused } = honourIgnores([findingAt(source, 'a')], ignoresIn(source), now);
  expect(findings).toHaveLength(1);
  expect(unused).toHaveLength(1);
});

test('it holds on its last day and ends with it', () => {
  const source = file(
    'a: 1 # backlint: ignore[rule-a] until=2026-06-15 -- x\nb: 2 # backlint: ignore[rule-a] until=2026-06-14 -- x\n',
  );
  const honoured = honourIgnores([findingAt(source, 'a'), findingAt(source, 'b: 2')], ignoresIn(source), now);
  expect(honoured.ignored).toHaveLength(1);
  expect(honoured.expired.map(({ until }) => until)).toEqual(['2026-06-14']);
  expect(honoured.unused).toEqual([]);
});

test('a finding on a rendered value is meant by any place that led to it', () => {
  const base = file('value: 1 # backlint: ignore[rule-a] -- x\n', 'base.yaml');
  const patch = file('value: 2\n', 'patch.yaml');
  const place = findingAt(patch, 'value');
  const at = { ...place.at, via: { range: { file: base, start: 0, end: 5 } } };
  expect(honourIgnores([{ ...place, at }], ignoresIn(base), now).ignored).toHaveLength(1);
});

test('by address it holds for an object and its parts, not for one with a longer name', () => {
  const source = file('x: 1\n');
  const ignore: Ignore = {
    by: 'annotation',
    rules: ['rule-a'],
    reason: 'x',
    at: { file: source, start: 0, end: 0 },
    scope: { kind: 'address', address: 'g/Cluster/shop/orders' },
  };
  const about = (address: string): Finding => {
    const one = findingAt(source, 'x');
    return { ...one, about: { ...one.about, address } };
  };
  const findings = [about('g/Cluster/shop/orders#wal'), about('g/Cluster/shop/orders-2')];
  expect(honourIgnores(findings, [ignore], now).ignored).toHaveLength(1);
});
