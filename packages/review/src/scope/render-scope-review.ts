import { fitting } from '../markdown/fitting.ts';
import { prose } from '../markdown/prose.ts';
import type { ScopeReview } from './scope-review.ts';

const mostBytes = 60_000;

/** The scope review as people read it, with the verdict last. */
export function renderScopeReview({ title, blockers, fixes, verified, open, verdict }: ScopeReview): string {
  const list = (texts: readonly string[]) => texts.map((text) => `- ${prose(text)}.`);
  const sections = [
    { heading: 'BLOCKERS (need a human decision)', items: list(blockers), none: 'None.' },
    { heading: 'BODY FIXES NEEDED', items: list(fixes), none: 'None.' },
    { heading: 'VERIFIED CORRECT', items: list(verified), none: 'Nothing could be looked up.' },
    ...(open.length > 0 ? [{ heading: 'NOT KNOWN HERE', items: list(open) }] : []),
  ];
  return fitting(`## Scope Review: ${prose(title)}`, sections, `### VERDICT: ${verdict}`, mostBytes);
}
