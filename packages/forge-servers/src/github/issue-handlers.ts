import { type Call, CallProblem, type Handlers } from '../forge-server.ts';
import { demand, issueOf, repositoryOf, text, texts } from '../look-up.ts';
import { openIssue, say } from '../people.ts';
import { nextId } from '../world.ts';
import { page } from './page.ts';
import { commentShape, issueShape, userShape } from './shapes.ts';

/** Issues, comments, labels and who may do what. */
export const githubIssueHandlers: Handlers = {
  'GET /user'(call) {
    demand(call, 'account');
    return { body: userShape(call.world, call.account.login) };
  },
  'GET /repos/{}/{}/issues'(call) {
    const creator = call.query.get('creator');
    const state = call.query.get('state') ?? 'open';
    const issues = repositoryOf(call)
      .issues.filter((one) => creator === null || one.author === creator)
      .filter((one) => state === 'all' || one.state === state);
    return page(call, issues.toReversed(), (issue) => issueShape(call.world, issue));
  },
  'GET /repos/{}/{}/issues/{}'(call) {
    return { body: issueShape(call.world, issueOf(call)) };
  },
  'POST /repos/{}/{}/issues'(call) {
    demand(call, 'issues');
    const written = { author: call.account.login, title: text(call.body.title), body: text(call.body.body) };
    const issue = openIssue(call.world, repositoryOf(call), written);
    addLabels(call, issue.labels, texts(call.body.labels));
    return { status: 201, body: issueShape(call.world, issue) };
  },
  'PATCH /repos/{}/{}/issues/{}'(call) {
    demand(call, 'issues');
    const issue = issueOf(call);
    if (call.body.state === 'closed') issue.state = 'closed';
    return { body: issueShape(call.world, issue) };
  },
  'GET /repos/{}/{}/issues/{}/comments'(call) {
    return page(call, issueOf(call).comments, (comment) => commentShape(call.world, comment));
  },
  'POST /repos/{}/{}/issues/{}/comments'(call) {
    demand(call, 'review');
    const comment = say(call.world, issueOf(call), call.account.login, text(call.body.body));
    return { status: 201, body: commentShape(call.world, comment) };
  },
  'DELETE /repos/{}/{}/issues/comments/{}'(call) {
    demand(call, 'review');
    for (const { comments } of repositoryOf(call).issues) {
      const index = comments.findIndex(({ id }) => id === Number(call.params[2]));
      if (index === -1) continue;
      if (comments[index]?.author !== call.account.login) throw new CallProblem(403, 'Must have admin rights');
      comments.splice(index, 1);
      return { status: 204 };
    }
    throw new CallProblem(404, 'Not Found');
  },
  'POST /repos/{}/{}/issues/comments/{}/reactions'(call) {
    demand(call, 'review');
    const comments = repositoryOf(call).issues.flatMap((issue) => issue.comments);
    const comment = comments.find(({ id }) => id === Number(call.params[2]));
    if (!comment) throw new CallProblem(404, 'Not Found');
    const reaction = { author: call.account.login, content: text(call.body.content) };
    const isThere = comment.reactions.some(
      ({ author, content }) => author === reaction.author && content === reaction.content,
    );
    if (!isThere) comment.reactions.push(reaction);
    return { status: isThere ? 200 : 201, body: { id: nextId(call.world), content: reaction.content } };
  },
  'GET /repos/{}/{}/labels'(call) {
    return page(call, repositoryOf(call).labels, (label) => label);
  },
  'POST /repos/{}/{}/labels'(call) {
    demand(call, 'issues');
    const { labels } = repositoryOf(call);
    const name = text(call.body.name);
    if (labels.some((one) => one.name === name)) throw new CallProblem(422, 'Validation Failed: already_exists');
    if (!/^[0-9a-f]{6}$/i.test(text(call.body.color))) throw new CallProblem(422, 'Validation Failed: color');
    const made = {
      id: nextId(call.world),
      name,
      color: text(call.body.color),
      description: text(call.body.description),
    };
    labels.push(made);
    return { status: 201, body: made };
  },
  'POST /repos/{}/{}/issues/{}/labels'(call) {
    demand(call, 'review');
    const issue = issueOf(call);
    addLabels(call, issue.labels, texts(call.body.labels));
    return { body: issue.labels.map((name) => ({ name })) };
  },
  'DELETE /repos/{}/{}/issues/{}/labels/{}'(call) {
    demand(call, 'review');
    const { labels } = issueOf(call);
    const index = labels.indexOf(call.params[3] ?? '');
    if (index < 0) throw new CallProblem(404, 'Label does not exist');
    labels.splice(index, 1);
    return { body: labels.map((name) => ({ name })) };
  },
  'GET /repos/{}/{}/collaborators/{}/permission'(call) {
    const permission = repositoryOf(call).permissions.get(call.params[2] ?? '') ?? 'none';
    return { body: { permission, role_name: permission, user: userShape(call.world, call.params[2] ?? '') } };
  },
  'GET /orgs/{}/teams/{}/memberships/{}'(call) {
    const [organisation, team, login = ''] = call.params;
    if (!call.world.teams.get(`${organisation}/${team}`)?.includes(login)) throw new CallProblem(404, 'Not Found');
    return { body: { state: 'active', role: 'member', url: 'https://github.invalid/teams' } };
  },
};

/** GitHub makes labels that it does not know. */
function addLabels(call: Call, labels: string[], names: readonly string[]): void {
  const repository = repositoryOf(call);
  for (const name of names) {
    const isKnown = repository.labels.some((one) => one.name === name);
    if (!isKnown) repository.labels.push({ id: nextId(call.world), name, color: 'ededed', description: '' });
    if (!labels.includes(name)) labels.push(name);
  }
}
