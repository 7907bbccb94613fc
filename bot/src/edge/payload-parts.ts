import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import { isSameLogin } from '@backlint/forge/same-login';
import { z } from 'zod';
import { parseCommand } from '../commands/parse-command.ts';
import type { Hint, HintedForge, ReadHint } from '../hints.ts';
import type { Work } from '../work.ts';

/** A repository in a payload: its names become parts of addresses, and can lead nowhere else. */
export const repository = z.object({
  full_name: z.string().regex(/^(?!\.{1,2}\/)[\w.-]{1,100}\/(?!\.{1,2}$)[\w.-]{1,100}$/),
});

/** The number of a pull request or an issue. */
export const number = z.int().positive();

/** The hash of a commit. */
export const commit = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);

/** What somebody did to a comment, and its text before that where it was edited. */
export const commentParts = {
  action: z.string(),
  comment: z.object({ body: z.string() }),
  changes: z.object({ body: z.object({ from: z.string() }).nullish() }).nullish(),
};

type CommentEvent = z.infer<z.ZodObject<typeof commentParts>>;

/** Whether a comment asks something of the bot, or did so before it was edited: that may have been a waiver. */
export function isAsking({ comment, changes }: CommentEvent): boolean {
  return [comment.body, changes?.body?.from ?? ''].some((text) => parseCommand(text) !== undefined);
}

/**
 * A reader for payloads of one shape, which ignores what the bot did itself, where it is something that the bot does: other
 * bots may share its account.
 */
export function hintReader<Shape extends z.ZodRawShape>(
  shape: Shape,
  hintOf: (event: z.infer<z.ZodObject<Shape>>, forge: HintedForge) => Hint,
  canBeOurs: (event: z.infer<z.ZodObject<Shape>>) => boolean = () => true,
): ReadHint {
  const schema = z.object(shape);
  const doing = z.object({ sender: z.object({ login: z.string() }).nullish() });
  return (payload, forge) => {
    const [event, by] = [schema.safeParse(payload), doing.safeParse(payload)];
    if (!event.success || !by.success) return { kind: 'unreadable' };
    const { ownLogin } = forge;
    const isByUs = ownLogin !== undefined && isSameLogin(by.data.sender?.login, ownLogin);
    if (isByUs && canBeOurs(event.data)) return ignored('our own doing');
    return hintOf(event.data, forge);
  };
}

/** Work on pull requests, or on other things of a repository. */
export function workOn(work: readonly Work[], isAwaited = false): Hint {
  return work.length > 0 ? { kind: 'work', work, isAwaited } : ignored('nothing to look at');
}

/** Nothing that concerns backlint. */
export function ignored(why: string): Hint {
  return { kind: 'ignored', why };
}

/** Work on a pull request of a repository. */
export function pullRequestWork(forge: HintedForge, at: z.infer<typeof repository>, number: number): Work {
  return { kind: 'pull-request', forge: forge.name, ...placeOf(at), number };
}

/** Work on all of a repository. */
export function repositoryWork(forge: HintedForge, at: z.infer<typeof repository>): Work {
  return { kind: 'repository', forge: forge.name, ...placeOf(at) };
}

/** Where a repository is, by the names in its payload. */
export function placeOf({ full_name }: z.infer<typeof repository>): RepositoryAt {
  const [owner = '', name = ''] = full_name.split('/');
  return { owner, repository: name };
}
