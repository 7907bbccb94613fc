import { z } from 'zod';
import type { Forge } from '../forge.ts';
import { readMarker } from '../markers.ts';
import type { Posted, PostedNote } from '../posted.ts';
import type { PullRequestAt } from '../pull-request-state.ts';
import { isSameLogin } from '../same-login.ts';
import type { NoteDraft } from '../writing.ts';
import { anything, comment, user } from './answers.ts';
import { type GiteaApi, repositoryPath } from './gitea-api.ts';

const review = z.object({ id: z.number(), user, state: z.string(), comments_count: z.number() });
const note = z.object({ id: z.number(), user, body: z.string(), path: z.string(), position: z.number() });

type Review = z.infer<typeof review>;
type Posts = 'readPosted' | 'createReview' | 'editReview' | 'deleteReview' | 'createNotes' | 'editNote' | 'deleteNote';

/**
 * The review and its notes on Forgejo and Gitea. Their own reviews have texts that cannot be edited, and removing one
 * removes what people answered in it; so the text is an ordinary comment, and reviews bring notes only.
 */
export function giteaPosts(api: GiteaApi, takesRanges: boolean): Pick<Forge, Posts | 'discardPending'> {
  const anyComment = (at: PullRequestAt, id: number) => `${repositoryPath(at)}/issues/comments/${id}`;
  const comments = (at: PullRequestAt) => `${repositoryPath(at)}/issues/${at.number}/comments`;
  const reviews = (at: PullRequestAt) => `${repositoryPath(at)}/pulls/${at.number}/reviews`;
  return {
    async readPosted(at) {
      const login = await api.readLogin();
      const plain = (await api.read(z.array(comment).nullable(), comments(at))) ?? [];
      const own = plain.filter((one) => isSameLogin(one.user?.login, login) && readMarker(one.body)?.kind === 'review');
      const all = (await api.pages(review, reviews(at))).filter(
        (one) => one.comments_count > 0 || one.state === 'PENDING',
      );
      const withNotes = await readNotes(api, reviews(at), all);
      return {
        reviews: own.map(({ id, body }) => ({ id, body })).sort((left, right) => left.id - right.id),
        ...postedIn(withNotes, login),
      };
    },
    async createReview(at, { body }) {
      await api.write(anything, 'POST', comments(at), { body });
    },
    async editReview(at, { id }, body) {
      await api.write(anything, 'PATCH', anyComment(at, id), { body });
    },
    async deleteReview(at, { id }) {
      await api.remove(anyComment(at, id));
    },
    async createNotes(at, commit, notes) {
      const draft = { event: 'COMMENT', body: '', commit_id: commit };
      await api.write(anything, 'POST', reviews(at), {
        ...draft,
        comments: notes.map((one) => commentOf(one, takesRanges)),
      });
    },
    async editNote(at, { id }, body) {
      await api.write(anything, 'PATCH', anyComment(at, id), { body });
    },
    async deleteNote(at, { id }) {
      await api.remove(anyComment(at, id));
    },
    async discardPending(at, id) {
      // Not the review: that would take along what others have written at the same lines.
      const notes = (await api.read(z.array(note).nullable(), `${reviews(at)}/${id}/comments`)) ?? [];
      const own = notes.filter(({ body }) => readMarker(body)?.kind === 'note');
      for (const one of own) await api.remove(anyComment(at, one.id));
    },
  };
}

interface ReviewWithNotes extends Review {
  readonly notes: readonly z.infer<typeof note>[];
}

async function readNotes(api: GiteaApi, path: string, reviews: readonly Review[]): Promise<readonly ReviewWithNotes[]> {
  const read: ReviewWithNotes[] = [];
  for (const one of reviews) {
    const notes = await api.read(z.array(note).nullable(), `${path}/${one.id}/comments`);
    read.push({ ...one, notes: notes ?? [] });
  }
  return read;
}

function postedIn(reviews: readonly ReviewWithNotes[], login: string): Omit<Posted, 'reviews'> {
  const isOwn = (one: { readonly user: z.infer<typeof user> }) => isSameLogin(one.user?.login, login);
  const isOurNote = (one: z.infer<typeof note>) => isOwn(one) && readMarker(one.body)?.kind === 'note';
  const pending = reviews.filter((one) => isOwn(one) && one.state === 'PENDING');
  const submitted = reviews.filter(({ state }) => state !== 'PENDING').flatMap(({ notes }) => notes);
  // A thread is no more than a line: whoever else wrote there has answered.
  const others = new Set(submitted.filter((one) => !isOurNote(one)).map(threadOf));
  const ours = submitted.filter(isOurNote);
  // Where two runs met, the first note stays with the thread, and the others may go.
  const firsts = new Map(ours.toReversed().map((one) => [`${readMarker(one.body)?.word} ${threadOf(one)}`, one.id]));
  const posted = ours.flatMap((one): readonly PostedNote[] => {
    const key = readMarker(one.body)?.word;
    if (key === undefined) return [];
    const hasReplies = others.has(threadOf(one)) && firsts.get(`${key} ${threadOf(one)}`) === one.id;
    return [{ id: one.id, key, body: one.body, isOutdated: one.position === 0, hasReplies }];
  });
  const isOurs = ({ notes }: ReviewWithNotes) => notes.every(isOurNote);
  return {
    notes: posted,
    pending: pending.filter((one) => one.notes.length > 0 && isOurs(one)).map(({ id }) => id),
    hasForeignPending: pending.some((one) => !isOurs(one)),
  };
}

function threadOf({ path, position }: z.infer<typeof note>): string {
  return `${position} ${path}`;
}

/** Positions are lines of the file, whatever their name says. */
function commentOf({ path, startLine, line, body }: NoteDraft, takesRanges: boolean) {
  const extra = line - startLine;
  return takesRanges && extra > 0
    ? { path, body, new_position: startLine, extra_lines_count: extra }
    : { path, body, new_position: line };
}
