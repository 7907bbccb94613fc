import { type Call, CallProblem, type Handlers } from '../forge-server.ts';
import { isShown } from '../git.ts';
import { commitFiles, demand, pullOf, records, repositoryOf, text } from '../look-up.ts';
import { type Note, nextId, type Review } from '../world.ts';
import { page } from './page.ts';
import { changesOf } from './pull-handlers.ts';
import { noteShape, reviewShape } from './shapes.ts';

/** Reviews and notes at lines. */
export const githubReviewHandlers: Handlers = {
  'GET /repos/{}/{}/pulls/{}/reviews'(call) {
    const { login } = call.account;
    const visible = pullOf(call).pull.reviews.filter(({ state, author }) => state !== 'PENDING' || author === login);
    return page(call, visible, (review) => reviewShape(call.world, review));
  },
  'POST /repos/{}/{}/pulls/{}/reviews'(call) {
    demand(call, 'review');
    const { pull } = pullOf(call);
    const { login } = call.account;
    const body = checkedText(call.body.body);
    const event = text(call.body.event);
    if (pull.reviews.some(({ state, author }) => state === 'PENDING' && author === login)) {
      throw new CallProblem(422, 'User can only have one pending review per pull request');
    }
    if (event === 'APPROVE' || event === 'REQUEST_CHANGES')
      throw new CallProblem(422, 'Can not approve your own pull request');
    const commit = checkedCommit(call);
    const comments = records(call.body.comments).map((one) => anchorOf(call, one));
    if (event === 'COMMENT' && body === '' && comments.length === 0) throw new CallProblem(422, 'Body is required');
    const review: Review = {
      id: nextId(call.world),
      author: login,
      body,
      state: event === 'COMMENT' ? 'COMMENTED' : 'PENDING',
      commit,
    };
    pull.reviews.push(review);
    pull.notes.push(
      ...comments.map((one) => ({ ...one, id: nextId(call.world), review: review.id, author: login, commit })),
    );
    return { body: reviewShape(call.world, review) };
  },
  'PUT /repos/{}/{}/pulls/{}/reviews/{}'(call) {
    const review = ownReview(call);
    if (review.state === 'PENDING') throw new CallProblem(422, 'The review is pending');
    review.body = checkedText(call.body.body);
    return { body: reviewShape(call.world, review) };
  },
  'DELETE /repos/{}/{}/pulls/{}/reviews/{}'(call) {
    const review = ownReview(call);
    const { pull } = pullOf(call);
    if (review.state !== 'PENDING') throw new CallProblem(422, 'Can not delete a non-pending pull request review');
    pull.reviews.splice(pull.reviews.indexOf(review), 1);
    const others = pull.notes.filter((note) => note.review !== review.id);
    pull.notes.splice(0, pull.notes.length, ...others);
    return { body: reviewShape(call.world, review) };
  },
  'GET /repos/{}/{}/pulls/{}/comments'(call) {
    const issue = pullOf(call);
    const pending = new Set(issue.pull.reviews.filter(({ state }) => state === 'PENDING').map(({ id }) => id));
    const visible = issue.pull.notes.filter(({ review }) => !pending.has(review));
    return page(call, visible, (note) => noteShape(call.world, repositoryOf(call), issue, note));
  },
  'POST /repos/{}/{}/pulls/{}/comments'(call) {
    demand(call, 'review');
    const issue = pullOf(call);
    const commit = checkedCommit(call);
    const anchor = anchorOf(call, call.body);
    const review: Review = { id: nextId(call.world), author: call.account.login, body: '', state: 'COMMENTED', commit };
    issue.pull.reviews.push(review);
    const note: Note = { ...anchor, id: nextId(call.world), review: review.id, author: call.account.login, commit };
    issue.pull.notes.push(note);
    return { status: 201, body: noteShape(call.world, repositoryOf(call), issue, note) };
  },
  'PATCH /repos/{}/{}/pulls/comments/{}'(call) {
    const { issue, note } = ownNote(call);
    note.body = checkedText(call.body.body);
    return { body: noteShape(call.world, repositoryOf(call), issue, note) };
  },
  'DELETE /repos/{}/{}/pulls/comments/{}'(call) {
    const { issue, note } = ownNote(call);
    issue.pull.notes.splice(issue.pull.notes.indexOf(note), 1);
    return { status: 204 };
  },
};

function ownReview(call: Call): Review {
  demand(call, 'review');
  const review = pullOf(call).pull.reviews.find(({ id }) => id === Number(call.params[3]));
  if (!review) throw new CallProblem(404, 'Not Found');
  if (review.author !== call.account.login) throw new CallProblem(403, 'Resource not accessible by integration');
  return review;
}

function ownNote(call: Call) {
  demand(call, 'review');
  for (const { number } of repositoryOf(call).issues.filter((one) => one.pull)) {
    const issue = pullOf({ ...call, params: [call.params[0] ?? '', call.params[1] ?? '', String(number)] });
    const note = issue.pull.notes.find(({ id }) => id === Number(call.params[2]));
    if (note?.author === call.account.login) return { issue, note };
    if (note) throw new CallProblem(403, 'Resource not accessible by integration');
  }
  throw new CallProblem(404, 'Not Found');
}

function checkedCommit(call: Call): string {
  const commit = text(call.body.commit_id);
  commitFiles(repositoryOf(call), commit);
  return commit;
}

/** GitHub counts characters of most texts, and refuses these. */
function checkedText(value: unknown): string {
  const body = text(value);
  if (body.length > 65_536) throw new CallProblem(422, 'Body is too long (maximum is 65536 characters)');
  return body;
}

/** A review with one comment outside the diff is refused as a whole, without saying which it is. */
function anchorOf(call: Call, comment: Readonly<Record<string, unknown>>) {
  const line = Number(comment.line);
  const startLine = comment.start_line === undefined ? line : Number(comment.start_line);
  const path = text(comment.path);
  if (comment.start_line !== undefined && startLine >= line) throw new CallProblem(422, 'start_line must precede line');
  if (comment.side !== 'RIGHT' || !isShown(changesOf(call), path, startLine, line)) {
    throw new CallProblem(422, 'pull_request_review_thread.line must be part of the diff');
  }
  return { path, line, startLine, body: checkedText(comment.body), inReplyTo: undefined };
}
