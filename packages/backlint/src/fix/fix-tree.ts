import type { Finding } from '@backlint/lint/finding';
import type { Fix } from '@backlint/lint/fix';
import { applyFixes } from '@backlint/lint/fixes/apply-fixes';
import { newFindings } from '@backlint/lint/fixes/new-findings';
import { unreadOf } from '@backlint/report/diagnostic-severity';
import type { Report } from '@backlint/report/report';
import { isSourceFile, type SourceTree } from '@backlint/source/source-tree';
import { changedTree } from './changed-tree.ts';

/** What fixing a tree came to. */
export interface FixedTree {
  /** The new text of every file that changes, by path, beside the text it replaces. */
  readonly changes: ReadonlyMap<string, { readonly before: string; readonly after: string }>;
  /** The findings whose fix was made, as they were when it was. */
  readonly fixed: readonly Finding[];
  /** The findings whose fix was tried and taken back, and why. */
  readonly refused: readonly RefusedFix[];
  /** The report on the files as they are after all that. */
  readonly report: Report;
}

/** A finding with a fix that would do no good. */
export interface RefusedFix {
  readonly finding: Finding;
  readonly why: string;
}

/** How a tree is judged, and which of its fixes are wanted. */
export interface FixOptions<T extends SourceTree> {
  readonly judge: (tree: T) => Report;
  readonly safeties: readonly Fix['safety'][];
}

/** Fixes reveal what was hidden behind them, but seldom more than once or twice. */
const maximumRounds = 10;

/**
 * Makes the fixes of a report, judges the files again, and goes on until no fix is left. A fix that makes anything new be
 * found, or does not settle its own finding, is taken back. Pure: it is for the caller to write the files.
 */
export function fixTree<T extends SourceTree>(tree: T, first: Report, options: FixOptions<T>): FixedTree {
  const { judge, safeties } = options;
  const original = new Map<string, string>();
  const refused = new Map<string, RefusedFix>();
  const fixed: Finding[] = [];
  let texts: ReadonlyMap<string, string> = new Map();
  let report = first;
  let fixedAtLastRetry = 0;
  for (let round = 0; round < maximumRounds; round++) {
    makeAsMany(applyFixes(report.findings.filter(isWanted)).applied);
    if (report.findings.some(isWanted)) continue;
    // What did harm once may do none now that others are fixed.
    if (refused.size === 0 || fixed.length === fixedAtLastRetry) break;
    fixedAtLastRetry = fixed.length;
    refused.clear();
  }
  const changes = new Map<string, { readonly before: string; readonly after: string }>();
  for (const [path, after] of texts) {
    const before = original.get(path);
    if (before !== undefined && before !== after) changes.set(path, { before, after });
  }
  return { changes, fixed, refused: [...refused.values()], report };

  function isWanted(finding: Finding): boolean {
    return finding.fix !== undefined && safeties.includes(finding.fix.safety) && !refused.has(finding.fingerprint);
  }

  /** Halves what does harm until the culprit is alone; its fix is taken back and the others are made. */
  function makeAsMany(findings: readonly Finding[]): void {
    if (findings.length === 0) return;
    const trouble = make(findings);
    if (trouble === undefined) return;
    const [only, ...others] = findings;
    if (only && others.length === 0) {
      refused.set(only.fingerprint, { finding: only, why: trouble });
      return;
    }
    const middle = findings.length >> 1;
    makeAsMany(findings.slice(0, middle));
    makeAsMany(stillThere(findings.slice(middle)));
  }

  /** The same findings as the files have them now: places move when the first half was fixed. */
  function stillThere(findings: readonly Finding[]): readonly Finding[] {
    const wanted = new Set(findings.map(({ fingerprint }) => fingerprint));
    return applyFixes(report.findings.filter((now) => isWanted(now) && wanted.has(now.fingerprint))).applied;
  }

  /** Makes these fixes, unless they do harm: then it says which, and nothing has changed. */
  function make(findings: readonly Finding[]): string | undefined {
    const first = edited(findings, texts);
    if (!first) return 'it is not in a file that can be edited';
    const harm = harmOf(first.applied, report, first.report);
    if (harm === undefined) return keep(first);
    // What one fix brings up may have a fix as well: a repaired schedule that collides can be moved.
    const brought = newFindings(report.findings, first.report.findings);
    if (findings.length > 1 || brought.length === 0 || !brought.every(isWanted)) return harm;
    const second = edited(brought, first.texts);
    if (!second || harmOf(first.applied, report, second.report) !== undefined) return harm;
    return keep({ ...second, applied: [...first.applied, ...second.applied] });
  }

  /** What the files and the report would be with the fixes of these findings. */
  function edited(findings: readonly Finding[], current: ReadonlyMap<string, string>): Edited | undefined {
    const result = applyFixes(findings);
    const next = new Map(current);
    for (const [path, text] of result.texts) {
      const edits = result.applied.flatMap(({ fix }) => fix?.edits ?? []);
      const read = edits.find(({ range }) => range.file.path === path)?.range.file.text;
      const before = textOf(tree, path);
      if (before === undefined || (current.get(path) ?? before) !== read) return undefined;
      original.set(path, before);
      next.set(path, text);
    }
    return { texts: next, applied: result.applied, report: judge(changedTree(tree, next)) };
  }

  function keep(kept: Edited): undefined {
    texts = kept.texts;
    report = kept.report;
    fixed.push(...kept.applied);
  }
}

interface Edited {
  readonly texts: ReadonlyMap<string, string>;
  readonly applied: readonly Finding[];
  readonly report: Report;
}

function textOf(tree: SourceTree, path: string): string | undefined {
  const file = tree.read(path);
  return isSourceFile(file) ? file.text : undefined;
}

/** What is worse than before or no better, if anything is. */
function harmOf(applied: readonly Finding[], before: Report, after: Report): string | undefined {
  const remaining = before.findings.filter((finding) => !applied.includes(finding));
  const [found] = newFindings(remaining, after.findings);
  if (found && applied.some(({ fingerprint }) => fingerprint === found.fingerprint)) return 'the finding would remain';
  if (found) return `it would bring up ${found.rule}: ${found.message}`;
  if (unreadOf(after.diagnostics).length > unreadOf(before.diagnostics).length)
    return 'the file could not be read then';
  if (after.failures.length > before.failures.length) return 'a rule would fail';
  if (after.seen.objects < before.seen.objects) return 'an object would not be recognised any more';
  const isUndecided = ({ undecided }: Report, { rule, about }: Finding) =>
    undecided.some((other) => other.rule === rule && other.about.address === about.address);
  const isHidden = applied.some((finding) => isUndecided(after, finding) && !isUndecided(before, finding));
  return isHidden ? 'whether it helps could not be decided' : undefined;
}
