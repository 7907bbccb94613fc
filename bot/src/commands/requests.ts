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

/** Whoever gives more commands on a pull request is playing with the bot, which then hears them no more. */
const mostOfOnePerson = 30;
/** The engine grants no more wishes at a time. */
const mostAtOnce = 30;

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
  const given = new Map<number, number>();
  const all = comments
    .filter((comment) => !isOwn(comment) && comment.createdAt === comment.updatedAt)
    .flatMap((comment): readonly Request[] => {
      const command = parseCommand(comment.body);
      if (!command) return [];
      const { id, author } = comment;
      const count = (given.get(author.id) ?? 0) + 1;
      given.set(author.id, count);
      const settlement = settlements.get(id);
      return count > mostOfOnePerson ? [] : [{ comment, command, ...(settlement ? { settlement } : {}) }];
    });
  return { all, surplus };
}

/** The requests that wait for an answer, oldest first. */
export function openRequests({ all }: Requests): readonly Request[] {
  return all.filter(({ command, settlement }) => !settlement && command.kind !== 'recheck').slice(0, mostAtOnce);
}

/** The comments that ask to look again, by their ids. */
export function rechecksIn({ all }: Requests): readonly number[] {
  return all.flatMap(({ command, comment }) => (command.kind === 'recheck' ? [comment.id] : []));
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
