import type { Shell } from '../shell.ts';

/** What every command needs: the process around it, and someone to hand its exit code to. */
export interface Edge {
  readonly shell: Shell;
  exit(code: number): void;
}
