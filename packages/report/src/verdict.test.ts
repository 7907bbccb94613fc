import { expect, test } from 'vitest';
import { cleanReport, emptyReport, fullReport, unscheduled } from './sample-report.ts';
import { verdictOf } from './verdict.ts';

const template = { code: 'yaml-template', message: '', at: unscheduled.at.range };
const syntax = { ...template, code: 'yaml-syntax' };

test.each([
  ['a clean report', cleanReport, 'error', 'passed'],
  ['an error', { ...cleanReport, findings: [unscheduled] }, 'error', 'failed'],
  [
    'a warning where errors matter',
    { ...cleanReport, findings: [{ ...unscheduled, severity: 'warning' }] },
    'error',
    'passed',
  ],
  [
    'a warning where warnings matter',
    { ...cleanReport, findings: [{ ...unscheduled, severity: 'warning' }] },
    'warning',
    'failed',
  ],
  ['an error where notes matter', { ...cleanReport, findings: [unscheduled] }, 'note', 'failed'],
  ['something unread', { ...cleanReport, diagnostics: [syntax] }, 'error', 'failed'],
  ['something unread and nothing else', { ...emptyReport, diagnostics: [syntax] }, 'error', 'failed'],
  ['a template', { ...cleanReport, diagnostics: [template] }, 'error', 'passed'],
  ['nothing but a template', { ...emptyReport, diagnostics: [template] }, 'error', 'nothing'],
  ['nothing', emptyReport, 'error', 'nothing'],
  [
    'nothing but pieces',
    { ...emptyReport, fragments: 1, seen: { files: 1, objects: 1, databases: 0 } },
    'error',
    'nothing',
  ],
  ['a rule that failed', fullReport, 'error', 'broken'],
] as const)('%s', (_, report, failOn, verdict) => {
  expect(verdictOf(report, failOn)).toBe(verdict);
});
