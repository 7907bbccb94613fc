import { expect, test } from 'vitest';
import { loneProgram, programIndex } from './lone-program.ts';

test.each([
  ['/scripts/backup.sh', '/scripts/backup.sh'],
  ['bash -c "/scripts/backup.sh"', '/scripts/backup.sh'],
  ['./backup.sh --all', './backup.sh'],
  ['set -e\nexec bash -euo pipefail /scripts/backup.sh orders', '/scripts/backup.sh'],
  ['export PGHOST=db; cd /work && sh ./dump.sh', './dump.sh'],
])('%j runs one file', (text, file) => {
  expect(loneProgram(text)).toBe(file);
});

test.each([
  'pg_dump orders',
  '/scripts/backup.sh | gzip > /x',
  '/scripts/backup.sh\n/scripts/tell.sh',
  '"$SCRIPT"',
  '',
])('%j does not, or not alone', (text) => {
  expect(loneProgram(text)).toBeUndefined();
});

test.each<[string[], number]>([
  [['/scripts/backup.sh', 'orders'], 0],
  [['/bin/bash', '/scripts/backup.sh'], 1],
  [['bash', '-euo', 'pipefail', '/scripts/backup.sh'], 3],
  [['sh', '-c', '/scripts/backup.sh'], 2],
  [['sh'], -1],
])('%j says at %i what runs', (texts, index) => {
  expect(programIndex(texts)).toBe(index);
});
