import type { Finding } from '@backlint/lint/finding';
import type { Fix } from '@backlint/lint/fix';
import type { Origin } from '@backlint/source/origin';
import { diagnosticSeverity } from '../diagnostic-severity.ts';
import { locationOf, relatedPlaces } from '../place.ts';
import type { Report } from '../report.ts';
import { jsonText } from './json-text.ts';

/** The report for programs, as `schema/report-1.schema.json` describes it. */
export function renderJson(report: Report): string {
  return jsonText({
    schema: 'backlint.report/1',
    findings: report.findings.map(findingData),
    upheld: report.upheld.map(({ rule, about, message, at, evidence }) => ({
      rule,
      address: about.address,
      message,
      location: locationOf(at.range),
      evidence: placesData(at, evidence),
    })),
    undecided: report.undecided.map(({ rule, about, why, at }) => ({
      rule,
      address: about.address,
      message: why,
      location: locationOf(at.range),
      evidence: placesData(at),
    })),
    ignored: report.ignored.map(({ finding, reason, at }) => ({
      ...findingData(finding),
      reason,
      ignoredAt: locationOf(at.range),
    })),
    ...(report.baseline === undefined
      ? {}
      : { baseline: { known: report.baseline.known.map(findingData), gone: report.baseline.gone } }),
    diagnostics: report.diagnostics.map((diagnostic) => ({
      code: diagnostic.code,
      severity: diagnosticSeverity(diagnostic),
      message: diagnostic.message,
      location: locationOf(diagnostic.at),
    })),
    unknown: report.unknown.map(({ what, why, origin }) => ({ what, why, location: locationOf(origin.range) })),
    failures: report.failures.map(({ rule, error }) => ({ rule, message: error.message })),
    databases: report.databases,
    seen: report.seen,
  });
}

function findingData({ rule, severity, message, about, fingerprint, at, evidence, fix }: Finding) {
  return {
    rule,
    severity,
    message,
    address: about.address,
    fingerprint,
    location: locationOf(at.range),
    related: placesData(at, evidence),
    ...(fix === undefined ? {} : { fix: fixData(fix) }),
  };
}

function placesData(at: Origin, evidence: Finding['evidence'] = []) {
  return relatedPlaces(at, evidence).map(({ message, range }) => ({ message, location: locationOf(range) }));
}

function fixData({ title, safety, edits }: Fix) {
  return { title, safety, edits: edits.map(({ range, text }) => ({ location: locationOf(range), text })) };
}
