import { ForgeError } from '@backlint/forge/forge-error';
import type { PullRequestAt, PullRequestState } from '@backlint/forge/pull-request-state';
import { EngineError } from '../engine/engine.ts';
import type { Wish } from '../engine/question.ts';
import type { FullAnswer } from '../files/answer-about.ts';
import type { Context } from '../reconcile/context.ts';
import { answerTo, type Told } from './answer-to.ts';
import type { Command } from './command.ts';
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
  const { forge, now, log, seal } = context;
  const today = now().toISOString().slice(0, 10);
  const refusalOf = ({ command, comment }: Request, approvers?: readonly string[]) =>
    whyNot(forge, at, { command, login: comment.author.login, pullRequest, approvers });
  const wishes: { readonly request: Request; readonly wish: Wish }[] = [];
  for (const request of requests) {
    const { command } = request;
    // Nothing is worked out for those who may not have it.
    if (isWish(command) && (await refusalOf(request)) === undefined) wishes.push({ request, wish: command });
  }
  const needsEngine = wishes.length > 0 || requests.some(({ command }) => isForApprovers(command));
  const ordered = wishes.map(({ wish }) => wish);
  const told = needsEngine ? await tell(judge, ordered) : failed('it was not asked');
  const reviewed = told.kind === 'reviewed' ? told.reviewed : undefined;
  for (const request of requests) {
    const { command, comment } = request;
    const granted = reviewed?.granted[wishes.findIndex((one) => one.request === request)];
    const refusal = await refusalOf(request, reviewed?.approvers);
    const text = answerTo(request, told, { refusal, granted, today, seal });
    const known = { comment: comment.id, by: comment.author.login, command: command.kind };
    try {
      await forge.comment(at, text);
      log.info({ ...known, refusal }, 'answered');
    } catch (error) {
      if (!isSilenced(error)) throw error;
      log.warn({ ...known, error: error.message }, 'the forge does not take the answer');
    }
  }
}

function isWish(command: Command): command is Wish {
  return command.kind === 'fix' || command.kind === 'scaffold';
}

/** Who those are the configuration says, which only the engine reads. */
function isForApprovers({ kind }: Command): boolean {
  return kind === 'waive' || kind === 'unwaive';
}

/** Conversations can be locked and repositories archived: what cannot be said keeps nobody from a verdict. */
function isSilenced(error: unknown): error is ForgeError {
  return error instanceof ForgeError && ['forbidden', 'refused', 'not-found'].includes(error.reason);
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
