import type { z } from 'zod';
import { type Answer, answerSchema } from './answer.ts';
import type { Contents, Question } from './question.ts';

/** Whatever answers questions; it rejects with an `EngineError` and nothing else. */
export type Engine = (question: Question, contents: Contents, signal: AbortSignal) => Promise<Answer>;

/** Why there is no answer: what was asked is not checked then. Its message is for people, and holds nothing of the files. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** The answer in the engine's output, as far as it can be trusted; rejects where it cannot. */
export function checkedAnswer(output: string, question: Question): Answer {
  const parsed = answerSchema.safeParse(jsonIn(output));
  if (!parsed.success) throw new EngineError(`the engine's answer is not as it should be (${problemIn(parsed.error)})`);
  const answer = parsed.data;
  if (answer.kind !== 'reviewed') return answer;
  const { publication, granted } = answer;
  const paths = new Set(question.files.map(({ path }) => path));
  const isForeign = publication.notes.some(({ path }) => !paths.has(path));
  const isAbout = publication.headCommit === question.headCommit && publication.stamp === question.stamp;
  if (!isAbout || isForeign || granted.length !== question.wishes.length) {
    throw new EngineError("the engine's answer is about something else");
  }
  return answer;
}

/** What is wrong first, and where; nothing of the answer itself, which strangers may have written. */
function problemIn({ issues: [first] }: z.ZodError): string {
  return first ? `${first.code} at ${first.path.join('.').slice(0, 100)}` : 'unknown';
}

function jsonIn(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}
