import { plural } from '../plural.ts';
import type { Report } from '../report.ts';

/** When and how what was verified is told. */
interface VerifiedOptions {
  /** Whether there is no news but this. */
  readonly isClean: boolean;
  readonly verbose: boolean;
  readonly width: number;
}

/** What rules found to be well: each rule by its name where that is all there is to tell, else only how many. */
export function verifiedText({ upheld }: Report, { isClean, verbose, width }: VerifiedOptions): readonly string[] {
  if (upheld.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { rule } of upheld) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const total = `Verified ${plural(upheld.length, 'statement')} by ${plural(counts.size, 'rule')}`;
  const hint = verbose ? '' : ' (--verbose shows the evidence)';
  if (!isClean) return [`${total}${hint}`];
  // Rules are named after problems.
  const ruledOut = [...counts].sort().map(([rule, count]) => (count === 1 ? rule : `${rule} ×${count}`));
  return [`${total}${hint}; ruled out:`, ...wrapped(ruledOut, width)];
}

function wrapped(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const piece = index === words.length - 1 ? word : `${word},`;
    if (line !== '' && line.length + piece.length + 3 > width) {
      lines.push(`  ${line}`);
      line = '';
    }
    line = line === '' ? piece : `${line} ${piece}`;
  }
  return [...lines, `  ${line}`];
}
