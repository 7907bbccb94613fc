import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCommand } from './parse-command.ts';

test.each([
  ['/backlint recheck', { kind: 'recheck' }],
  ['/backlint recheck  \r\nThank you.', { kind: 'recheck' }],
  ['/backlint', { kind: 'help' }],
  ['/backlint explain five-field-schedule', { kind: 'explain', rule: 'five-field-schedule' }],
  ['/backlint unwaive five-field-schedule', { kind: 'unwaive', rule: 'five-field-schedule' }],
  [
    '/backlint waive unprotected-database until=2026-12-31 reason="A demo, gone by January"',
    { kind: 'waive', rule: 'unprotected-database', until: '2026-12-31', reason: 'A demo, gone by January' },
  ],
  [
    '/backlint waive a reason=“as phones write” until=2026-12-31',
    { kind: 'waive', rule: 'a', until: '2026-12-31', reason: 'as phones write' },
  ],
  ['/backlint fix', { kind: 'fix' }],
  [
    '/backlint scaffold scheduled-backup shop/orders as=terraform',
    { kind: 'scaffold', what: 'scheduled-backup', for: 'shop/orders', as: 'terraform' },
  ],
])('%s', (body, command) => {
  expect(parseCommand(body)).toEqual(command);
});

test.each([
  '/backlint frobnicate',
  '/backlint recheck now',
  '/backlint explain',
  '/backlint explain ../../etc/passwd',
  '/backlint waive a until=2026-12-31',
  '/backlint waive a reason="x"',
  '/backlint waive a until=2026-02-30 reason="x"',
  '/backlint waive a until=tomorrow reason="x"',
  '/backlint waive * until=2026-12-31 reason="x"',
  '/backlint waive a until=2026-12-31 reason="open',
  '/backlint waive a until=2026-12-31 reason="x" force=yes',
  '/backlint scaffold world orders',
  '/backlint scaffold standby $(id)',
])('%s is told to be none', (body) => {
  expect(parseCommand(body)).toMatchObject({ kind: 'misspelt' });
});

test.each([
  '',
  'Please say /backlint recheck',
  '> /backlint recheck',
  '```\n/backlint recheck\n```',
  '\n/backlint recheck',
  '    /backlint recheck',
  '/backlinted recheck',
  '/lgtm',
])('%j is not for the bot', (body) => {
  expect(parseCommand(body)).toBeUndefined();
});

test('whatever a comment says, it is read or told to be none', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('', ' waive ', ' scaffold ', ' explain '), (text, name) => {
      const command = parseCommand(`/backlint${name}${text}`);
      if (command && 'rule' in command) expect(command.rule).toMatch(/^[a-z][a-z0-9-]*$/);
    }),
  );
});
