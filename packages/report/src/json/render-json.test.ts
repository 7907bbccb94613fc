import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { cleanReport, emptyReport, fullReport } from '../sample-report.ts';
import { renderJson } from './render-json.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/report-1.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020.default({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);

describe('the JSON report', () => {
  test.each(Object.entries({ emptyReport, cleanReport, fullReport }))('%s fits the published schema', (_, report) => {
    const data: unknown = JSON.parse(renderJson(report));
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
  });

  test('what a baseline knows is kept apart', () => {
    const gone = { fingerprint: 'late-first-backup x', rule: 'late-first-backup', message: 'It is late' };
    const report = { ...cleanReport, baseline: { known: fullReport.findings, gone: [gone] } };
    const data = JSON.parse(renderJson(report));
    expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
    expect(data.findings).toEqual([]);
    expect(data.baseline).toEqual({ known: JSON.parse(renderJson(fullReport)).findings, gone: [gone] });
  });

  test('the schema refuses what is not in it', () => {
    const data = JSON.parse(renderJson(fullReport));
    expect(validate({ ...data, surprise: 1 })).toBe(false);
    expect(validate({ ...data, findings: [{ ...data.findings[0], surprise: 1 }] })).toBe(false);
    expect(validate({ ...data, schema: 'backlint.report/2' })).toBe(false);
  });

  test('a finding has its place, its related places and its fix', () => {
    const { findings } = JSON.parse(renderJson(fullReport));
    expect(findings[0]).toEqual({
      rule: 'unscheduled-cluster',
      severity: 'error',
      message: 'No ScheduledBackup backs up Cluster shop/orders',
      address: 'postgresql.cnpg.io/Cluster/shop/orders',
      fingerprint: 'unscheduled-cluster postgresql.cnpg.io/Cluster/shop/orders',
      location: { path: 'apps/orders/cluster.yaml', start: { line: 5, column: 9 }, end: { line: 5, column: 15 } },
      related: [
        {
          message: 'WAL is archived here',
          location: { path: 'apps/orders/cluster.yaml', start: { line: 9, column: 5 }, end: { line: 9, column: 22 } },
        },
        {
          message: 'names a cluster that is not here',
          location: {
            path: 'apps/orders/scheduled-backup.yaml',
            start: { line: 9, column: 11 },
            end: { line: 10, column: 1 },
          },
        },
      ],
    });
    expect(findings[1].fix.edits[0].text).toBe('"0 0 3 * * *"');
  });

  test('what led to a place is related to it', () => {
    const { findings } = JSON.parse(renderJson(fullReport));
    expect(findings[1].related).toMatchObject([
      { message: 'It takes effect here', location: { path: 'apps/orders/cluster.yaml', start: { line: 8 } } },
    ]);
  });

  test('hidden characters are escapes, and still there for a program', () => {
    const message = 'a\u001b]8;;x\u0007 \u009b31m \u202e\u200b\u2028 \ud83d\ude00 \ud800';
    const [finding] = fullReport.findings;
    const text = renderJson({ ...fullReport, findings: finding ? [{ ...finding, message }] : [] });
    expect(text).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
    expect(JSON.parse(text).findings[0].message).toBe(message);
  });
});
