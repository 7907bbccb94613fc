import { ForgeError, type ForgeErrorReason } from '@backlint/forge/forge-error';
import { expect, test } from 'vitest';
import { pauseAfter } from './do-work.ts';
import { EngineError } from './engine/engine.ts';

function pausesAfter(error: unknown): readonly number[] {
  const pauses: number[] = [];
  for (let failures = 1; failures < 100; failures++) {
    const pause = pauseAfter(error, failures);
    if (pause === 'give-up') return pauses;
    pauses.push(pause);
  }
  throw new Error('It would be tried for ever.');
}

test('what may pass is tried for half an hour, more and more seldom', () => {
  const pauses = pausesAfter(new ForgeError('unreachable', 'x'));
  const total = pauses.reduce((sum, pause) => sum + pause, 0);
  expect(total).toBeGreaterThan(20 * 60_000);
  expect(total).toBeLessThan(60 * 60_000);
  expect(Math.max(...pauses)).toBeLessThan(302_000);
});

test.each<[ForgeErrorReason, number]>([
  ['not-found', 2],
  ['forbidden', 2],
  ['unauthorized', 4],
  ['unexpected', 4],
])('%s is tried %d more times', (reason, times) => {
  expect(pausesAfter(new ForgeError(reason, 'x'))).toHaveLength(times);
});

test('a rate limit is waited out as long as the forge asks, and never given up', () => {
  for (const failures of [1, 50, 1_000]) {
    const pause = pauseAfter(new ForgeError('rate-limited', 'x', 3_600_000), failures);
    expect(pause).toBeGreaterThanOrEqual(3_600_000);
    expect(pause).toBeLessThan(3_610_001);
  }
});

test('the same files are tried once more', () => {
  expect(pausesAfter(new EngineError('it took too long'))).toHaveLength(1);
});

test('whoever had to stop is followed soon', () => {
  expect(pauseAfter(new DOMException('stopped', 'AbortError'), 20)).toBe(1_000);
});
