import { isSameLogin } from '@backlint/forge/same-login';
import type { Comment } from '@backlint/forge/writing';
import type { GrantedWaiver } from 'backlint/granted-waivers';
import { readSettlement, type Settlement } from './answer-marker.ts';
import type { Command } from './command.ts';
import { parseCommand } from './parse-command.ts';
import type { Seal } from './seal.ts';

/** A command that somebody gave, and what became of it. */
export interface Request {
  readonly comment: Comment;
  readonly command: Command;
  /** Absent while nobody has answered. */
  readonly settlement?: Settlement;
}

/** What the comments of a pull request ask for. */
export interface Requests {
  readonly all: readonly Request[];
  /** Answers of ours that are there twice, by their ids: two replicas met. */
  readonly surplus: readonly number[];
}

/** After so many answers the bot is silent on a pull request: somebody is playing with it. */
const mostAnswers = 30;

/**
 * Reads the commands in comments. A comment that was edited gives none: anybody with rights may change somebody else's words.
 * All that the bot remembers of commands are its answers.
 */
export function readRequests(comments: readonly Comment[], login: string, seal: Seal): Requests {
  const isOwn = ({ author }: Comment) => isSameLogin(author.login, login);
  const settlements = new Map<number, Settlement>();
  const surplus: number[] = [];
  for (const { id, body } of comments.filter(isOwn)) {
    const settlement = readSettlement(body, seal);
    if (!settlement) continue;
    if (settlements.has(settlement.comment)) surplus.push(id);
    else settlements.set(settlement.comment, settlement);
  }
  const all = comments
    .filter((comment) => !isOwn(comment) && comment.createdAt === comment.updatedAt)
    .flatMap((comment): readonly Request[] => {
      const command = parseCommand(comment.body);
      const settlement = settlements.get(comment.id);
      return command ? [{ comment, command, ...(settlement ? { settlement } : {}) }] : [];
    });
  return { all, surplus };
}

/** The requests that wait for an answer, oldest first. */
export function openRequests({ all }: Requests): readonly Request[] {
  const answered = all.filter(({ settlement }) => settlement).length;
  const open = all.filter(({ command, settlement }) => !settlement && command.kind !== 'recheck');
  return open.slice(0, Math.max(0, mostAnswers - answered));
}

/** The comments that ask to look again, by their ids. */
export function rechecksIn({ all }: Requests): readonly number[] {
  return all.flatMap(({ command, comment }) => (command.kind === 'recheck' ? [comment.id] : [])).slice(0, mostAnswers);
}

/** The waivers that hold: granted, and not taken back since. */
export function waiversIn({ all }: Requests): readonly GrantedWaiver[] {
  return all.flatMap(({ comment, command, settlement }, index) => {
    if (command.kind !== 'waive' || !settlement?.waiver) return [];
    const isTakenBack = all
      .slice(index + 1)
      .some(
        (later) =>
          later.command.kind === 'unwaive' &&
          later.command.rule === command.rule &&
          later.settlement?.outcome === 'done',
      );
    const { until, keys } = settlement.waiver;
    return isTakenBack ? [] : [{ keys, until, reason: command.reason, approver: comment.author.login }];
  });
}
