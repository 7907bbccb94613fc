import type { Finding } from '@backlint/lint/finding';
import { startOf } from '@backlint/source/range';
import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { diffLines } from './diff/diff-lines.ts';
import { inlineNotes } from './inline-notes.ts';
import { renderReview } from './render-review.ts';

const html = (markdown: string) =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });

/** The elements of a page without its words, and without code spans, which hold nothing but words. */
const skeleton = (page: string) => (page.replace(/<code>[^<]*<\/code>/g, '').match(/<[^>]*>/g) ?? []).join('');

const hostile = [
  ...[
    '@org/team',
    '@dependabot merge',
    '#1',
    'fixes #2',
    'GH-3',
    'o/r#4',
    '0123abcd',
    'https://x.invalid',
    'www.x.invalid',
  ],
  ...['a@b.cc', '[x](javascript:1)', '![](http://x/y.png)', '<img src=x>', '</details>', '<!-- backlint:review x -->'],
  ...['```suggestion', '~~~', '`', '``', '|', '|---|', '- [ ] x', '1. ', '# ', '> ', '---', '***', '$$x$$', ':+1:'],
  ...[
    '/lgtm',
    'atlantis apply',
    '\n',
    '\r\n',
    '\n\n',
    '\t',
    '    ',
    '\\',
    '&lt;',
    '&#64;x',
    '\u202e',
    '\u001b[2J',
    '[^1]: x',
  ],
  ...['word', 'and'],
];
const texts = fc
  .array(fc.constantFrom(...hostile), { minLength: 1, maxLength: 6 })
  .map((pieces) => pieces.join(' '))
  .filter((text) => text.trim() !== '');

function findingSaying(text: string): Finding {
  const file = { path: `apps/${text}.yaml`, text: `${text}\n` };
  const origin = { range: startOf(file) };
  return {
    outcome: 'problem',
    rule: 'unscheduled-cluster',
    severity: 'error',
    about: { address: text, title: text, origin },
    at: origin,
    message: text,
    remedy: text,
    fingerprint: text,
  };
}

function reviewSaying(text: string): string {
  const finding = findingSaying(text);
  const one = { rule: finding.rule, about: finding.about, at: finding.at, message: text, evidence: [] };
  return renderReview({
    title: text,
    technologies: ['CloudNativePG'],
    verified: [{ ...one, outcome: 'upheld' }],
    blockers: [{ message: text, rule: finding.rule, place: text, remedy: text }],
    nits: [finding],
    elsewhere: [finding],
    fixed: [finding],
    conventions: [{ outcome: 'kept', text, isBlocker: false }],
    waived: [{ finding, reason: text, approver: text, at: finding.at, until: '2026-12-31' }],
    undecided: [{ ...one, outcome: 'undecided', why: text }],
    postureChanges: [text],
    caveats: [text],
    verdict: 'NOT APPROVED',
    inline: [],
    comparison: { introduced: [], touched: [], untouched: [], fixed: [] },
  });
}

test('whatever names and messages say, the review keeps its form and calls nobody', () => {
  const benign = skeleton(html(reviewSaying('word')));
  fc.assert(
    fc.property(texts, (text) => {
      const markdown = reviewSaying(text);
      const page = html(markdown);
      expect(skeleton(page)).toBe(benign);
      const outside = page.replace(/<code>[^<]*<\/code>/g, '').replace(/<[^>]*>/g, '');
      expect(outside).not.toMatch(/@\w|#\d|GH-\d|https?:|www\.|\b[0-9a-f]{7,}\b/);
      expect(markdown).not.toMatch(/^\s*(?:\/|@|atlantis)/m);
    }),
    { numRuns: 1_000 },
  );
});

test('notes at lines are a paragraph or two, whatever the finding says', () => {
  const noteSaying = (text: string) => {
    const finding = findingSaying(text);
    const line = { kind: 'added' as const, text: 'x' };
    const hunk = { newStart: 1, newLines: 1, oldStart: 0, oldLines: 0, lines: [line] };
    const file = { status: 'added' as const, path: finding.at.range.file.path, hunks: [hunk] };
    return inlineNotes([finding], diffLines([file]))[0]?.body ?? '';
  };
  expect(noteSaying('word')).toBe('**error** `unscheduled-cluster`: word\n\nword.');
  fc.assert(
    fc.property(texts, (text) => {
      const page = html(noteSaying(text));
      expect(skeleton(page)).toBe('<p><strong></strong></p><p></p>');
    }),
    { numRuns: 1_000 },
  );
});
