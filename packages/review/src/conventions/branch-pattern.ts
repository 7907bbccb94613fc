import { RE2JS } from 're2js';

/** Whether a branch has the form that a pattern asks for, and the issue number in its first group. */
export type BranchMatch = { readonly issue?: string } | undefined;

/** Matches a branch name in linear time, whatever the pattern says; a pattern that does not compile matches nothing. */
export function matchBranch(pattern: string, branch: string): BranchMatch {
  try {
    const matcher = RE2JS.compile(pattern).matcher(branch);
    if (!matcher.find()) return undefined;
    const first = matcher.groupCount() > 0 ? matcher.group(1) : null;
    return first !== null && /^\d+$/.test(first) ? { issue: first } : {};
  } catch {
    return undefined;
  }
}
