import type { Forge } from '../forge.ts';
import { readMarker } from '../markers.ts';
import { isSameLogin } from '../same-login.ts';
import type { NoteDraft } from '../writing.ts';
import type { GitHubApi } from './github-api.ts';
import { pullOf, repositoryOf } from './github-at.ts';

type Posts = 'readPosted' | 'createReview' | 'editReview' | 'deleteReview' | 'createNotes' | 'editNote' | 'deleteNote';

/** Reviews and their notes on GitHub, where a review can be edited but never removed. */
export function githubPosts(api: GitHubApi): Pick<Forge, Posts | 'discardPending'> {
  return {
    async readPosted(at) {
      const login = await api.readLogin();
      const isOwn = ({ user }: { readonly user: { readonly login: string } | null }) => isSameLogin(user?.login, login);
      const reviews = (await api.pages((rest, page) => rest.pulls.listReviews({ ...pullOf(at), ...page }))).filter(
        isOwn,
      );
      const pending = reviews.filter(({ state }) => state === 'PENDING');
      const comments = await api.pages((rest, page) => rest.pulls.listReviewComments({ ...pullOf(at), ...page }));
      const answered = new Set(comments.map((one) => one.in_reply_to_id));
      return {
        reviews: reviews
          .filter(({ state, body }) => state !== 'PENDING' && readMarker(body)?.kind === 'review')
          .map(({ id, body }) => ({ id, body })),
        notes: comments.filter(isOwn).flatMap(({ id, body, line }) => {
          const marker = readMarker(body);
          if (marker?.kind !== 'note') return [];
          return { id, key: marker.word, body, isOutdated: typeof line !== 'number', hasReplies: answered.has(id) };
        }),
        pending: pending.filter(({ body }) => readMarker(body)?.kind === 'review').map(({ id }) => id),
        hasForeignPending: pending.some(({ body }) => readMarker(body)?.kind !== 'review'),
      };
    },
    async createReview(at, { commit, body, notes }) {
      const comments = notes.map(commentOf);
      await api.call((rest) =>
        rest.pulls.createReview({ ...pullOf(at), commit_id: commit, event: 'COMMENT', body, comments }),
      );
    },
    async editReview(at, { id }, body) {
      await api.call((rest) => rest.pulls.updateReview({ ...pullOf(at), review_id: id, body }));
    },
    async deleteReview(at, { id }) {
      const body = 'The other review of backlint says it all.';
      await api.call((rest) => rest.pulls.updateReview({ ...pullOf(at), review_id: id, body }));
    },
    async createNotes(at, commit, notes) {
      const [first, ...others] = notes.map(commentOf);
      if (first && others.length === 0) {
        await api.call((rest) => rest.pulls.createReviewComment({ ...pullOf(at), commit_id: commit, ...first }));
      } else if (first) {
        const draft = { ...pullOf(at), commit_id: commit, event: 'COMMENT' as const, comments: [first, ...others] };
        await api.call((rest) => rest.pulls.createReview({ ...draft, body: headOfNotes(notes.length) }));
      }
    },
    async editNote(at, { id }, body) {
      await api.call((rest) => rest.pulls.updateReviewComment({ ...repositoryOf(at), comment_id: id, body }));
    },
    async deleteNote(at, { id }) {
      await api.call((rest) => rest.pulls.deleteReviewComment({ ...repositoryOf(at), comment_id: id }));
    },
    async discardPending(at, id) {
      await api.call((rest) => rest.pulls.deletePendingReview({ ...pullOf(at), review_id: id }));
    },
  };
}

/** GitHub wants a text with every review. */
function headOfNotes(count: number): string {
  return `${count} new notes; the review above says it all.`;
}

/** A start on the same line is refused. */
function commentOf({ path, startLine, line, body }: NoteDraft) {
  const anchor = { path, body, line, side: 'RIGHT' } as const;
  return startLine < line ? { ...anchor, start_line: startLine, start_side: 'RIGHT' as const } : anchor;
}
