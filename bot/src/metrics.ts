import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { QueueState } from './queue/queue.ts';
import type { Work } from './work.ts';

/** What the bot counts; `docs/bot.md` tells operators what it means. */
export interface Metrics {
  delivery(forge: string, event: string, result: string): void;
  work(kind: string, outcome: string, milliseconds?: number): void;
  forgeAnswer(forge: string, method: string, status: number, remaining: number | undefined): void;
  engine(outcome: string, milliseconds: number): void;
  sweep(forge: string, repositories: number): void;
  sweepFailed(forge: string): void;
  /** Everything in the text format of Prometheus. */
  render(): Promise<string>;
}

const kinds: readonly Work['kind'][] = ['pull-request', 'repository', 'rerun', 'merge-group'];

/** Counters for one bot; `readState` is asked for its queue whenever they are read. */
export function makeMetrics(readState: () => Promise<QueueState>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const named = (name: string, help: string, ...labelNames: string[]) => ({ name, help, labelNames, registers });
  const deliveries = new Counter(
    named('backlint_deliveries_total', 'Webhook deliveries by what became of them.', 'forge', 'event', 'result'),
  );
  const work = new Counter(named('backlint_work_total', 'Pieces of work by how they ended.', 'kind', 'outcome'));
  const workSeconds = new Histogram({
    ...named('backlint_work_seconds', 'How long pieces of work took.', 'kind'),
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
  });
  const answers = new Counter(
    named(
      'backlint_forge_requests_total',
      'Requests to forges by their answers; status 0 is none.',
      'forge',
      'method',
      'status',
    ),
  );
  const remaining = new Gauge(
    named('backlint_forge_rate_limit_remaining', 'What the forge last said is left of its rate limit.', 'forge'),
  );
  const engine = new Histogram({
    ...named('backlint_engine_seconds', 'How long the engine took, by how it ended.', 'outcome'),
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
  });
  const swept = new Gauge(named('backlint_sweep_repositories', 'Repositories that the last sweep found.', 'forge'));
  const lastSweep = new Gauge(named('backlint_last_sweep_timestamp_seconds', 'When a sweep last succeeded.', 'forge'));
  const failedSweeps = new Counter(named('backlint_sweep_failures_total', 'Sweeps that failed.', 'forge'));
  const queue = new Gauge(named('backlint_queue', 'Pieces of work in the queue.', 'state'));
  const oldest = new Gauge(
    named('backlint_queue_oldest_seconds', 'How long the oldest waiting piece has been waiting.'),
  );
  const started = new Gauge(named('backlint_start_timestamp_seconds', 'When this process began.'));
  const memory = new Gauge({
    ...named('backlint_resident_memory_bytes', 'Resident memory of this process, without its engines.'),
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  started.set(Date.now() / 1_000);
  // Whoever waits for the first has to have seen that there was none.
  for (const kind of kinds) work.inc({ kind, outcome: 'gave-up' }, 0);
  registry.registerMetric(memory);
  return {
    delivery: (forge, event, result) => deliveries.inc({ forge, event, result }),
    work(kind, outcome, milliseconds) {
      work.inc({ kind, outcome });
      if (milliseconds !== undefined) workSeconds.observe({ kind }, milliseconds / 1_000);
    },
    forgeAnswer(forge, method, status, left) {
      answers.inc({ forge, method, status: String(status) });
      if (left !== undefined && Number.isFinite(left)) remaining.set({ forge }, left);
    },
    engine: (outcome, milliseconds) => engine.observe({ outcome }, milliseconds / 1_000),
    sweep(forge, repositories) {
      swept.set({ forge }, repositories);
      lastSweep.set({ forge }, Date.now() / 1_000);
    },
    sweepFailed: (forge) => failedSweeps.inc({ forge }),
    async render() {
      const state = await readState().catch(() => undefined);
      if (state) {
        for (const name of ['waiting', 'delayed', 'running'] as const) queue.set({ state: name }, state[name]);
        oldest.set(state.oldest / 1_000);
      }
      return registry.metrics();
    },
  };
}
