import { answerQuestion } from '../engine/answer-question.ts';
import { checkedAnswer, type Engine } from '../engine/engine.ts';

/** The engine without a process of its own, for tests of what is around it. */
export const directEngine: Engine = (question, contents, signal) => {
  signal.throwIfAborted();
  return Promise.resolve(checkedAnswer(JSON.stringify(answerQuestion(question, contents)), question));
};
