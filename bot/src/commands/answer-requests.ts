import type { PullRequestAt, PullRequestState } from '@backlint/forge/pull-request-state';
import { EngineError } from '../engine/engine.ts';
import type { Wish } from '../engine/question.ts';
import type { FullAnswer } from '../files/answer-about.ts';
import type { Context } from '../reconcile/context.ts';
import { answerTo, type Told } from './answer-to.ts';
import { whyNot } from './may-ask.ts';
import type { Request } from './requests.ts';

/** What commands are answered with. */
export interface Answering {
  /** Asks the engine about the pull request. */
  readonly judge: (more: { readonly wishes: readonly Wish[] }) => Promise<FullAnswer>;
  readonly context: Context;
}

/** Answers requests, each with a comment of its own that remembers what became of it. */
export async function answerRequests(
  at: PullRequestAt,
  pullRequest: PullRequestState,
  requests: readonly Request[],
  { judge, context }: Answering,
): Promise<void> {
  const { forge, now, log } = context;
  const wishes = requests.flatMap(({ command }) => (isWish(command) ? [command] : []));
  const needsEngine = wishes.length > 0 || requests.some(({ command }) => command.kind === 'waive');
  const told = needsEngine ? await tell(judge, wishes) : failed('it was not asked');
  const approvers = told.kind === 'reviewed' ? told.reviewed.approvers : undefined;
  const granted = told.kind === 'reviewed' ? [...told.reviewed.granted] : [];
  const today = now().toISOString().slice(0, 10);
  for (const request of requests) {
    const { command, comment } = request;
    const made = isWish(command) ? granted.shift() : undefined;
    const refusal = await whyNot(forge, at, { command, login: comment.author.login, pullRequest, approvers });
    const text = answerTo(request, told, { refusal, granted: made, today });
    await forge.comment(at, text);
    log.info({ comment: comment.id, by: comment.author.login, command: command.kind, refusal }, 'answered');
  }
}

function isWish(command: Request['command']): command is Wish {
  return command.kind === 'fix' || command.kind === 'scaffold';
}

async function tell(judge: Answering['judge'], wishes: readonly Wish[]): Promise<Told> {
  try {
    const answer = await judge({ wishes });
    if (answer.kind === 'reviewed') return { kind: 'reviewed', reviewed: answer };
    return failed('the configuration of the base branch is wrong');
  } catch (error) {
    if (error instanceof EngineError) return failed(error.message);
    throw error;
  }
}

function failed(why: string): Told {
  return { kind: 'failed', why };
}
