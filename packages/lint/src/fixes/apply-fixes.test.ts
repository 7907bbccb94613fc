import type { SourceFile } from '@backlint/source/source-file';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../finding.ts';
import { applyFixes } from './apply-fixes.ts';
import { newFindings } from './new-findings.ts';

const file: SourceFile = { path: 'a.yaml', text: '0123456789' };

function finding(
  name: string,
  ...edits: readonly (readonly [start: number, end: number, text: string, file?: SourceFile])[]
): Finding {
  const origin = { range: { file, start: 0, end: 1 } };
  return {
    outcome: 'problem',
    rule: name,
    severity: 'note',
    message: name,
    about: { address: name, title: name, origin },
    at: origin,
    fingerprint: name,
    fix: {
      title: name,
      safety: 'safe',
      edits: edits.map(([start, end, text, where = file]) => ({ range: { file: where, start, end }, text })),
    },
  };
}

function outcome(...findings: readonly Finding[]) {
  const { texts, applied, left } = applyFixes(findings);
  return { text: texts.get('a.yaml'), applied: applied.map(({ rule }) => rule), left: left.map(({ rule }) => rule) };
}

describe('applying fixes', () => {
  test('makes all that are apart, in whatever order they come', () => {
    const result = outcome(finding('late', [6, 8, 'x']), finding('early', [0, 0, '<'], [2, 3, '']));
    expect(result).toEqual({ text: '<01345x89', applied: ['late', 'early'], left: [] });
  });

  test.each([
    ['overlap', [3, 6, 'y']],
    ['touch', [4, 5, 'y']],
    ['insert at the same place', [2, 2, 'y']],
  ] as const)('leaves the later of two that %s', (_, edit) => {
    const result = outcome(finding('first', [2, 4, 'x']), finding('second', edit));
    expect(result).toEqual({ text: '01x456789', applied: ['first'], left: ['second'] });
  });

  test('makes the same edit once, for all who ask for it', () => {
    const result = outcome(finding('first', [2, 2, 'x']), finding('second', [2, 2, 'x']));
    expect(result).toEqual({ text: '01x23456789', applied: ['first', 'second'], left: [] });
  });

  test('makes a fix as a whole or not at all', () => {
    const result = outcome(finding('first', [2, 4, 'x']), finding('second', [3, 3, 'y'], [8, 8, 'z']));
    expect(result).toEqual({ text: '01x456789', applied: ['first'], left: ['second'] });
  });

  test('leaves a fix whose own edits overlap, and one of another reading of the file', () => {
    const other = { path: 'a.yaml', text: 'changed' };
    const result = outcome(
      finding('torn', [2, 4, 'x'], [3, 5, 'y']),
      finding('one', [0, 1, '']),
      finding('old', [5, 6, '', other]),
    );
    expect(result).toEqual({ text: '123456789', applied: ['one'], left: ['torn', 'old'] });
  });

  test('keeps byte order marks and line breaks', () => {
    const windows = { path: 'w.yaml', text: '\uFEFFa\r\nb\r\n' };
    expect(applyFixes([finding('x', [1, 2, 'c', windows])]).texts.get('w.yaml')).toBe('\uFEFFc\r\nb\r\n');
  });
});

test('a finding is new where its fingerprint was not there as often', () => {
  const [one, two] = [finding('one'), finding('two')];
  expect(newFindings([one], [one, one, two])).toEqual([one, two]);
  expect(newFindings([one, two], [two])).toEqual([]);
});
