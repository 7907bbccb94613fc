import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import { describe, expect, test } from 'vitest';
import { followName, mayBeEqual, type Named } from './link.ts';

const text = '$(NAME) "$(NAME)" $(OTHER)';
const at = (path: string, start = 0, end = 0): Origin => ({ range: { file: { path, text }, start, end } });
const written = (value: string): Value<string> => ({ kind: 'written', value, origin: at('a.yaml') });
const absent: Value<string> = { kind: 'absent', origin: at('a.yaml') };
const template = (path: string, start: number, end: number, prefix?: string): Value<string> => ({
  kind: 'unknown',
  why: 'it is a template',
  origin: at(path, start, end),
  ...(prefix === undefined ? {} : { prefix }),
});

function named(path: string, name: Value<string>, namespace: Value<string> = absent): Named {
  return { address: `${path}#`, title: `Cluster in ${path}`, origin: at(path), namespace, name };
}

function follow(
  name: Value<string>,
  namespace: Value<string>,
  wholes: readonly Named[],
  fragments: readonly Named[] = [],
) {
  return followName(name, namespace, named('apps/orders/schedule.yaml', name, namespace), { wholes, fragments });
}

describe('a name that is written', () => {
  const here = named('apps/orders/cluster.yaml', written('orders'), written('shop'));

  test('means the object of that name in the namespace', () => {
    const elsewhere = named('apps/orders/other.yaml', written('orders'), written('staging'));
    expect(follow(written('orders'), written('shop'), [elsewhere, here])).toMatchObject({ kind: 'resolved', to: here });
  });

  test('does not reach into another namespace', () => {
    expect(follow(written('orders'), written('staging'), [here])).toMatchObject({ kind: 'dangling', name: 'orders' });
  });

  test('may reach an object whose namespace is not written, and the other way round', () => {
    const open = named('apps/orders/cluster.yaml', written('orders'));
    expect(follow(written('orders'), written('shop'), [open])).toMatchObject({ kind: 'resolved', to: open });
    expect(follow(written('orders'), absent, [here])).toMatchObject({ kind: 'resolved', to: here });
  });

  test('prefers the written namespace to an open one', () => {
    const open = named('apps/orders/schedule.yaml', written('orders'));
    expect(follow(written('orders'), written('shop'), [open, here])).toMatchObject({ kind: 'resolved', to: here });
  });

  test('means the nearest of several', () => {
    const base = named('apps/orders/base/cluster.yaml', written('db'));
    const other = named('apps/users/base/cluster.yaml', written('db'));
    expect(follow(written('db'), absent, [other, base])).toMatchObject({ kind: 'resolved', to: base });
  });

  test('is not known where several are equally near', () => {
    const left = named('apps/orders/a/cluster.yaml', written('db'));
    const right = named('apps/orders/b/cluster.yaml', written('db'));
    expect(follow(written('db'), absent, [left, right])).toMatchObject({
      kind: 'unknown',
      why: 'several are called "db"',
    });
  });

  test('may be that of an object whose name is a template', () => {
    const made = named('a.yaml', template('a.yaml', 0, 7, 'ord'));
    expect(follow(written('orders'), absent, [made])).toMatchObject({ kind: 'unknown' });
    expect(follow(written('users'), absent, [made])).toMatchObject({ kind: 'dangling' });
  });

  test('may be that of an object of which only a part is here', () => {
    const part = named('a.yaml', written('orders'), written('shop'));
    expect(follow(written('orders'), absent, [], [part])).toMatchObject({
      kind: 'unknown',
      why: 'only a part of Cluster in a.yaml is here',
    });
    expect(follow(written('orders'), written('staging'), [], [part])).toMatchObject({ kind: 'dangling' });
  });
});

describe('a name that is a template', () => {
  test('means the object of the same template in its folder, whatever the quotes', () => {
    const made = named('apps/orders/cluster.yaml', template('apps/orders/cluster.yaml', 8, 17));
    expect(follow(template('apps/orders/schedule.yaml', 0, 7), absent, [made])).toMatchObject({
      kind: 'resolved',
      to: made,
    });
  });

  test('means nothing certain in another folder, or beside another template', () => {
    const far = named('apps/users/cluster.yaml', template('apps/users/cluster.yaml', 0, 7));
    const different = named('apps/orders/cluster.yaml', template('apps/orders/cluster.yaml', 18, 26));
    expect(follow(template('apps/orders/schedule.yaml', 0, 7), absent, [far, different])).toMatchObject({
      kind: 'unknown',
    });
  });
});

test('no name means nothing', () => {
  expect(follow(absent, absent, [])).toMatchObject({ kind: 'dangling', name: '' });
});

test.each([
  [written('orders'), written('orders'), true],
  [written('orders'), written('users'), false],
  [written('orders'), template('a.yaml', 0, 7, 'ord'), true],
  [template('a.yaml', 0, 7, 'users-'), written('orders'), false],
  [template('a.yaml', 0, 7, 'or'), template('a.yaml', 0, 7, 'orders-'), true],
  [template('a.yaml', 0, 7), written('orders'), true],
  [absent, written('orders'), false],
])('may %o be %o: %s', (left, right, expected) => {
  expect(mayBeEqual(left, right)).toBe(expected);
});
