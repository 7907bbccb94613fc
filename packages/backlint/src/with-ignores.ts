import type { Finding } from '@backlint/lint/finding';
import { honourIgnores } from '@backlint/lint/ignores/honour-ignores';
import type { Ignore, MalformedIgnore } from '@backlint/lint/ignores/ignore';
import { expiredIgnore, malformedIgnore, unusedIgnore } from '@backlint/lint/ignores/ignore-findings';
import { inReadingOrder } from '@backlint/lint/lint';
import { isChangeRule, type Rule } from '@backlint/lint/rule';
import type { IgnoredFinding } from '@backlint/report/report';
import { rules as allRules } from '@backlint/rules/rules';
import type { ReadIgnores } from './read-ignores.ts';
import { didYouMean } from './usage-error.ts';

/** The findings that remain, with those about the ignores themselves, and the findings that are ignored. */
export function withIgnores(
  findings: readonly Finding[],
  { ignores, malformed }: ReadIgnores,
  {
    now,
    ran,
    ignoresBefore,
  }: { readonly now: Date; readonly ran: readonly Rule[]; readonly ignoresBefore: readonly Ignore[] },
): { readonly findings: readonly Finding[]; readonly ignored: readonly IgnoredFinding[] } {
  const misnamed = ignores.flatMap((ignore) => misnamedRule(ignore, ran));
  const aboutChanges = new Set(ran.filter(isChangeRule).map(({ id }) => id));
  const older = new Set(ignoresBefore.map(wordsOf));
  // What somebody wrote of an earlier change does not speak for this one.
  const speaksFor = (ignore: Ignore, { rule }: Finding) => !(aboutChanges.has(rule) && older.has(wordsOf(ignore)));
  const honoured = honourIgnores(findings, ignores, now, speaksFor);
  const hasRun = ({ rules }: Ignore) => rules.every((id) => ran.some((rule) => rule.id === id));
  return {
    findings: [
      ...honoured.findings,
      ...[...malformed, ...misnamed].map(malformedIgnore),
      ...honoured.expired.map(expiredIgnore),
      ...honoured.unused.filter(hasRun).map(unusedIgnore),
    ].sort(inReadingOrder),
    ignored: honoured.ignored.map(({ finding, ignore }) => ({
      finding,
      reason: ignore.reason,
      at: { range: ignore.at },
      ...(ignore.until === undefined ? {} : { until: ignore.until }),
      ...(ignore.approver === undefined ? {} : { approver: ignore.approver }),
    })),
  };
}

/** What an ignore says, wherever it has moved in its file. */
function wordsOf({ by, rules, reason, until = '', at }: Ignore): string {
  return JSON.stringify([by, rules, reason, until, at.file.path]);
}

/** A rule that is switched off, or not chosen, has its name all the same. */
function misnamedRule({ rules, at }: Ignore, ran: readonly Rule[]): MalformedIgnore[] {
  const ids = [...new Set([...allRules, ...ran].map((rule) => rule.id))];
  return rules
    .filter((id) => !ids.includes(id))
    .map((id) => ({ why: `there is no rule ${id}.${didYouMean(id, ids)}`, at }));
}
