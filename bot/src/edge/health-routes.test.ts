import { afterEach, expect, test, vi } from 'vitest';
import { healthRoutes, type ReadinessCheck } from './health-routes.ts';

afterEach(() => void vi.useRealTimers());

function answerAt(path: string, checks: readonly ReadinessCheck[] = []) {
  const route = healthRoutes({ checks, renderMetrics: async () => 'backlint_up 1\n' }).get(path);
  return route?.method === 'GET' ? route.answer() : undefined;
}

const check = (name: string, passes: ReadinessCheck['passes']): ReadinessCheck => ({ name, deadline: 1_000, passes });

test('is alive whatever fails', async () => {
  expect(await answerAt('/livez', [check('queue', async () => false)])).toMatchObject({ status: 200 });
});

test('is ready when every check passes', async () => {
  expect(await answerAt('/readyz')).toMatchObject({ status: 200 });
  expect(await answerAt('/readyz', [check('queue', async () => true)])).toMatchObject({ status: 200, text: 'ready' });
});

test('says which checks fail, reject or do not end', async () => {
  vi.useFakeTimers();
  const answer = answerAt('/readyz', [
    check('failing', async () => false),
    check('passing', async () => true),
    check('rejecting', () => Promise.reject(new Error('secret'))),
    check('throwing', () => {
      throw new Error('secret');
    }),
    check('hanging', () => new Promise(() => {})),
  ]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await answer).toEqual({ status: 503, text: 'failing\nrejecting\nthrowing\nhanging' });
});

test('shows metrics as Prometheus reads them', async () => {
  const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' };
  expect(await answerAt('/metrics')).toEqual({ status: 200, text: 'backlint_up 1\n', headers });
});
