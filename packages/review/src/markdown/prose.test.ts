import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { prose } from './prose.ts';

const html = (markdown: string) => micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });

describe('a sentence', () => {
  test.each([
    ['Nothing backs up Cluster shop/orders', 'Nothing backs up Cluster `shop/orders`'],
    ['`0 3 * * *` has five fields, (see a/b).', '`0 3 * * *` has five fields, (see `a/b`).'],
    ['It runs at 03:00 UTC, 24 hours later', 'It runs at `03:00` UTC, 24 hours later'],
    ["the cluster's off-site store; 98.4%", "the cluster's off-site store; 98.4%"],
    ['ask @org/team about #12 or GH-7 or o/r#3', 'ask `@org/team` about `#12` or `GH-7` or `o/r#3`'],
    ['www.evil.example http://x a@b.cc deadbeef1', '`www.evil.example` `http://x` `a@b.cc` `deadbeef1`'],
    ['<img src=x> **bold** _x_ [a](b) ~~c~~ :+1:', '`<img` `src=x>` `**bold**` `_x_` `[a](b`) `~~c~~` `:+1`:'],
    ['`a` `b', '`a` `` `b ``'],
    ['1. is no list', '`1.` is no list'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(prose(text)).toBe(expected);
  });
});

test('no text can be more than text: no link, mention, HTML, emphasis, list, table or heading comes of it', () => {
  const piece = fc.constantFrom(
    ...['`', '``', '*', '_', '<b>', '</p>', '&lt;', '[a](b)', '![a](b)', '#1', '@x', 'http://a.b', 'www.a.b', 'a@b.c'],
    ...['|', '\\', '\n', '\n\n', '- ', '1. ', '> ', '# ', '    ', '~~', '$x$', 'word', ' ', '---', '```', ':', '.'],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      const shown = html(`Finding: ${prose(pieces.join(''))}`);
      const withoutCode = shown.replace(/<code>[^<]*<\/code>/g, '');
      expect(withoutCode.replace(/<\/?p>/g, '')).not.toMatch(/<|[@#]\w|https?:|www\./);
      expect(shown.match(/<p>/g)).toHaveLength(1);
    }),
    { numRuns: 2000 },
  );
});
