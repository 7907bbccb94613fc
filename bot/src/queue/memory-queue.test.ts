import { afterEach, expect, test, vi } from 'vitest';
import { memoryCoordination } from './memory-coordination.ts';
import { pullRequest, recordingWorker, until } from './stage.ts';

afterEach(() => vi.useRealTimers());

test('a clock that is set back holds up nothing', async () => {
  const { queue, pace, close } = memoryCoordination();
  const worker = recordingWorker(async () => undefined);
  queue.start(1, worker);
  await pace.beforeWrite('bot', 10);
  await queue.ask(pullRequest(1), { delay: 20 });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 24 * 60 * 60_000 });
  await until(() => worker.count('done') === 1);
  expect(await pace.beforeWrite('bot', 10)).toBeLessThan(1_000);
  await close(0);
});
