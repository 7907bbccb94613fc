import { describe, expect, test } from 'vitest';
import { fullReport, unscheduled } from '../sample-report.ts';
import { renderAnnotations } from './render-annotations.ts';

describe('annotations', () => {
  test('stand on the lines of a pull request, the gravest first', () => {
    expect(renderAnnotations(fullReport)).toBe(
      [
        '::error file=apps/orders/cluster.yaml,line=5,endLine=5,col=9,endColumn=15,title=backlint%3A unscheduled-cluster::No ScheduledBackup backs up Cluster shop/orders. Add a ScheduledBackup whose spec.cluster.name names this cluster.',
        '::error file=apps/orders/scheduled-backup.yaml,line=6,endLine=6,col=1,endColumn=6,title=backlint%3A yaml-syntax::This document is not YAML, so it was not read.',
        '::warning file=apps/orders/scheduled-backup.yaml,line=7,endLine=7,col=13,endColumn=24,title=backlint%3A five-field-schedule::The schedule runs every hour at minute 3, not at 03:00',
        '::notice file=chart/x.yaml,line=1,endLine=1,col=1,endColumn=1,title=backlint%3A yaml-template::This is a template.',
        '1 error, 1 warning, 1 undecided, 1 ignored, 1 not read, 1 rule failed in 3 files, 2 objects, 1 database',
        '',
      ].join('\n'),
    );
  });

  test('are no more than a step can show, and the rest is counted', () => {
    const findings = Array.from({ length: 30 }, () => unscheduled);
    const text = renderAnnotations({ ...fullReport, findings });
    expect(text.match(/^::error /gm)).toHaveLength(10);
    expect(text).toContain('\n21 annotations more than a step can show\n30 errors');
  });

  test('hold one command each, whatever a file says', () => {
    const message = 'x\r\n::add-mask::y %0A ##[add-mask]z';
    const file = { path: 'a,b:c%\n::set-output.yaml', text: '' };
    const finding = { ...unscheduled, message, remedy: message, at: { range: { file, start: 0, end: 0 } } };
    const [line = '', ...others] = renderAnnotations({ ...fullReport, findings: [finding], diagnostics: [] }).split(
      '\n',
    );
    expect(others).toHaveLength(2);
    expect(line).toContain('file=a%2Cb%3Ac%25\\u{a}%3A%3Aset-output.yaml,');
    expect(line).toContain('::x\\u{d}\\u{a}::add-mask::y %250A ##\\[add-mask]z');
  });
});
