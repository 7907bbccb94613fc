import type { Finding } from '@backlint/lint/finding';
import { jsonText } from '@backlint/report/json/json-text';
import { compareText } from '@backlint/source/source-tree';
import { type Baseline, baselineSchema } from './baseline.ts';

/** The baseline file for these findings. Sorted, and without places, so that it changes only when the findings do. */
export function renderBaseline(findings: readonly Finding[]): string {
  const baseline: Baseline = {
    schema: baselineSchema,
    findings: findings
      .map(({ fingerprint, rule, message }) => ({ fingerprint, rule, message }))
      .sort(
        (left, right) => compareText(left.fingerprint, right.fingerprint) || compareText(left.message, right.message),
      ),
  };
  return jsonText(baseline);
}
