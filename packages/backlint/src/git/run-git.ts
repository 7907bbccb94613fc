import { spawnSync } from 'node:child_process';

/** What git printed, or what it complained about. */
export type GitAnswer =
  | { readonly kind: 'output'; readonly bytes: Buffer }
  | { readonly kind: 'problem'; readonly message: string };

/** Runs git in a folder, without a shell, and without hooks, pagers, prompts or settings that could run programs. */
export function runGit(folder: string, args: readonly string[], input?: string): GitAnswer {
  const { status, stdout, stderr, error } = spawnSync('git', [...harmless, ...args], {
    cwd: folder,
    input,
    maxBuffer: 1024 * 1024 * 1024,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_PAGER: 'cat', LC_ALL: 'C' },
  });
  if (error) {
    const isMissing = 'code' in error && error.code === 'ENOENT';
    return { kind: 'problem', message: isMissing ? 'git is not installed' : error.message };
  }
  if (status === 0) return { kind: 'output', bytes: stdout };
  return { kind: 'problem', message: stderr.toString('utf8').trim().split('\n')[0] ?? 'git failed' };
}

const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'diff.external='];
