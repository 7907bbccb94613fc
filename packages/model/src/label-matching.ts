import { RE2JS } from 're2js';
import type { LabelMatcher } from './alert.ts';

/** Whether a condition holds for a text; undefined where that is up to a template or to an invalid regular expression. */
export function isMatch({ operator, value }: LabelMatcher, text: string): boolean | undefined {
  if (/[$]\{|\$\(|\{\{/.test(value)) return undefined;
  if (operator === '=' || operator === '!=') return (value === text) === (operator === '=');
  const isOne = matches(value, text);
  return isOne === undefined ? undefined : isOne === (operator === '=~');
}

/** Prometheus holds a regular expression against the whole of a value. */
function matches(pattern: string, text: string): boolean | undefined {
  try {
    return RE2JS.compile(pattern).matches(text);
  } catch {
    return undefined;
  }
}
