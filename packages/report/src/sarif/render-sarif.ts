import type { Finding } from '@backlint/lint/finding';
import type { Severity } from '@backlint/lint/rule';
import type { Diagnostic } from '@backlint/source/diagnostic';
import type { Range } from '@backlint/source/range';
import { diagnosticSeverity } from '../diagnostic-severity.ts';
import { fullStop } from '../full-stop.ts';
import { jsonText } from '../json/json-text.ts';
import { locationOf, relatedPlaces } from '../place.ts';
import type { IgnoredFinding, Report } from '../report.ts';
import type { RuleDescription } from '../rule-description.ts';
import { ruleUrl } from '../rule-url.ts';
import { stableHash } from '../stable-hash.ts';

/** What a SARIF log says about the tool that made it. */
export interface SarifOptions {
  readonly version: string;
  /** Every rule that ran, also those without a finding, so that the set of rules does not change from run to run. */
  readonly rules: readonly RuleDescription[];
}

/** The report as a SARIF 2.1.0 log, with what GitHub code scanning makes use of. */
export function renderSarif(report: Report, { version, rules }: SarifOptions): string {
  const ids = rules.map(({ id }) => id);
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'backlint',
            semanticVersion: version,
            rules: rules.map(ruleData),
            notifications: notificationKinds(report),
          },
        },
        automationDetails: { id: 'backlint/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that was checked.' } } },
        invocations: [
          {
            executionSuccessful: report.failures.length === 0,
            toolExecutionNotifications: [
              ...report.diagnostics.map(diagnosticData),
              ...report.failures.map(failureData),
            ],
          },
        ],
        results: [
          ...report.findings.map((finding) => ({
            ...findingData(finding, ids),
            ...(report.baseline === undefined ? {} : { baselineState: 'new' }),
          })),
          ...(report.baseline?.known ?? []).map((finding) => ({
            ...findingData(finding, ids),
            baselineState: 'unchanged',
          })),
          ...report.ignored.map((ignored) => ignoredData(ignored, ids)),
        ],
      },
    ],
  });
}

function ruleData({ id, summary, severity, help }: RuleDescription) {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    helpUri: ruleUrl(id),
    help: { text: summary, markdown: help },
    defaultConfiguration: { level: severity },
    properties: { precision: 'very-high', 'problem.severity': problemSeverity(severity), tags: ['backup'] },
  };
}

/** GitHub's word for the mildest severity differs from SARIF's. */
function problemSeverity(severity: Severity): string {
  return severity === 'note' ? 'recommendation' : severity;
}

function findingData(
  { rule, severity, message, at, evidence, remedy, fingerprint }: Finding,
  rules: readonly string[],
) {
  const related = relatedPlaces(at, evidence);
  const index = rules.indexOf(rule);
  return {
    ruleId: rule,
    ...(index === -1 ? {} : { ruleIndex: index }),
    level: severity,
    message: messageOf(remedy === undefined ? message : `${message}. ${fullStop(remedy)}`),
    locations: [{ physicalLocation: physicalLocation(at.range) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place, id) => ({
            id,
            message: messageOf(place.message),
            physicalLocation: physicalLocation(place.range),
          })),
        }),
    // A finding is about a database, not about a line: GitHub's own hash of the line would lose it with every edit.
    partialFingerprints: { primaryLocationLineHash: `${stableHash(fingerprint)}:1`, 'backlint/v1': fingerprint },
  };
}

function ignoredData({ finding, reason, at }: IgnoredFinding, rules: readonly string[]) {
  const location = { physicalLocation: physicalLocation(at.range) };
  return { ...findingData(finding, rules), suppressions: [{ kind: 'inSource', justification: reason, location }] };
}

function diagnosticData(diagnostic: Diagnostic) {
  return {
    descriptor: { id: diagnostic.code },
    level: diagnosticSeverity(diagnostic),
    message: messageOf(diagnostic.message),
    locations: [{ physicalLocation: physicalLocation(diagnostic.at) }],
  };
}

function failureData({ rule, error }: Report['failures'][number]) {
  return {
    descriptor: { id: 'rule-failure' },
    level: 'error',
    message: messageOf(`The rule ${rule} failed: ${error.message}`),
  };
}

function notificationKinds({ diagnostics, failures }: Report) {
  const codes = [...diagnostics.map(({ code }) => code), ...(failures.length > 0 ? ['rule-failure'] : [])];
  return [...new Set(codes)].sort().map((id) => ({ id }));
}

function physicalLocation(range: Range) {
  const { path, start, end } = locationOf(range);
  return {
    artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  };
}

/** In a SARIF message brackets make links and braces placeholders; a name from a file must make neither. */
function messageOf(text: string) {
  return { text: text.replace(/[\\[\]]/g, '\\$&').replace(/[{}]/g, '$&$&') };
}
