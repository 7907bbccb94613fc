import type { Finding } from '@backlint/lint/finding';
import { plural } from '@backlint/report/plural';
import type { Report } from '@backlint/report/report';
import { prose } from '@backlint/review/markdown/prose';
import type { CheckedTree } from 'backlint/check';
import { fixTree } from 'backlint/fix/fix-tree';
import { unifiedDiff } from 'backlint/fix/unified-diff';
import { fencedText } from './fenced-text.ts';

/** How a tree is judged, and which findings the change answers for. */
export interface FixOrder {
  readonly judge: (tree: CheckedTree) => Report;
  readonly own: readonly Finding[];
}

/** With the patch in its fence, a comment holds no more. */
const mostTakenBack = 20;

/** A patch with the safe fixes of the change's own findings, and how to apply it; nobody's branch is written to. */
export function fixText(tree: CheckedTree, { judge, own }: FixOrder): string {
  const fingerprints = new Set(own.map(({ fingerprint }) => fingerprint));
  const judgeOwn = (one: CheckedTree): Report => {
    const report = judge(one);
    return { ...report, findings: report.findings.map((finding) => (isOwn(finding) ? finding : withoutFix(finding))) };
  };
  const isOwn = ({ fingerprint }: Finding) => fingerprints.has(fingerprint);
  const { changes, fixed, refused } = fixTree(tree, judgeOwn(tree), { judge: judgeOwn, safeties: ['safe'] });
  const takenBack = refused
    .slice(0, mostTakenBack)
    .map(({ finding, why }) => `- Not fixed: \`${finding.rule}\`: ${prose(why.slice(0, 300))}.`);
  if (changes.size === 0) return ['Nothing here has a fix that is safe to make unseen.', ...takenBack].join('\n');
  return [
    `This patch fixes ${plural(fixed.length, 'finding')}. Save it and run \`git apply\`, or run \`backlint check --fix\`.`,
    '',
    fencedText(unifiedDiff(changes, ''), 'diff'),
    ...takenBack,
  ].join('\n');
}

function withoutFix(finding: Finding): Finding {
  const { fix: _, ...rest } = finding;
  return rest;
}
