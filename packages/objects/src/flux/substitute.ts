import type { Origin } from '@backlint/source/origin';

/** A variable of a Flux `postBuild`: its value, or why the files do not tell it. */
export type Variable =
  | { readonly kind: 'known'; readonly text: string; readonly origin: Origin }
  | { readonly kind: 'unknown'; readonly why: string; readonly origin: Origin };

/** What a text becomes when its variables are filled in. */
export type Substituted =
  | { readonly kind: 'text'; readonly text: string; readonly used: readonly Origin[] }
  | { readonly kind: 'unknown'; readonly why: string; readonly prefix: string; readonly used: readonly Origin[] };

const reference = /\$\$|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<rest>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g;

/** Longest text a substitution may grow to, in UTF-16 units; a scalar is cut off from evaluation above it. */
const longestText = 256 * 1024;

/**
 * Fills in `${NAME}` as Flux does after a build (fluxcd/pkg/envsubst): `:=`, `:-`, `=`, `-` give a default, a name that
 * nobody sets becomes empty, `$${NAME}` stays a reference for the shell, and `$NAME` without braces is left alone.
 */
export function substitute(text: string, variables: ReadonlyMap<string, Variable>, unset?: string): Substituted {
  const used: Origin[] = [];
  let result = '';
  let last = 0;
  for (const match of text.matchAll(reference)) {
    result += text.slice(last, match.index);
    last = match.index + match[0].length;
    if (match[0] === '$$') {
      result += '$';
      continue;
    }
    const filled = fillIn(match.groups?.name ?? '', match.groups?.rest ?? '', variables, unset);
    if (filled.origin) used.push(filled.origin);
    if (filled.why !== undefined) return { kind: 'unknown', why: filled.why, prefix: result, used };
    result += filled.text;
    if (result.length > longestText)
      return { kind: 'unknown', why: 'its variables make it too long', prefix: '', used };
  }
  return { kind: 'text', text: result + text.slice(last), used };
}

interface Filled {
  readonly text: string;
  readonly why?: string;
  readonly origin?: Origin;
}

function fillIn(
  name: string,
  rest: string,
  variables: ReadonlyMap<string, Variable>,
  unset: string | undefined,
): Filled {
  const variable = variables.get(name);
  if (variable?.kind === 'unknown') return { text: '', why: `\${${name}}: ${variable.why}`, origin: variable.origin };
  const fallback = /^:?[=-](?<text>[\s\S]*)$/.exec(rest)?.groups?.text;
  if (rest !== '' && fallback === undefined)
    return { text: '', why: `\${${name}${rest}} is a form backlint does not compute` };
  const takesFallbackForEmpty = rest.startsWith(':');
  if (variable && !(takesFallbackForEmpty && variable.text === ''))
    return { text: variable.text, origin: variable.origin };
  if (fallback !== undefined) return { text: fallback };
  return unset === undefined ? { text: '' } : { text: '', why: `\${${name}}: ${unset}` };
}
