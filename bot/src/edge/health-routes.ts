import type { Answer, Route } from './route.ts';
import { within } from './within.ts';

/** Something without which the service is of no use. */
export interface ReadinessCheck {
  /** What is said of it where it fails. */
  readonly name: string;
  /** Milliseconds after which it has failed. */
  readonly deadline: number;
  passes(): Promise<boolean>;
}

/** What operators look at. */
export interface Health {
  readonly checks: readonly ReadinessCheck[];
  /** The metrics in Prometheus' own format. */
  renderMetrics(): Promise<string>;
}

/** What to answer probes and Prometheus, by path; best on a port that only they can reach. */
export function healthRoutes({ checks, renderMetrics }: Health): ReadonlyMap<string, Route> {
  return new Map<string, Route>([
    ['/livez', { method: 'GET', answer: async () => ({ status: 200, text: 'alive' }) }],
    ['/readyz', { method: 'GET', answer: () => readinessOf(checks) }],
    [
      '/metrics',
      {
        method: 'GET',
        answer: async () => ({
          status: 200,
          text: await renderMetrics(),
          headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
        }),
      },
    ],
  ]);
}

async function readinessOf(checks: readonly ReadinessCheck[]): Promise<Answer> {
  const names = await Promise.all(checks.map(async (check) => ((await hasPassed(check)) ? [] : [check.name])));
  const failing = names.flat();
  return failing.length === 0 ? { status: 200, text: 'ready' } : { status: 503, text: failing.join('\n') };
}

async function hasPassed(check: ReadinessCheck): Promise<boolean> {
  try {
    return await within(check.deadline, check.passes());
  } catch {
    return false;
  }
}
