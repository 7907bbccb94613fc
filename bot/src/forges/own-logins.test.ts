import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ownLogins } from './own-logins.ts';

test('a forge that does not answer at first is asked again, and keeps nobody from the others', async () => {
  const errors: unknown[] = [];
  let asked = 0;
  const late = async () => {
    asked++;
    if (asked < 3) throw new Error('away');
    return 'late-bot';
  };
  const forges = [
    { name: 'late', readLogin: late },
    { name: 'early', readLogin: async () => 'early-bot' },
  ];
  const logins = ownLogins(forges, (error) => errors.push(error), new AbortController().signal, 1);
  while (logins.size < 2) await wait(1);
  expect([Object.fromEntries(logins), errors.length]).toEqual([{ late: 'late-bot', early: 'early-bot' }, 2]);
});

test('nobody is asked once the bot ends', async () => {
  const ending = new AbortController();
  let asked = 0;
  const readLogin = async () => {
    asked++;
    ending.abort();
    throw new Error('away');
  };
  ownLogins([{ name: 'one', readLogin }], () => undefined, ending.signal, 1);
  await wait(20);
  expect(asked).toBe(1);
});
