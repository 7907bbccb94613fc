import type { Metrics } from '../metrics.ts';
import type { Engine } from './engine.ts';

/** An engine whose answers are counted and timed. */
export function measuredEngine(engine: Engine, metrics: Pick<Metrics, 'engine'>): Engine {
  return async (...question) => {
    const began = performance.now();
    const tell = (outcome: string) => metrics.engine(outcome, performance.now() - began);
    try {
      const answer = await engine(...question);
      tell(answer.kind);
      return answer;
    } catch (error) {
      tell('failed');
      throw error;
    }
  };
}
