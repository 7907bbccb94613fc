import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import AjvDraft4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { cleanReport, emptyReport, fullReport, unscheduled } from '../sample-report.ts';
import { renderSarif } from './render-sarif.ts';

const ajv = new AjvDraft4.default({ strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const options = {
  version: '1.2.3',
  rules: [
    { id: 'plaintext-endpoint', summary: 'Plain text', severity: 'note', help: '# plaintext-endpoint' },
    { id: 'unscheduled-cluster', summary: 'No schedule', severity: 'error', help: '# unscheduled-cluster' },
  ],
} as const;

function runOf(report: typeof fullReport) {
  return JSON.parse(renderSarif(report, options)).runs[0];
}

describe('the SARIF log', () => {
  test.each(Object.entries({ emptyReport, cleanReport, fullReport }))('of %s fits the official schema', (_, report) => {
    const log: unknown = JSON.parse(renderSarif(report, options));
    expect(validate(log), JSON.stringify(validate.errors, null, 2)).toBe(true);
  });

  test('tells what is new since the baseline', () => {
    const report = { ...fullReport, ignored: [], baseline: { known: [unscheduled], gone: [] } };
    const { results } = runOf(report);
    const states = results.map(({ baselineState }: { baselineState: string }) => baselineState);
    expect(states).toEqual([...fullReport.findings.map(() => 'new'), 'unchanged']);
    expect(validate(JSON.parse(renderSarif(report, options)))).toBe(true);
  });

  test('lists every rule, with its page', () => {
    expect(runOf(cleanReport).tool.driver.rules).toMatchObject([
      { id: 'plaintext-endpoint', help: { markdown: '# plaintext-endpoint' }, defaultConfiguration: { level: 'note' } },
      { id: 'unscheduled-cluster', properties: { 'problem.severity': 'error' } },
    ]);
  });

  test('has a result for each finding, with an identity that no edit changes', () => {
    expect(runOf(fullReport).results[0]).toMatchInlineSnapshot(`
      {
        "level": "error",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "apps/orders/cluster.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "endColumn": 15,
                "endLine": 5,
                "startColumn": 9,
                "startLine": 5,
              },
            },
          },
        ],
        "message": {
          "text": "No ScheduledBackup backs up Cluster shop/orders. Add a ScheduledBackup whose spec.cluster.name names this cluster.",
        },
        "partialFingerprints": {
          "backlint/v1": "unscheduled-cluster postgresql.cnpg.io/Cluster/shop/orders",
          "primaryLocationLineHash": "20289ff591a320a8f86041cb6f967950:1",
        },
        "relatedLocations": [
          {
            "id": 0,
            "message": {
              "text": "WAL is archived here",
            },
            "physicalLocation": {
              "artifactLocation": {
                "uri": "apps/orders/cluster.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "endColumn": 22,
                "endLine": 9,
                "startColumn": 5,
                "startLine": 9,
              },
            },
          },
          {
            "id": 1,
            "message": {
              "text": "names a cluster that is not here",
            },
            "physicalLocation": {
              "artifactLocation": {
                "uri": "apps/orders/scheduled-backup.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "endColumn": 1,
                "endLine": 10,
                "startColumn": 11,
                "startLine": 9,
              },
            },
          },
        ],
        "ruleId": "unscheduled-cluster",
        "ruleIndex": 1,
      }
    `);
  });

  test('keeps what is ignored as suppressed', () => {
    expect(runOf(fullReport).results[2]).toMatchObject({
      ruleId: 'plaintext-endpoint',
      suppressions: [{ kind: 'inSource', justification: 'traffic stays on one node' }],
    });
  });

  test('tells what could not be read and which rule failed', () => {
    const [invocation] = runOf(fullReport).invocations;
    expect(invocation.executionSuccessful).toBe(false);
    expect(invocation.toolExecutionNotifications).toMatchObject([
      { descriptor: { id: 'yaml-syntax' }, level: 'error' },
      { descriptor: { id: 'yaml-template' }, level: 'note' },
      { descriptor: { id: 'rule-failure' }, message: { text: 'The rule unlucky-rule failed: out of luck' } },
    ]);
  });

  test('makes neither links nor placeholders nor odd addresses of names', () => {
    const at = { range: { file: { path: 'a b/[x]#?%.yaml', text: '' }, start: 0, end: 0 } };
    const finding = { ...unscheduled, message: '[x](javascript:1) {0} \\', remedy: 'y', at, evidence: [] };
    const [result] = runOf({ ...fullReport, findings: [finding] }).results;
    expect(result.message.text).toBe('\\[x\\](javascript:1) {{0}} \\\\. y.');
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b/%5Bx%5D%23%3F%25.yaml');
  });
});
