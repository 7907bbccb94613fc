import type { KubernetesObject } from './kubernetes-object.ts';

/**
 * Which objects matter, by words that are a kind (`CronJob`) or an API group or the end of one (`cnpg.io`), and the two
 * questions about raw text that spare the parsing of what cannot hold such an object. There a no is certain.
 */
export interface Relevance {
  /** Whether a document of a file may hold an object that matters. */
  readonly mayBeInFile: (text: string) => boolean;
  /** Whether a single document may: a closer look. */
  readonly mayBeInDocument: (text: string) => boolean;
  readonly isMet: (object: KubernetesObject) => boolean;
}

/** The relevance of some kinds and API groups. */
export function relevanceOf(words: readonly string[]): Relevance {
  const word = words.length === 0 ? /(?!)/ : new RegExp(String.raw`\b(?:${words.map(escaped).join('|')})(?:List)?\b`);
  return {
    mayBeInFile: (text) => word.test(text) || hidden.test(text),
    mayBeInDocument: (text) => (word.test(text) && !isPlainlyOther(text, word)) || hidden.test(text),
    isMet: ({ kind, group }) => words.some((one) => one === kind || one === group || group.endsWith(`.${one}`)),
  };
}

/** The relevance of what either of two finds relevant. */
export function eitherRelevance(one: Relevance, other: Relevance): Relevance {
  return {
    mayBeInFile: (text) => one.mayBeInFile(text) || other.mayBeInFile(text),
    mayBeInDocument: (text) => one.mayBeInDocument(text) || other.mayBeInDocument(text),
    isMet: (object) => one.isMet(object) || other.isMet(object),
  };
}

/**
 * Where a word may be without being spelled out: after escapes in double quotes that begin like a kind or group, in
 * base64 under a `!!binary` tag or another name for it, or behind a line end that only some readers know.
 */
const hidden = /"(?:[\w./-]|\\\/)*\\[xuU\r\n]|!![a-z]*(?:%|binary)|!<|^%TAG|\u0085/m;

/**
 * Whether a document in the plain style, with its outermost keys at the start of lines, is of another kind and group. The
 * lines of those two keys decide; none may need parsing, and no line may begin like the same key in another style.
 */
function isPlainlyOther(text: string, word: RegExp): boolean {
  const firstLine = /^(?!(?:---)?[ \t]*(?:#.*)?\r?$).+/m.exec(text)?.[0];
  if (firstLine === undefined || !/^\w[\w./-]*[ \t]*:(?:\s|$)/.test(firstLine)) return false;
  if (/^["'?&!*<]/m.test(text)) return false;
  const lines = text.match(/^(?:kind|apiVersion)\b.*/gm) ?? [];
  return lines.every((line) => plainLine.test(line) && !word.test(line) && !/List\b/.test(line));
}

const plainLine = /^(?:kind|apiVersion)[ \t]*:[ \t]+(?<quote>["']?)[\w./-]+\k<quote>[ \t]*(?:#.*)?$/;

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
