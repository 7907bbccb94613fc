import type { Finding } from '../finding.ts';

/** The findings of `after` that `before` does not have, by fingerprint; one that is there oftener than before counts too. */
export function newFindings(before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const counts = new Map<string, number>();
  for (const { fingerprint } of before) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + 1);
  return after.filter(({ fingerprint }) => {
    const count = counts.get(fingerprint) ?? 0;
    counts.set(fingerprint, count - 1);
    return count <= 0;
  });
}
