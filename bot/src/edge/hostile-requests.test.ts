import { afterAll, beforeAll, expect, test } from 'vitest';
import { delivery, hostileRequests } from './hostile-requests.ts';
import { testConnection } from './test-connection.ts';
import { startTestEdge, type TestEdge } from './test-edge.ts';

let edge: TestEdge;
beforeAll(async () => {
  edge = await startTestEdge({});
});
afterAll(() => edge.stop());

test('are many, and no two alike', () => {
  const titles = hostileRequests.map(([title]) => title);
  expect(new Set(titles).size).toBe(titles.length);
  expect(new Set(hostileRequests.map(([, , bytes]) => bytes.toString('latin1'))).size).toBe(titles.length);
  expect(titles.length).toBeGreaterThan(100);
});

test.each(hostileRequests)('%s', async (_, statuses, bytes) => {
  const { port, asked } = await edge.state();
  const { socket, answers, closed } = testConnection(port);
  socket.write(bytes);
  if (statuses.length === 0) await closed;
  expect(await answers(statuses.length)).toEqual(statuses);
  socket.destroy();
  expect(await edge.state()).toMatchObject({ asked, errors: [] });
});

test('a right delivery is queued by the same process afterwards, and asks for the same as often as it is replayed', async () => {
  const { port, asked } = await edge.state();
  expect(asked).toEqual([]);
  const { socket, answers } = testConnection(port);
  for (let count = 0; count < 100; count++) socket.write(delivery({ headers: { 'x-github-delivery': `${count}` } }));
  expect(await answers(100)).toEqual(Array(100).fill(202));
  socket.destroy();
  expect(new Set((await edge.state()).asked)).toEqual(new Set(['github/shop/infra#7']));
});
