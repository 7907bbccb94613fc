import { RE2JS } from 're2js';
import { limits } from '../limits.ts';

/**
 * A test for paths that match a pattern of `fileset`: `*` and `?` within a name, `**` across folders, `[a-z]` and
 * `{a,b}`. Undefined where the pattern is too long or not valid.
 */
export function compileGlob(pattern: string): ((path: string) => boolean) | undefined {
  if (pattern.length > limits.patternLength) return undefined;
  try {
    const compiled = RE2JS.compile(`^(?:${expressionOf(pattern)})$`);
    return (path) => compiled.matcher(path).find();
  } catch {
    return undefined;
  }
}

const tokens = /\*\*\/|\*\*|\*|\?|\[(\^|!)?([^\]]+)\]|\{|\}|,|\\?[\s\S]/g;

function expressionOf(pattern: string): string {
  let braces = 0;
  return pattern.replace(tokens, (token: string, not?: string, set?: string) => {
    if (set !== undefined) return `[${not ? '^/' : ''}${set.replace(/[[\\]/g, '\\$&')}]`;
    switch (token) {
      case '**/':
        return '(?:.*/)?';
      case '**':
        return '.*';
      case '*':
        return '[^/]*';
      case '?':
        return '[^/]';
      case '{':
        braces++;
        return '(?:';
      case '}':
        braces--;
        return ')';
      case ',':
        return braces > 0 ? '|' : ',';
      default:
        return RE2JS.quote(token.length > 1 ? token.slice(1) : token);
    }
  });
}
