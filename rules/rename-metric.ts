import type { OptionalFix } from '@backlint/lint/value-fixes';
import type { MetricUse } from '@backlint/model/alert';

/** Writes another metric in all the places that ask for one. No fix where one of them is not plain text. */
export function renameMetric(uses: readonly MetricUse[], by: string): OptionalFix {
  const edits = uses.map(({ origin: { range } }) => ({ range, text: by }));
  const isPlain = uses.every(({ name, origin: { range } }) => range.file.text.slice(range.start, range.end) === name);
  return isPlain ? { fix: { title: `Use ${by}`, safety: 'unsafe', edits } } : {};
}
