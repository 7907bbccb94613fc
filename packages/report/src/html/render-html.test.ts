import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyReport, fullReport } from '../sample-report.ts';
import { renderHtml } from './render-html.ts';
import type { Survey } from './survey.ts';

const timeline = {
  from: '2026-01-01T00:00:00Z',
  to: '2026-01-02T00:00:00Z',
  lanes: [],
  clashes: [],
  interruptions: [],
  free: [],
};
const survey: Survey = {
  now: new Date('2026-01-01T00:00:00Z'),
  databases: [{ address: 'postgresql.cnpg.io/Cluster/shop/orders', title: 'Cluster shop/orders' }],
  postures: [],
  day: timeline,
  week: timeline,
  concerned: new Map([['postgresql.cnpg.io/Cluster/shop/orders', new Set(['postgresql.cnpg.io/Cluster/shop/orders'])]]),
};
const context = { version: '1.0.0', survey };

describe('the page', () => {
  test('says so where there is nothing', () => {
    const page = renderHtml(emptyReport, { ...context, survey: { ...survey, databases: [] } });
    for (const text of ['Nothing was found.', 'Nothing is undecided.', 'Nothing is waived.', 'Everything was read.']) {
      expect(page).toContain(text);
    }
  });

  test('allows its own script by its hash, and no request', () => {
    const page = renderHtml(fullReport, context);
    const script = page.slice(page.lastIndexOf('<script>') + '<script>'.length, page.lastIndexOf('</script>'));
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page).toContain(`default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`);
    expect(page).not.toMatch(/<(?:link|img|iframe|object|embed|base)\b|@import|url\(|src=/);
  });

  test('links to the forge, line by line, and without one to nothing', () => {
    const link = 'https://forge.example/o/r/blob/abc/{path}#L{line}';
    const page = renderHtml(fullReport, { ...context, link });
    expect(page).toContain(
      '<a href="https://forge.example/o/r/blob/abc/apps/orders/cluster.yaml#L5">apps/orders/cluster.yaml:5</a>',
    );
    expect(renderHtml(fullReport, context)).not.toContain('forge.example');
  });

  test('a waiver says until when and by whom', () => {
    const [finding] = fullReport.findings;
    if (!finding) throw new Error('The sample has findings.');
    const ignored = [{ finding, reason: 'it is a copy', at: finding.at, until: '2026-03-01', approver: 'Ada' }];
    expect(renderHtml({ ...fullReport, ignored }, context)).toContain(
      '<td>it is a copy</td><td>Ada</td><td>2026-03-01</td>',
    );
  });
});

const pieces = fc.constantFrom(
  '<',
  '>',
  '"',
  "'",
  '&',
  '</script>',
  '<!--',
  '-->',
  ']]>',
  '<img src=x onerror=y>',
  '\u2028',
  '\u0002',
  '\u202e',
  '\ud800',
  '{path}',
  '$&',
  'a',
  ' ',
  '/',
  '\n',
);
const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

test('whatever files say, it is text: the page keeps its elements, and its data say it again', () => {
  const elements = (page: string) => (page.match(/<\/?[a-z][a-z0-9]*|<!--|<!/gi) ?? []).join(' ');
  const page = (message: string) => {
    const [finding] = fullReport.findings;
    if (!finding) throw new Error('The sample has findings.');
    const about = { ...finding.about, title: `Cluster ${message}` };
    const file = { path: `a/${message}.yaml`, text: `x: ${message}\n` };
    const at = { range: { file, start: 0, end: 1 } };
    const named = { ...finding, about, message, remedy: message, rule: message, at, evidence: [{ message, at }] };
    const databases = [{ address: finding.about.address, title: `Cluster ${message}` }];
    const ignored = [{ finding: named, reason: message, at, approver: message }];
    return renderHtml(
      { ...emptyReport, findings: [named], ignored },
      { version: message, survey: { ...survey, databases }, link: 'https://forge.example/{path}#L{line}' },
    );
  };
  const expected = elements(page('harmless'));
  fc.assert(
    fc.property(texts, (text) => {
      const rendered = page(text);
      const from = rendered.indexOf('id="data">') + 'id="data">'.length;
      const data = rendered.slice(from, rendered.indexOf('</script>', from));
      expect(elements(rendered)).toBe(expected);
      expect(data).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(data).rows).toHaveLength(1);
    }),
  );
});
