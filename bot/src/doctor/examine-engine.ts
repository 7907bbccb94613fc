import type { Engine } from '../engine/engine.ts';
import { EngineError } from '../engine/engine.ts';
import type { Question } from '../engine/question.ts';
import { missing, right, type Statement } from './statement.ts';

/** Asks the engine something easy. */
export async function examineEngine(engine: Engine): Promise<Statement> {
  try {
    await engine(somethingEasy, new Map(), new AbortController().signal);
    return right('The engine answers');
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return missing(
      `The engine does not answer: ${error.message}`,
      'See that the bot may start processes, that its folder holds all that was installed, and that there is memory for `engineMegabytes`.',
    );
  }
}

const somethingEasy: Question = {
  now: '2026-01-01T00:00:00Z',
  base: [],
  head: [],
  configuration: [],
  files: [],
  pullRequest: { number: 1, title: '', body: '', branch: 'main', labels: [], isDraft: false, isByBot: false },
  unseen: [],
  granted: [],
  headCommit: '0'.repeat(40),
  stamp: 'doctor',
  wishes: [],
};
