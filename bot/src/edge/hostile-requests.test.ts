import { afterAll, beforeAll, expect, test } from 'vitest';
import { delivery, forgejoDelivery, hostileRequests } from './hostile-requests.ts';
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
  if (statuses === 'cut') {
    await closed;
    expect([[], [413]]).toContainEqual(await answers(1));
  } else {
    if (statuses.length === 0) await closed;
    expect(await answers(statuses.length)).toEqual(statuses);
  }
  socket.destroy();
  expect(await edge.state()).toMatchObject({ asked, errors: [] });
});

test('right deliveries are queued by the same process afterwards, and ask for the same as often as they are replayed', async () => {
  const { port, asked } = await edge.state();
  expect(asked).toEqual([]);
  const { socket, answers } = testConnection(port);
  for (let count = 0; count < 100; count++) {
    socket.write(delivery({ headers: { 'x-github-delivery': `${count}` } }));
    socket.write(forgejoDelivery());
  }
  expect(await answers(200)).toEqual(Array(200).fill(202));
  socket.destroy();
  expect(new Set((await edge.state()).asked)).toEqual(new Set(['github/shop/infra#7', 'gitea/shop/infra#7']));
});
