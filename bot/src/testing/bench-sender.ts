/** Sends the webhooks of the benchmark from a process that does nothing else, and prints how long each answer took. */
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { deliver } from './webhooks.ts';

/** Where to send what: `[port, name of the forge, number of the pull request]`. */
const deliveries: readonly (readonly [number, string, number])[] = JSON.parse(process.argv[2] ?? '[]');
const times: number[] = [];
for (const [port, forge, number] of deliveries) {
  const before = performance.now();
  const status = await deliver('forgejo-16', { kind: 'pull-request', number, what: 'opened' }, port, forge);
  if (status !== 202) throw new Error(`A webhook was answered with ${status}.`);
  times.push(performance.now() - before);
}
process.stdout.write(JSON.stringify(times));
