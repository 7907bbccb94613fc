import { type Call, CallProblem, type Handlers } from '../forge-server.ts';
import { commitFiles, demand, pullOf, records, repositoryOf, text } from '../look-up.ts';
import { nextId, type Pull, type Review } from '../world.ts';
import { page } from './page.ts';
import { noteShape, reviewShape } from './shapes.ts';

const states: Readonly<Record<string, Review['state']>> = {
  COMMENT: 'COMMENTED',
  APPROVED: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
};

/** Reviews and notes at lines, with the traps that these forges have. */
export function giteaReviewHandlers(isBlamed: boolean): Handlers {
  return {
    'GET /repos/{}/{}/pulls/{}/reviews'(call) {
      const { pull } = pullOf(call);
      const { login } = call.account;
      const visible = pull.reviews.filter(({ state, author }) => state !== 'PENDING' || author === login);
      return page(call, visible, (review) => reviewShape(call.world, pull, review));
    },
    'POST /repos/{}/{}/pulls/{}/reviews'(call) {
      demand(call, 'review');
      const { pull } = pullOf(call);
      const event = text(call.body.event);
      const body = text(call.body.body);
      const comments = records(call.body.comments);
      if (event === 'COMMENT' && body === '' && comments.length === 0)
        throw new CallProblem(422, 'review event COMMENT requires a body or a comment');
      if (event === 'APPROVED' || event === 'REQUEST_CHANGES')
        throw new CallProblem(422, 'approve your own pull is not allowed');
      const review = pendingReview(call, pull);
      for (const [index, comment] of comments.entries()) {
        if (call.isHalf && index > 1) throw new CallProblem(500, 'Internal Server Error');
        addNote(call, pull, review, comment);
      }
      if (call.isHalf) throw new CallProblem(500, 'Internal Server Error');
      review.body = body;
      review.state = states[event] ?? 'PENDING';
      return { body: reviewShape(call.world, pull, review) };
    },
    'DELETE /repos/{}/{}/pulls/{}/reviews/{}'(call) {
      const { pull } = pullOf(call);
      const review = reviewOf(call, pull);
      if (review.author !== call.account.login) throw new CallProblem(403, 'must be the author');
      // Whoever wrote at the same lines loses the words too.
      const threads = new Set(pull.notes.filter((note) => note.review === review.id).map(threadOf));
      const others = pull.notes.filter((note) => !threads.has(threadOf(note)));
      pull.notes.splice(0, pull.notes.length, ...others);
      pull.reviews.splice(pull.reviews.indexOf(review), 1);
      return { status: 204 };
    },
    'GET /repos/{}/{}/pulls/{}/reviews/{}/comments'(call) {
      const { pull } = pullOf(call);
      const review = reviewOf(call, pull);
      const notes = pull.notes.filter((note) => note.review === review.id);
      return { body: notes.map((note) => noteShape(call.world, repositoryOf(call), pull, note, isBlamed)) };
    },
  };
}

function threadOf({ path, line }: { readonly path: string; readonly line: number }): string {
  return `${line} ${path}`;
}

/** The next review of an account adopts what an earlier one left. */
function pendingReview(call: Call, pull: Pull): Review {
  const { login } = call.account;
  const left = pull.reviews.find(({ author, state }) => author === login && state === 'PENDING');
  if (left) return left;
  const commit = text(call.body.commit_id) || pull.head;
  const review: Review = { id: nextId(call.world), author: login, body: '', state: 'PENDING', commit };
  pull.reviews.push(review);
  return review;
}

function addNote(call: Call, pull: Pull, review: Review, comment: Readonly<Record<string, unknown>>): void {
  const start = Number(comment.new_position ?? 0);
  const path = text(comment.path);
  // Every line is looked up in the head of the pull request, whatever commit the review is for.
  const lines = (commitFiles(repositoryOf(call), pull.head)[path] ?? '').split('\n').length - 1;
  if (start < 1 || (lines > 0 && start > lines)) throw new CallProblem(500, 'Internal Server Error');
  pull.notes.push({
    id: nextId(call.world),
    review: review.id,
    author: call.account.login,
    path,
    startLine: start,
    line: start + Number(comment.extra_lines_count ?? 0),
    commit: review.commit,
    inReplyTo: undefined,
    body: text(comment.body),
  });
}

function reviewOf(call: Call, pull: Pull): Review {
  const review = pull.reviews.find(({ id }) => id === Number(call.params[3]));
  if (!review) throw new CallProblem(404, 'Not Found');
  return review;
}
