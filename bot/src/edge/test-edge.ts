import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Limits } from './limits.ts';

/** The secrets that a test's edge has for each kind of forge, under whose name its route is. */
export const edgeSecrets = { github: 'g'.repeat(40), gitea: 'f'.repeat(40) };

/** How an edge is. */
export interface EdgeState {
  readonly port: number;
  /** The keys of all work that was asked for so far. */
  readonly asked: readonly string[];
  /** What went wrong in it. */
  readonly errors: readonly string[];
  readonly connections: number;
  /** Its resident memory, in bytes. */
  readonly memory: number;
}

/** An edge in a process of its own. */
export interface TestEdge {
  /** Rejects when the process has ended. */
  state(): Promise<EdgeState>;
  stop(): Promise<void>;
}

/** Starts an edge with these limits instead of those that are promised. */
export async function startTestEdge(limits: Partial<Limits>): Promise<TestEdge> {
  const folder = mkdtempSync(join(tmpdir(), 'backlint-edge-'));
  const outfile = join(folder, 'edge.mjs');
  const entry = new URL('./test-edge-main.ts', import.meta.url).pathname;
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20.19' });
  const edge = fork(outfile, [JSON.stringify(limits), JSON.stringify(edgeSecrets)]);
  await once(edge, 'message');
  return {
    async state() {
      if (edge.exitCode !== null || edge.signalCode !== null) throw new Error('the edge has ended');
      edge.send('state');
      const [state] = await Promise.race([
        once(edge, 'message'),
        once(edge, 'exit').then(() => {
          throw new Error('the edge has ended');
        }),
      ]);
      return state;
    },
    async stop() {
      edge.kill();
      rmSync(folder, { recursive: true });
    },
  };
}
