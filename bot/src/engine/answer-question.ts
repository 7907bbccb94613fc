import { publicationOf } from '@backlint/forge/publish/publication-of';
import type { Finding } from '@backlint/lint/finding';
import { visibleText } from '@backlint/report/visible-text';
import { prose } from '@backlint/review/markdown/prose';
import { type CheckedTree, check } from 'backlint/check';
import { configurationOfTree } from 'backlint/configuration/configuration-of-tree';
import type { LoadedConfiguration } from 'backlint/configuration/load-configuration';
import { type GrantedWaiver, keyOfFinding, withGranted } from 'backlint/granted-waivers';
import { type ChangeReview, reviewChange } from 'backlint/review-change';
import { scaffoldText } from 'backlint/scaffold/scaffold-text';
import type { Answer } from './answer.ts';
import { fencedText } from './fenced-text.ts';
import { fixText } from './fix-text.ts';
import { neededTree } from './needed-tree.ts';
import type { Contents, Question, Wish } from './question.ts';

/** Answers a question from nothing but itself and the contents that came with it. */
export function answerQuestion(question: Question, contents: Contents): Answer {
  const needed = new Set<string>();
  const treeOf = (files: Question['head']) => neededTree(files, contents, needed);
  const loaded = configurationOfTree(treeOf(question.configuration));
  if (needed.size > 0) return { kind: 'needs', ids: [...needed] };
  if (loaded.kind === 'problem') return { kind: 'misconfigured', message: visibleText(loaded.message, 10_000) };
  const now = new Date(question.now);
  const { files, pullRequest, unseen, granted } = question;
  const head = treeOf(question.head);
  const change = reviewChange({ base: treeOf(question.base), head, files, pullRequest, unseen, granted }, loaded, now);
  const texts =
    needed.size > 0 ? [] : question.wishes.map((wish) => granting(wish, { head, loaded, change, granted, now }));
  if (needed.size > 0) return { kind: 'needs', ids: [...needed] };
  const { statusLabels, followUps = false, approvers } = loaded.configuration.review ?? {};
  return {
    kind: 'reviewed',
    publication: plain(
      publicationOf(change.review, {
        headCommit: question.headCommit,
        stamp: question.stamp,
        opensFollowUps: followUps,
        ...(statusLabels ? { labels: statusLabels } : {}),
      }),
    ),
    findings: waivable(change),
    ...(approvers ? { approvers } : {}),
    granted: texts,
  };
}

/** What the answer's schema takes of a publication, as JSON will have it. */
function plain(publication: ReturnType<typeof publicationOf>): Extract<Answer, { kind: 'reviewed' }>['publication'] {
  return JSON.parse(JSON.stringify(publication));
}

/** The findings that somebody may name, those of the change first. */
function waivable({ review, report }: ChangeReview): Extract<Answer, { kind: 'reviewed' }>['findings'] {
  const own = ownFindings(review);
  const described = (isOwn: boolean) => (finding: Finding) => ({
    key: keyOfFinding(finding),
    rule: finding.rule,
    severity: finding.severity,
    message: visibleText(finding.message, 500),
    isOwn,
  });
  const isOther = (finding: Finding) => !own.includes(finding);
  return [...own.map(described(true)), ...report.findings.filter(isOther).map(described(false))].slice(0, 1_000);
}

function ownFindings({ comparison }: ChangeReview['review']): readonly Finding[] {
  return [...comparison.introduced, ...comparison.touched];
}

/** All that a wish may look at. */
interface Granting {
  readonly head: CheckedTree;
  readonly loaded: LoadedConfiguration;
  readonly change: ChangeReview;
  readonly granted: readonly GrantedWaiver[];
  readonly now: Date;
}

function granting(wish: Wish, { head, loaded, change, granted, now }: Granting): string {
  const tree = loaded.chooseFiles(head);
  if (wish.kind === 'scaffold') {
    const written = scaffoldText(tree, loaded.model, { kind: wish.what, for: wish.for, as: wish.as, now });
    if ('message' in written) return `Not written: ${prose(written.message.slice(0, 1_000))}`;
    return `What \`backlint scaffold ${wish.what}\` writes:\n\n${fencedText(written.text, wish.as === 'yaml' ? 'yaml' : 'hcl')}`;
  }
  const { rules, waivers, tiers, model } = loaded;
  const judge = (one: CheckedTree) => withGranted(check(one, { ...model, rules, waivers, tiers, now }), granted, now);
  return fixText(tree, { judge, own: ownFindings(change.review) });
}
