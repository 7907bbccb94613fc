import type { Coordination } from './coordination.ts';
import { memoryPace } from './memory-pace.ts';
import { memoryQueue } from './memory-queue.ts';

/** For a bot that is one process: what waits is gone when it ends, and a sweep finds it again. */
export function memoryCoordination(): Coordination {
  const queue = memoryQueue();
  return { queue, pace: memoryPace(), mayLead: async () => true, close: (patience) => queue.close(patience) };
}
