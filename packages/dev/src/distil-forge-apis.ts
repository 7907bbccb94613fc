/**
 * Rewrites `packages/forge-servers/src/generated` from the descriptions that the forges publish of their APIs:
 * `node packages/dev/src/run-typescript.mjs packages/dev/src/distil-forge-apis.ts NAME=FILE…`, where a name is one of
 * those below. Of each description it keeps the calls that backlint makes, and of those what a server would check.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { type Description, distilOperation, type Operation } from './distil-operation.ts';
import { root } from './root.mjs';

const github = [
  'GET /app',
  'POST /app/installations/{}/access_tokens',
  'GET /app/installations',
  'GET /app/hook/deliveries',
  'GET /installation/repositories',
  'GET /user',
  'GET /repos/{}/{}/pulls',
  'GET /repos/{}/{}/pulls/{}',
  'GET /repos/{}/{}/pulls/{}/files',
  'GET /repos/{}/{}/pulls/{}/reviews',
  'POST /repos/{}/{}/pulls/{}/reviews',
  'PUT /repos/{}/{}/pulls/{}/reviews/{}',
  'DELETE /repos/{}/{}/pulls/{}/reviews/{}',
  'GET /repos/{}/{}/pulls/{}/comments',
  'POST /repos/{}/{}/pulls/{}/comments',
  'PATCH /repos/{}/{}/pulls/comments/{}',
  'DELETE /repos/{}/{}/pulls/comments/{}',
  'GET /repos/{}/{}/issues/{}/comments',
  'POST /repos/{}/{}/issues/{}/comments',
  'DELETE /repos/{}/{}/issues/comments/{}',
  'POST /repos/{}/{}/issues/comments/{}/reactions',
  'POST /repos/{}/{}/issues/{}/labels',
  'DELETE /repos/{}/{}/issues/{}/labels/{}',
  'GET /repos/{}/{}/labels',
  'POST /repos/{}/{}/labels',
  'GET /repos/{}/{}/issues',
  'GET /repos/{}/{}/issues/{}',
  'POST /repos/{}/{}/issues',
  'PATCH /repos/{}/{}/issues/{}',
  'GET /repos/{}/{}/commits/{}/check-runs',
  'POST /repos/{}/{}/check-runs',
  'PATCH /repos/{}/{}/check-runs/{}',
  'GET /repos/{}/{}/commits/{}/statuses',
  'POST /repos/{}/{}/statuses/{}',
  'GET /repos/{}/{}/git/trees/{}',
  'GET /repos/{}/{}/git/blobs/{}',
  'GET /repos/{}/{}/compare/{}',
  'GET /repos/{}/{}/collaborators/{}/permission',
  'GET /orgs/{}/teams/{}/memberships/{}',
];
const gitea = [
  'GET /version',
  'GET /user',
  'GET /user/repos',
  'GET /repos/{}/{}',
  'GET /repos/{}/{}/hooks',
  'GET /repos/{}/{}/pulls',
  'GET /repos/{}/{}/pulls/{}',
  'GET /repos/{}/{}/pulls/{}.{}',
  'GET /repos/{}/{}/pulls/{}/reviews',
  'POST /repos/{}/{}/pulls/{}/reviews',
  'DELETE /repos/{}/{}/pulls/{}/reviews/{}',
  'GET /repos/{}/{}/pulls/{}/reviews/{}/comments',
  'GET /repos/{}/{}/issues/{}/comments',
  'POST /repos/{}/{}/issues/{}/comments',
  'PATCH /repos/{}/{}/issues/comments/{}',
  'DELETE /repos/{}/{}/issues/comments/{}',
  'POST /repos/{}/{}/issues/comments/{}/reactions',
  'GET /repos/{}/{}/issues/{}/labels',
  'POST /repos/{}/{}/issues/{}/labels',
  'DELETE /repos/{}/{}/issues/{}/labels/{}',
  'GET /repos/{}/{}/labels',
  'POST /repos/{}/{}/labels',
  'GET /orgs/{}/labels',
  'GET /orgs/{}/hooks',
  'GET /repos/{}/{}/issues',
  'GET /repos/{}/{}/issues/{}',
  'POST /repos/{}/{}/issues',
  'PATCH /repos/{}/{}/issues/{}',
  'GET /repos/{}/{}/statuses/{}',
  'POST /repos/{}/{}/statuses/{}',
  'GET /repos/{}/{}/git/trees/{}',
  'GET /repos/{}/{}/git/blobs/{}',
  'GET /repos/{}/{}/collaborators/{}/permission',
  'GET /orgs/{}/teams/search',
  'GET /teams/{}/members/{}',
];
const wanted: Readonly<Record<string, readonly string[]>> = {
  github,
  'forgejo-11': gitea,
  'forgejo-16': gitea,
  'gitea-1.22': gitea,
  'gitea-1.26': gitea,
};

for (const argument of process.argv.slice(2)) {
  const [name = '', file = ''] = argument.split('=');
  const calls = wanted[name];
  if (!calls) throw new Error(`"${name}" is none of ${Object.keys(wanted).join(', ')}.`);
  rewrite(name, JSON.parse(readFileSync(file, 'utf8')), calls);
}

function rewrite(name: string, description: Description, calls: readonly string[]): void {
  const shapes = new Map<string, object>();
  const operations = calls.map((call) => operationOf(description, call, shapes));
  const folder = `${root}/packages/forge-servers/src/generated`;
  mkdirSync(folder, { recursive: true });
  const lines = (items: readonly string[]) => items.join(',\n');
  const shapeLines = [...shapes].sort(([left], [right]) => (left < right ? -1 : 1));
  writeFileSync(
    `${folder}/${name}.json`,
    `{"operations":[\n${lines(operations.map((one) => JSON.stringify(one)))}\n],\n"shapes":{\n${lines(
      shapeLines.map(([key, shape]) => `${JSON.stringify(key)}:${JSON.stringify(shape)}`),
    )}\n}}\n`,
  );
}

function operationOf(description: Description, call: string, shapes: Map<string, object>): Operation {
  const [method = '', pattern = ''] = call.split(' ');
  const path = Object.keys(description.paths).find((one) => one.replace(/\{[^}]*\}/g, '{}') === pattern);
  const described = path === undefined ? undefined : description.paths[path];
  // A part of a description may have a thing's editing and not its reading, which answers with the same.
  const found = described?.[method.toLowerCase()] ?? (method === 'GET' ? withoutBody(described?.patch) : undefined);
  if (path === undefined || !found) throw new Error(`There is no ${call}.`);
  return distilOperation(description, method, path, found, shapes);
}

function withoutBody(operation: Description['paths'][string][string] | undefined) {
  if (!operation) return undefined;
  const { requestBody: _, ...rest } = operation;
  return rest;
}
