import { createHash } from 'node:crypto';
import type { ChangedFile } from '@backlint/review/diff/changed-file';
import { structuredPatch } from 'diff';
import type { Question, TreeFile } from './question.ts';

/** A question about a change, for tests: its files by path, before and after, and their contents. */
export function questionAbout(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  more: Partial<Question> = {},
): { readonly question: Question; readonly contents: ReadonlyMap<string, Uint8Array> } {
  const contents = new Map<string, Uint8Array>();
  const filesOf = (texts: Readonly<Record<string, string>>): readonly TreeFile[] =>
    Object.entries(texts).map(([path, text]) => {
      const id = createHash('sha1').update(text).digest('hex');
      contents.set(id, Buffer.from(text));
      return { path, id, size: text.length };
    });
  const base = filesOf(before);
  const question: Question = {
    now: '2026-06-15T12:00:00Z',
    base,
    head: filesOf(after),
    configuration: base.filter(({ path }) => path === '.backlint.yaml'),
    files: changesOf(before, after),
    pullRequest: { number: 1, title: 'A change', body: '', branch: 'b', labels: [], isDraft: false, isByBot: false },
    unseen: [],
    granted: [],
    headCommit: 'a'.repeat(40),
    stamp: 'stamp',
    wishes: [],
    ...more,
  };
  return { question, contents };
}

function changesOf(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return paths
    .filter((path) => before[path] !== after[path])
    .map((path): ChangedFile => {
      const status = before[path] === undefined ? 'added' : after[path] === undefined ? 'deleted' : 'modified';
      const { hunks } = structuredPatch('a', 'b', before[path] ?? '', after[path] ?? '', '', '');
      const kinds = { '+': 'added', '-': 'deleted' } as const;
      const kindOf = (sign = '') => (sign === '+' || sign === '-' ? kinds[sign] : 'context');
      return {
        path,
        status,
        hunks: hunks.map((hunk) => ({
          ...hunk,
          lines: hunk.lines
            .filter((line) => !line.startsWith('\\'))
            .map((line) => ({ kind: kindOf(line[0]), text: line.slice(1) })),
        })),
      };
    });
}
