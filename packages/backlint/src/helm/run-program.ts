import { spawn } from 'node:child_process';

/** How a program ended, with what it wrote; undefined output is more than was allowed. */
export type ProgramResult =
  | { readonly kind: 'ended'; readonly code: number | null; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'stopped'; readonly why: 'it took too long' | 'it wrote too much' }
  | { readonly kind: 'not-started' };

interface ProgramOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly milliseconds: number;
  readonly maximumCharacters: number;
}

/** Runs a program without a shell and without input, in an environment of nothing but `env`, and never for longer than told. */
export function runProgram(program: string, args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  const { cwd, env, milliseconds, maximumCharacters } = options;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env,
      shell: false,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const written = { stdout: '', stderr: '' };
    const end = (result: ProgramResult) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      resolve(result);
    };
    const timer = setTimeout(() => end({ kind: 'stopped', why: 'it took too long' }), milliseconds);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        written[name] += text;
        if (written[name].length > maximumCharacters) end({ kind: 'stopped', why: 'it wrote too much' });
      });
    }
    child.on('error', () => end({ kind: 'not-started' }));
    child.on('close', (code) => end({ kind: 'ended', code, ...written }));
  });
}
