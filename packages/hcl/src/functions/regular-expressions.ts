import type { Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { RE2JS } from 're2js';
import { failure, mapping, scalar, sequence, tooLong, unknown } from '../evaluate/nodes.ts';
import { limits } from '../limits.ts';
import { type FunctionCall, type Functions, text } from './function-spec.ts';
import { textOf } from './simple.ts';

/** Functions that search. The expressions are RE2, as in Terraform, so that none of them takes more than linear time. */
export const searchFunctions: Functions = {
  regex: {
    parameters: [text, text],
    apply: ([pattern, subject], { origin }) => {
      const [first, problem] = matchesIn(textOf(pattern), textOf(subject), 1, origin);
      return problem ?? first[0] ?? failure('the regular expression does not match', origin);
    },
  },
  regexall: {
    parameters: [text, text],
    apply: ([pattern, subject], { origin }) => {
      const [all, problem] = matchesIn(textOf(pattern), textOf(subject), limits.collectionSize + 1, origin);
      return problem ?? sequence(all, origin, 'list');
    },
  },
  replace: { parameters: [text, text, text], apply: replace },
};

function replace([subject, search, replacement]: readonly Node[], { origin }: FunctionCall): Node {
  const [whole, part, other] = [textOf(subject), textOf(search), textOf(replacement)];
  const pattern = /^\/(.*)\/$/s.exec(part)?.[1];
  if (part.length < 2 || pattern === undefined) return replaceAll(whole, part, other, origin);
  const compiled = compile(pattern, origin);
  if (!(compiled instanceof RE2JS)) return compiled;
  if (whole.length > limits.subjectLength) return tooLongToSearch(origin);
  const matcher = compiled.matcher(whole);
  const names = new Map(Object.entries(compiled.namedGroups()));
  let result = '';
  let end = 0;
  let previousEnd = -1;
  while (findNext(matcher, previousEnd)) {
    result += whole.slice(end, matcher.start()) + expand(other, matcher, names);
    end = matcher.end();
    previousEnd = end;
    if (result.length > limits.textLength) return tooLong(origin);
  }
  return scalar(result + whole.slice(end), origin);
}

function replaceAll(whole: string, part: string, other: string, origin: Origin): Node {
  const pieces = part === '' ? ['', ...whole, ''] : whole.split(part);
  if (whole.length + pieces.length * other.length > limits.textLength) return tooLong(origin);
  return scalar(pieces.join(other), origin);
}

type Matcher = ReturnType<RE2JS['matcher']>;

/** As Go expands `$1`, `$name` and `${name}`; a group that is not there is empty, and `$$` a dollar. */
function expand(template: string, matcher: Matcher, names: ReadonlyMap<string, number>): string {
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (written, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    if (name === undefined) return written === '$$' ? '$' : written;
    const index = /^\d+$/.test(name) ? Number(name) : names.get(name);
    return index === undefined || index > matcher.groupCount() ? '' : (matcher.group(index) ?? '');
  });
}

/** The matches as Terraform gives them, or why there are none to give. */
function matchesIn(pattern: string, subject: string, most: number, origin: Origin): [readonly Node[], Node?] {
  const compiled = compile(pattern, origin);
  if (!(compiled instanceof RE2JS)) return [[], compiled];
  if (subject.length > limits.subjectLength) return [[], tooLongToSearch(origin)];
  const matcher = compiled.matcher(subject);
  const names = new Map(Object.entries(compiled.namedGroups()));
  if (names.size > 0 && names.size < matcher.groupCount()) {
    return [[], failure('either all groups of the regular expression have names, or none', origin)];
  }
  const matches: Node[] = [];
  let end = -1;
  while (matches.length < most && findNext(matcher, end)) {
    end = matcher.end();
    matches.push(matchNode(matcher, names, origin));
  }
  return [matches];
}

/** Finds the next match; in Go an empty one does not count right after another. */
function findNext(matcher: Matcher, previousEnd: number): boolean {
  if (!matcher.find()) return false;
  return matcher.end() > matcher.start() || matcher.start() !== previousEnd || matcher.find();
}

/** The text that matched, its groups as a tuple, or its named groups as an object. */
function matchNode(matcher: Matcher, names: ReadonlyMap<string, number>, origin: Origin): Node {
  const group = (index: number) => scalar(matcher.group(index) ?? null, origin);
  if (matcher.groupCount() === 0) return group(0);
  if (names.size === 0) {
    return sequence(
      Array.from({ length: matcher.groupCount() }, (_, index) => group(index + 1)),
      origin,
    );
  }
  return mapping(new Map([...names].map(([name, index]) => [name, { key: origin, value: group(index) }])), origin);
}

function compile(pattern: string, origin: Origin): RE2JS | Node {
  if (pattern.length > limits.patternLength) {
    return unknown(`the regular expression is longer than ${limits.patternLength} characters`, origin);
  }
  try {
    return RE2JS.compile(pattern);
  } catch {
    return failure('the regular expression is not valid', origin);
  }
}

function tooLongToSearch(origin: Origin): Node {
  return unknown(`text longer than ${limits.subjectLength} characters is not searched`, origin);
}
