import type { ForgeLink } from '@backlint/report/html/forge-link';
import { runGit } from '../git/run-git.ts';

/**
 * Where the files under a folder can be read on the web, at the commit that is checked out: by what CI says of itself, or by
 * the remote of a git repository on a forge that is known. Undefined where neither tells.
 */
export function forgeLinkOf(root: string, env: Readonly<Record<string, string | undefined>>): ForgeLink | undefined {
  const line = (...args: readonly string[]) => {
    const answer = runGit(root, args);
    return answer.kind === 'output' ? answer.bytes.toString('utf8').trim() : undefined;
  };
  const commit = line('rev-parse', 'HEAD');
  const folder = line('rev-parse', '--show-prefix');
  if (commit === undefined || folder === undefined) return undefined;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = env;
  const repository = server && name ? `${server}/${name}` : webAddress(line('remote', 'get-url', 'origin') ?? '');
  const page = repository && pageOf(repository, env);
  if (!page) return undefined;
  const prefix = folder.split('/').map(encodeURIComponent).join('/');
  return `${repository}/${page}/${commit}/${prefix}{path}#L{line}`;
}

/** `git@host:owner/name.git`, `ssh://git@host/owner/name` and `https://host/owner/name.git` as a page on the web. */
function webAddress(remote: string): string | undefined {
  const { host, path } =
    /^(?:https:\/\/(?:[^@/]*@)?|ssh:\/\/(?:[^@/]*@)?|[^@/:]+@)(?<host>[\w.-]+)(?::\d+)?[/:](?<path>[\w./-]+?)(?:\.git)?\/?$/.exec(
      remote,
    )?.groups ?? {};
  return host === undefined || path === undefined ? undefined : `https://${host}/${path}`;
}

/** What stands between the repository and the commit in the address of a file. */
function pageOf(repository: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { host } = new URL(repository);
  if (env.FORGEJO_ACTIONS || env.GITEA_ACTIONS || /forgejo|gitea|codeberg/.test(host)) return 'src/commit';
  if (host.includes('gitlab')) return '-/blob';
  return host.includes('github') || env.GITHUB_ACTIONS ? 'blob' : undefined;
}
