import { usuallyRead } from 'backlint/usually-read';
import type { Answer } from '../engine/answer.ts';
import { type Engine, EngineError } from '../engine/engine.ts';
import type { Question, TreeFile } from '../engine/question.ts';
import type { CommitReader } from './read-commit.ts';

/** The engine's last answer, when it has all that it needs. */
export type FullAnswer = Exclude<Answer, { readonly kind: 'needs' }>;

/** The engine finds out what it needs as it reads: a file that names a file that names a file. */
const mostRounds = 6;

/** Asks the engine, and brings it the contents that it turns out to need. */
export async function answerAbout(
  question: Question,
  reader: CommitReader,
  { engine, signal }: { readonly engine: Engine; readonly signal: AbortSignal },
): Promise<FullAnswer> {
  const contents = new Map<string, Uint8Array | null>();
  const all = new Map<string, TreeFile>();
  for (const files of [question.base, question.head, question.configuration])
    for (const file of files) all.set(file.id, file);
  const changed = new Set(question.files.map(({ path }) => path));
  const usual = [...question.head, ...question.base].filter(({ path }) => usuallyRead.test(path));
  // Where there is too much to read, it is what decides and what is proposed that has to be read.
  const first = [...question.configuration, ...usual.filter(({ path }) => changed.has(path)), ...usual];
  await reader.readContents(first, contents);
  for (let round = 1; round <= mostRounds; round++) {
    const answer = await engine(question, contents, signal);
    if (answer.kind !== 'needs') return answer;
    const needed = answer.ids.flatMap((id) => all.get(id) ?? []);
    if (needed.length === 0 || needed.every(({ id }) => contents.has(id))) break;
    await reader.readContents(needed, contents);
  }
  throw new EngineError('the files refer to each other without end');
}
