import { CallProblem, type Handlers } from '../forge-server.ts';
import { blobId } from '../git.ts';
import { commitFiles, repositoryOf } from '../look-up.ts';

/** The files of commits. */
export const githubTreeHandlers: Handlers = {
  'GET /repos/{}/{}/git/trees/{}'(call) {
    const files = commitFiles(repositoryOf(call), call.params[2] ?? '');
    const tree = Object.entries(files).map(([path, text]) => ({
      path,
      mode: '100644',
      type: 'blob',
      sha: blobId(text),
      size: Buffer.byteLength(text),
    }));
    return { body: { sha: call.params[2], tree, truncated: false } };
  },
  'GET /repos/{}/{}/git/blobs/{}'(call) {
    const commits = [...repositoryOf(call).commits.values()];
    const all = commits.flatMap(({ files }) => Object.values(files));
    const found = all.find((text) => blobId(text) === call.params[2]);
    if (found === undefined) throw new CallProblem(404, 'Not Found');
    const content = Buffer.from(found).toString('base64');
    return { body: { sha: call.params[2], content, encoding: 'base64', size: Buffer.byteLength(found) } };
  },
};
