import { describe, expect, test } from 'vitest';
import { fullReport, rangeOf, unscheduled } from '../sample-report.ts';
import { renderRdjson } from './render-rdjson.ts';

describe('the reviewdog report', () => {
  test('has places, severities and suggestions', () => {
    const { source, diagnostics } = JSON.parse(renderRdjson(fullReport));
    expect(source).toEqual({ name: 'backlint' });
    expect(diagnostics).toHaveLength(4);
    expect(diagnostics[1]).toEqual({
      message: 'The schedule runs every hour at minute 3, not at 03:00',
      location: {
        path: 'apps/orders/scheduled-backup.yaml',
        range: { start: { line: 7, column: 13 }, end: { line: 7, column: 24 } },
      },
      severity: 'WARNING',
      code: { value: 'five-field-schedule', url: 'https://backlint.dev/rules/five-field-schedule' },
      relatedLocations: [
        {
          message: 'It takes effect here',
          location: {
            path: 'apps/orders/cluster.yaml',
            range: { start: { line: 8, column: 3 }, end: { line: 8, column: 9 } },
          },
        },
      ],
      suggestions: [{ range: { start: { line: 7, column: 13 }, end: { line: 7, column: 24 } }, text: '"0 0 3 * * *"' }],
    });
  });

  test('counts columns in bytes', () => {
    const file = { path: 'a.yaml', text: 'a: 1\ngröße 😀: orders\n' };
    const at = { range: rangeOf(file, 'orders') };
    const { diagnostics } = JSON.parse(renderRdjson({ ...fullReport, findings: [{ ...unscheduled, at }] }));
    expect(diagnostics[0].location.range.start).toEqual({ line: 2, column: 15 });
  });

  test('suggests nothing that a person should look at first', () => {
    const [, fiveFields = unscheduled] = fullReport.findings;
    const fix = { title: 'x', safety: 'unsafe', edits: fiveFields.fix?.edits ?? [] } as const;
    const { diagnostics } = JSON.parse(renderRdjson({ ...fullReport, findings: [{ ...fiveFields, fix }] }));
    expect(diagnostics[0].suggestions).toEqual([]);
  });
});
