import type { SourceFile } from '@backlint/source/source-file';
import { describe, expect, test } from 'vitest';
import { cluster, rangeOf, schedule } from '../sample-report.ts';
import { codeFrame, type Mark } from './code-frame.ts';

const style = { width: 80, pathPrefix: '', main: (text: string) => text, aside: (text: string) => text };

function frame(main: Mark['range'], related: readonly Mark[] = [], width = 80): string {
  return `\n${codeFrame(main, related, { ...style, width }).join('\n')}\n`;
}

function frameOf(text: string, words: string, width?: number): string {
  return frame(rangeOf({ path: 'a.yaml', text }, words), [], width);
}

describe('a code frame', () => {
  test('shows a place with the line before it', () => {
    expect(frame(rangeOf(cluster, 'orders'))).toBe(`
 --> apps/orders/cluster.yaml:5:9
  |
4 |   namespace: shop
5 |   name: orders
  |         ^^^^^^
`);
  });

  test('shows related places of the same file in its order, and other files below', () => {
    const related = [
      { range: rangeOf(cluster, 'barmanObjectStore'), label: 'WAL is archived here' },
      { range: rangeOf(schedule, 'order\n'), label: 'names a cluster that is not here' },
      { range: rangeOf(cluster, 'kind: Cluster'), label: 'this kind' },
    ];
    expect(frame(rangeOf(cluster, 'orders'), related)).toBe(`
 --> apps/orders/cluster.yaml:5:9
  |
2 | kind: Cluster
  | ------------- this kind
...
4 |   namespace: shop
5 |   name: orders
  |         ^^^^^^
...
9 |     barmanObjectStore:
  |     ----------------- WAL is archived here
 ::: apps/orders/scheduled-backup.yaml:9:11
  |
9 |     name: order
  |           ----- names a cluster that is not here
`);
  });

  test('underlines once what is the main place and related to it', () => {
    const place = rangeOf(cluster, 'orders');
    const related = [{ range: { ...place }, label: 'its name' }];
    expect(frame(place, related)).toContain('  |         ^^^^^^ its name\n');
    expect(frame(place, related)).not.toContain('---');
  });

  test('of a place with many lines underlines the first', () => {
    expect(frameOf('kind: Cluster\nspec:\n  storage:\n    size: 1Gi\n', 'spec:\n  storage:\n    size: 1Gi')).toBe(`
 --> a.yaml:2:1
  |
1 | kind: Cluster
2 | spec:
  | ^^^^^
`);
  });

  test('understands CRLF, tabs, wide and hidden characters', () => {
    expect(frameOf('a: 1\r\n\tname:\t数据库 \u202eorders\r\n', 'orders')).toBe(`
 --> a.yaml:2:13
  |
1 | a: 1
2 |   name:  数据库 \\u{202e}orders
  |                      ^^^^^^
`);
  });

  test('of a very long line shows the piece around the place', () => {
    const text = `{"a": [${'"filler", '.repeat(50_000)}{"name": "orders"}${', "filler"'.repeat(50_000)}]}`;
    expect(frameOf(text, '"orders"', 60)).toBe(`
 --> a.yaml:1:500017
  |
1 | …iller", {"name": "orders"}, "filler", "filler", "fill…
  |                   ^^^^^^^^
`);
  });

  test('points at the end of a line and of a file', () => {
    const file: SourceFile = { path: 'a.yaml', text: 'a: 1\nname:' };
    expect(frame({ file, start: 10, end: 10 })).toBe(`
 --> a.yaml:2:6
  |
1 | a: 1
2 | name:
  |      ^
`);
    expect(frame({ file: { path: 'b.yaml', text: '' }, start: 0, end: 0 })).toBe('\n --> b.yaml:1:1\n');
  });

  test('puts the way to the tree before its paths, and shows no hidden character in them', () => {
    const file: SourceFile = { path: 'a\u001b[31m.yaml', text: '' };
    expect(codeFrame({ file, start: 0, end: 0 }, [], { ...style, pathPrefix: '../other/' })).toEqual([
      ' --> ../other/a\\u{1b}[31m.yaml:1:1',
    ]);
  });
});

describe('a code frame shows no secret', () => {
  test('and no line at all where the place is known to be one', () => {
    const place = rangeOf({ path: 'a.yaml', text: 'a: 1\nmine: hunter2\n' }, 'hunter2');
    expect(codeFrame(place, [], { ...style, isSecret: true })).toEqual([' --> a.yaml:2:7']);
  });

  test('in the line it points at', () => {
    expect(frameOf('password: hunter2\n', 'hunter2')).toBe(`
 --> a.yaml:1:11
  |
1 | password: [not shown]
  |           ^^^^^^^^^^^
`);
  });

  test.each([
    ['  password: hunter2\n  name: orders\n', '  password: [not shown]'],
    ['  - name: PGPASSWORD\n    value: hunter2\n  name: orders\n', '    value: [not shown]'],
  ])('in the line before: %j', (text, line) => {
    expect(frameOf(text, 'orders')).toContain(line);
    expect(frameOf(text, 'orders')).not.toContain('hunter2');
  });

  test('that is continued in the line before', () => {
    expect(frameOf('password: |\n  hunter2\nname: orders\n', 'orders')).not.toContain('hunter2');
  });

  test.each([
    [
      'a.yaml',
      'kind: Cluster\n---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: orders\nstringData:\n  x: hunter2\n',
    ],
    ['a.json', '{"kind": "Secret", "metadata": {"name": "orders"}, "data": {"x": "hunter2"}}'],
    ['a.tf', 'locals {}\nresource "kubernetes_secret_v1" "x" {\n  data = { x = "hunter2", name = "orders" }\n}\n'],
  ])('of an object that holds them (%s)', (path, text) => {
    expect(frame(rangeOf({ path, text }, 'orders'))).not.toContain('|');
  });

  test('but the object beside it is shown', () => {
    const text =
      'kind: Secret\nstringData:\n  x: hunter2\n---\nkind: Cluster\nmetadata:\n  name: orders\n---\nkind: Secret\n';
    expect(frameOf(text, 'orders')).toContain('7 |   name: orders');
  });
});
