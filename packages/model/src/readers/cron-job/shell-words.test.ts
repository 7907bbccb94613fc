import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWords } from './shell-words.ts';

test.each([
  ['pg_dump -h orders-rw app', ['pg_dump', '-h', 'orders-rw', 'app']],
  ['pg_dump app|gzip>dump.gz', ['pg_dump', 'app', '|', 'gzip', '>', 'dump.gz']],
  [`echo 'a b' "c d" e\\ f`, ['echo', 'a b', 'c d', 'e f']],
  [`echo "a\\"b" 'c\\d'`, ['echo', 'a"b', 'c\\d']],
  ['s3://"$BUCKET"/base/', ['s3://$BUCKET/base/']],
  ['for p in a b; do x; done', ['for', 'p', 'in', 'a', 'b', ';', 'do', 'x', ';', 'done']],
  ['mc ls # looks at base/\nmc find', ['mc', 'ls', 'mc', 'find']],
  ['echo a#b', ['echo', 'a#b']],
  ['a && b || (c; d) &', ['a', '&&', 'b', '||', '(', 'c', ';', 'd', ')', '&']],
  ['l=(a "b c")\nx=(', ['l=(a b c)', 'x=', '(']],
  ['pg_dump \\\n  -h orders-rw', ['pg_dump', '-h', 'orders-rw']],
  ['', []],
  [`it's not closed`, ['it', `'`, 's', 'not', 'closed']],
])('%j', (script, words) => {
  expect(shellWords(script).map(({ text }) => text)).toEqual(words);
});

test('each word knows its place', () => {
  const script = `mc find "a b"/c; # d\nexit`;
  const places = shellWords(script).map(({ start, end }) => script.slice(start, end));
  expect(places).toEqual(['mc', 'find', '"a b"/c', ';', 'exit']);
});

test('takes off every quote that was put on', () => {
  const word = fc.string({ minLength: 1 });
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const script = words.map((text) => `'${text.replaceAll("'", `'"'"'`)}'`).join(' ');
      expect(shellWords(script).map(({ text }) => text)).toEqual(words);
    }),
  );
});
