import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderTimelineSvg } from '../timeline/render-timeline-svg.ts';
import type { TimelineSummary } from '../timeline/timeline-summary.ts';
import type { EvidencePack } from './evidence-pack.ts';
import { renderEvidenceHtml } from './render-evidence-html.ts';

const pieces = fc.constantFrom(
  '<',
  '>',
  '"',
  "'",
  '&',
  '</script>',
  '<!--',
  ']]>',
  '<b onclick=x>',
  '\u202e',
  '\ud800',
  'a',
  '\n',
);
const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));
const elements = (page: string) => (page.match(/<\/?[a-z][a-z0-9]*|<!--|<!/gi) ?? []).join(' ');

/** A page of evidence in which every text is the same. */
function pageOf(text: string): string {
  const statement = { rule: text, message: text, places: [{ path: text, line: 1 }] };
  const waiver = { reason: text, approver: text, until: text };
  const pack: EvidencePack = {
    schema: 'backlint.evidence/1',
    date: text,
    tool: { name: 'backlint', version: text },
    commit: { id: text, isClean: false },
    limits: 'These.',
    notRead: [text],
    seen: { files: 1, objects: 1, databases: 1 },
    files: [{ path: text, sha256: '0' }],
    controls: [{ id: 'A', name: 'A', asks: 'It asks.', aspects: ['taken'] }],
    aspects: [{ id: 'taken', name: 'Backups are taken' }],
    databases: [
      {
        address: text,
        title: text,
        aspects: [
          {
            aspect: 'taken',
            status: 'gap',
            shown: [statement],
            gaps: [statement],
            undecided: [statement],
            waived: [{ ...statement, waiver }],
          },
        ],
        posture: null,
      },
    ],
  };
  return renderEvidenceHtml(pack);
}

/** A picture in which every text is the same. */
function pictureOf(text: string): string {
  const track = { title: text, about: [text], schedule: text, timeZone: text, isCut: false, location: null };
  const timeline: TimelineSummary = {
    from: '2026-01-01T00:00:00Z',
    to: '2026-01-02T00:00:00Z',
    lanes: [
      {
        name: text,
        tracks: [
          { ...track, kind: 'dump', runs: ['2026-01-01T03:00:00Z'], seconds: null, unplaced: null },
          { ...track, kind: 'maintenance', runs: [], seconds: 60, unplaced: text },
        ],
      },
    ],
    clashes: [],
    interruptions: [],
    free: [],
  };
  return renderTimelineSvg(timeline);
}

test.each([
  ['evidence', pageOf],
  ['a timeline', pictureOf],
])('whatever files say, %s keeps its elements', (_, render) => {
  const expected = elements(render('harmless'));
  fc.assert(
    fc.property(texts, (text) => {
      expect(elements(render(text))).toBe(expected);
    }),
  );
});
