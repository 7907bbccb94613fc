import { type Call, CallProblem, type Handlers } from '../forge-server.ts';
import { demand, issueOf, repositoryOf, text } from '../look-up.ts';
import { account, openIssue, say } from '../people.ts';
import { nextId, timeOf } from '../world.ts';
import { page } from './page.ts';
import { commentShape, issueShape, labelsOf, userShape } from './shapes.ts';

/** Issues, comments of all kinds, labels, and who may do what. */
export const giteaIssueHandlers: Handlers = {
  'GET /repos/{}/{}/issues'(call) {
    const repository = repositoryOf(call);
    const { query } = call;
    const [type, author, state] = [query.get('type'), query.get('created_by'), query.get('state') ?? 'open'];
    const issues = repository.issues
      .filter(({ pull }) => (type === 'issues' ? !pull : type === 'pulls' ? pull : true))
      .filter((one) => author === null || one.author === author)
      .filter((one) => state === 'all' || one.state === state);
    return page(call, issues.toReversed(), (issue) => issueShape(call.world, repository, issue));
  },
  'GET /repos/{}/{}/issues/{}'(call) {
    return { body: issueShape(call.world, repositoryOf(call), issueOf(call)) };
  },
  'POST /repos/{}/{}/issues'(call) {
    demand(call, 'issues');
    const repository = repositoryOf(call);
    const written = { author: call.account.login, title: text(call.body.title), body: text(call.body.body) };
    const issue = openIssue(call.world, repository, written);
    issue.labels.push(...namesOf(call, call.body.labels));
    return { status: 201, body: issueShape(call.world, repository, issue) };
  },
  'PATCH /repos/{}/{}/issues/{}'(call) {
    demand(call, 'issues');
    const issue = issueOf(call);
    if (call.body.state === 'closed') issue.state = 'closed';
    return { status: 201, body: issueShape(call.world, repositoryOf(call), issue) };
  },
  'GET /repos/{}/{}/issues/{}/comments'(call) {
    const { comments } = issueOf(call);
    return { body: comments.map((comment) => commentShape(call.world, comment)) };
  },
  'POST /repos/{}/{}/issues/{}/comments'(call) {
    demand(call, 'review');
    const comment = say(call.world, issueOf(call), call.account.login, text(call.body.body));
    return { status: 201, body: commentShape(call.world, comment) };
  },
  'PATCH /repos/{}/{}/issues/comments/{}'(call) {
    const { comment } = ownComment(call);
    comment.body = text(call.body.body);
    if ('updatedAt' in comment) {
      nextId(call.world);
      comment.updatedAt = timeOf(call.world);
    }
    return { body: { id: comment.id, body: comment.body } };
  },
  'DELETE /repos/{}/{}/issues/comments/{}'(call) {
    ownComment(call).remove();
    return { status: 204 };
  },
  'POST /repos/{}/{}/issues/comments/{}/reactions'(call) {
    const comments = repositoryOf(call).issues.flatMap((issue) => issue.comments);
    const comment = comments.find(({ id }) => id === Number(call.params[2]));
    if (!comment) throw new CallProblem(404, 'Not Found');
    const reaction = { author: call.account.login, content: text(call.body.content) };
    const same = comment.reactions.some((one) => one.author === reaction.author && one.content === reaction.content);
    if (!same) comment.reactions.push(reaction);
    return {
      status: same ? 200 : 201,
      body: { content: reaction.content, user: userShape(call.world, reaction.author) },
    };
  },
  'GET /repos/{}/{}/labels': (call) => page(call, repositoryOf(call).labels, (label) => label),
  'GET /orgs/{}/labels'(call) {
    const owner = account(call.world, call.params[0] ?? '');
    if (owner.type !== 'Organization') throw new CallProblem(404, 'Not Found');
    return page(call, [], (label: object) => label);
  },
  'POST /repos/{}/{}/labels'(call) {
    demand(call, 'issues');
    const color = text(call.body.color);
    if (!/^#[0-9a-f]{6}$/i.test(color)) throw new CallProblem(422, 'invalid color');
    const made = { id: nextId(call.world), name: text(call.body.name), color: color.slice(1) };
    // Nothing keeps these forges from two labels of one name.
    const label = { ...made, description: text(call.body.description) };
    repositoryOf(call).labels.push(label);
    return { status: 201, body: label };
  },
  'GET /repos/{}/{}/issues/{}/labels': (call) => ({ body: labelsOf(repositoryOf(call), issueOf(call)) }),
  'POST /repos/{}/{}/issues/{}/labels'(call) {
    demand(call, 'issues');
    const issue = issueOf(call);
    for (const name of namesOf(call, call.body.labels)) if (!issue.labels.includes(name)) issue.labels.push(name);
    return { body: labelsOf(repositoryOf(call), issue) };
  },
  'DELETE /repos/{}/{}/issues/{}/labels/{}'(call) {
    demand(call, 'issues');
    const { labels } = issueOf(call);
    const label = repositoryOf(call).labels.find(({ id }) => id === Number(call.params[3]));
    if (!label) throw new CallProblem(422, 'label does not exist');
    if (labels.includes(label.name)) labels.splice(labels.indexOf(label.name), 1);
    return { status: 204 };
  },
  'GET /repos/{}/{}/collaborators/{}/permission'(call) {
    demand(call, 'admin');
    const login = call.params[2] ?? '';
    const permission = repositoryOf(call).permissions.get(login) ?? 'none';
    return { body: { permission, role_name: permission, user: userShape(call.world, login) } };
  },
  'GET /orgs/{}/teams/search'(call) {
    const prefix = `${call.params[0]}/`;
    const names = [...call.world.teams.keys()]
      .filter((one) => one.startsWith(prefix))
      .map((one) => one.slice(prefix.length));
    const found = names.filter((name) => name.includes(call.query.get('q') ?? ''));
    return { body: { ok: true, data: found.map((name) => ({ id: teamId(call, `${prefix}${name}`), name })) } };
  },
  'GET /teams/{}/members/{}'(call) {
    const [, members] = [...call.world.teams][Number(call.params[0]) - 1] ?? [];
    const login = call.params[1] ?? '';
    if (!members?.includes(login)) throw new CallProblem(404, 'Not Found');
    return { body: userShape(call.world, login) };
  },
};

function teamId({ world }: Call, name: string): number {
  return [...world.teams.keys()].indexOf(name) + 1;
}

/** Labels by number or name; what is unknown is passed over in silence. */
function namesOf(call: Call, values: unknown): readonly string[] {
  const { labels } = repositoryOf(call);
  const wanted: readonly unknown[] = Array.isArray(values) ? values : [];
  return wanted.flatMap((value) => labels.find(({ id, name }) => id === value || name === value)?.name ?? []);
}

/** A comment of any kind of the account that asks. */
function ownComment(call: Call) {
  demand(call, 'review');
  const wanted = Number(call.params[2]);
  for (const { comments, pull } of repositoryOf(call).issues) {
    for (const list of [comments, pull?.notes ?? []]) {
      const index = list.findIndex(({ id }) => id === wanted);
      const comment = list[index];
      if (!comment) continue;
      if (comment.author !== call.account.login) throw new CallProblem(403, 'must be the author');
      return { comment, remove: () => list.splice(index, 1) };
    }
  }
  throw new CallProblem(404, 'Not Found');
}
