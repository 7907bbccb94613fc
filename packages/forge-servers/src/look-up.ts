import { type Call, CallProblem } from './forge-server.ts';
import { filesOf } from './git.ts';
import type { Files, Issue, Pull, Repository, Right } from './world.ts';

/** The repository of a call whose first two parameters name one. */
export function repositoryOf({ world, params, installation }: Call): Repository {
  const [owner, name] = params;
  if (installation && !installation.repositories.includes(`${owner}/${name}`)) throw new CallProblem(404, 'Not Found');
  const found = world.repositories.find((one) => one.owner === owner && one.name === name);
  if (!found) throw new CallProblem(404, 'Not Found');
  return found;
}

/** The issue or pull request of a call whose third parameter is its number. */
export function issueOf(call: Call): Issue {
  const found = repositoryOf(call).issues.find(({ number }) => number === Number(call.params[2]));
  if (!found) throw new CallProblem(404, 'Not Found');
  return found;
}

/** An issue that is a pull request. */
export interface PullIssue extends Issue {
  readonly pull: Pull;
}

/** The pull request of a call whose third parameter is its number. */
export function pullOf(call: Call): PullIssue {
  const issue = issueOf(call);
  if (!isPull(issue)) throw new CallProblem(404, 'Not Found');
  return issue;
}

/** Whether an issue is a pull request. */
export function isPull(issue: Issue): issue is PullIssue {
  return issue.pull !== undefined;
}

/** The files of the commit of this id. */
export function commitFiles(repository: Repository, id: string): Files {
  const files = filesOf(repository, id);
  if (!files) throw new CallProblem(404, 'Not Found');
  return files;
}

/** Refuses a call whose token may not do this. */
export function demand({ rights }: Call, right: Right): void {
  if (!rights.has(right)) throw new CallProblem(403, 'Resource not accessible');
}

/** A text of a body, empty where there is none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The objects of a list in a body. */
export function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}

/** The texts of a list in a body. */
export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
