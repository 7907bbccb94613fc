import type { Comment } from '@backlint/source/comment';
import { scopeOfComment } from './comment-scope.ts';
import type { Ignore, MalformedIgnore } from './ignore.ts';

const call = /^\s*backlint\s*:/;
const grammar =
  /^\s*backlint\s*:\s*ignore\[(?<rules>[^\]]*)\](?<options>(?:\s+[a-z]+=\S+)*)\s*(?:--\s*(?<reason>\S.*?))?\s*$/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads `# backlint: ignore[rule-a, rule-b] until=2026-12-31 -- reason`; undefined for a comment that does not address
 * backlint. It holds for its own line, or for the line below it with all that is indented under that line; above the
 * first line of a YAML document it holds for the document.
 */
export function readIgnoreComment(comment: Comment): Ignore | MalformedIgnore | undefined {
  if (!call.test(comment.text)) return undefined;
  const at = comment.range;
  const { rules = '', options = '', reason } = grammar.exec(comment.text)?.groups ?? {};
  const ids = rules
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids.length === 0) return { why: 'write it as `backlint: ignore[rule] -- reason`', at };
  const until = optionsOf(options);
  if ('why' in until) return { ...until, at };
  if (reason === undefined) return { why: 'it gives no reason: add ` -- ` and why this may stay as it is', at };
  return { by: 'comment', rules: ids, reason, at, scope: scopeOfComment(comment), ...until };
}

function optionsOf(text: string): { readonly until?: string } | { readonly why: string } {
  const options = text.split(/\s+/).filter((option) => option !== '');
  const unknown = options.find((option) => !option.startsWith('until='));
  if (unknown !== undefined) return { why: `it has an unknown option, ${unknown.split('=')[0]}: there is only until=` };
  const until = options.at(-1)?.slice('until='.length);
  if (until === undefined) return {};
  if (!isDay(until)) return { why: 'until= takes a day such as 2026-12-31' };
  return { until };
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  return day.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}
