import type { Finding } from '@backlint/lint/finding';
import type { Severity } from '@backlint/lint/rule';
import { lineStarts, type Position, positionAt } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import type { SourceFile } from '@backlint/source/source-file';
import { diagnosticSeverity } from '../diagnostic-severity.ts';
import { fullStop } from '../full-stop.ts';
import { jsonText } from '../json/json-text.ts';
import { relatedPlaces } from '../place.ts';
import type { Report } from '../report.ts';
import { ruleUrl } from '../rule-url.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', note: 'INFO' };

/** The report in the Reviewdog Diagnostic Format. Its columns count bytes of UTF-8, unlike everybody else's. */
export function renderRdjson(report: Report): string {
  return jsonText({
    source: { name: 'backlint' },
    diagnostics: [
      ...report.findings.map(findingData),
      ...report.diagnostics.map((diagnostic) => ({
        message: diagnostic.message,
        location: location(diagnostic.at),
        severity: severities[diagnosticSeverity(diagnostic)],
        code: { value: diagnostic.code },
      })),
    ],
  });
}

function findingData({ rule, severity, message, remedy, at, evidence, fix }: Finding) {
  // A suggestion is a button that changes the file, so only what is safe is offered, and only in the file annotated.
  const edits = fix?.safety === 'safe' && fix.edits.every(({ range }) => range.file === at.range.file) ? fix.edits : [];
  return {
    message: remedy === undefined ? message : `${message}. ${fullStop(remedy)}`,
    location: location(at.range),
    severity: severities[severity],
    code: { value: rule, url: ruleUrl(rule) },
    relatedLocations: relatedPlaces(at, evidence).map((place) => ({
      message: place.message,
      location: location(place.range),
    })),
    suggestions: edits.map(({ range, text }) => ({ range: location(range).range, text })),
  };
}

function location({ file, start, end }: Range) {
  return { path: file.path, range: { start: bytePosition(file, start), end: bytePosition(file, end) } };
}

function bytePosition(file: SourceFile, offset: number): Position {
  const { line } = positionAt(file, offset);
  const before = file.text.slice(lineStarts(file)[line - 1], offset);
  return { line, column: new TextEncoder().encode(before).length + 1 };
}
