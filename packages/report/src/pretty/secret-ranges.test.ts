import { describe, expect, test } from 'vitest';
import { secretRanges } from './secret-ranges.ts';

function withoutSecrets(line: string, lineBefore?: string): string {
  return secretRanges(line, lineBefore).reduceRight(
    (text, { start, end }) => `${text.slice(0, start)}…${text.slice(end)}`,
    line,
  );
}

describe('the values of secrets are found', () => {
  test.each([
    ['  password: hunter2', '  password: …'],
    ['  password: &pw hunter2', '  password: …'],
    ['  "dbPassword": "hun\\"ter2", "next": 1', '  "dbPassword": …, "next": 1'],
    ["secretAccessKey: 'hunter2' # really", 'secretAccessKey: … # really'],
    ['  AWS_SECRET_ACCESS_KEY = "hunter2"', '  AWS_SECRET_ACCESS_KEY = …'],
    ['  accessToken: hunter2', '  accessToken: …'],
    ['{ name: PGPASSWORD, value: hunter2 }', '{ name: PGPASSWORD, value: …}'],
    ['PGPASSWORD=hunter2 pg_dump', 'PGPASSWORD=…'],
    ['mc --access-token hunter2 ls', 'mc --access-token … ls'],
    ['mc alias set store https://s3 AKIA hunter2 --api s3v4', 'mc alias set store https://s3 … --api s3v4'],
    ['sshpass -p hunter2 ssh host', 'sshpass -p … ssh host'],
    ['mysqldump -h db -phunter2 shop', 'mysqldump -h db -p… shop'],
    ['openssl enc -pass pass:hunter2', 'openssl enc -pass pass:…'],
    ['curl -fsS -u app:hunter2 https://api', 'curl -fsS -u app:… https://api'],
    ['  hidden = sensitive("hunter2")', '  hidden = sensitive(…)'],
    ['set_sensitive = [{ name = "a.b", value = "hunter2" }]', 'set_sensitive = [{ name = "a.b", value = … }]'],
    ['uri: postgres://app:hunter2@db:5432/app', 'uri: postgres://app:…@db:5432/app'],
  ])('%s', (line, expected) => {
    expect(withoutSecrets(line)).toBe(expected);
  });

  test('in the line below the name of a variable', () => {
    expect(withoutSecrets('    value: hunter2', '  - name: PGPASSWORD')).toBe('    value: …');
    expect(withoutSecrets('    value: shop', '  - name: PGUSER')).toBe('    value: shop');
  });
});

test.each([
  'secretName: backup-credentials',
  'accessKeyId: { name: backup-credentials, key: ACCESS_KEY_ID }',
  'secretAccessKey:',
  'passwordSecret: { name: app }',
  'password: {{ .Values.password }}',
  'password: $(DB_PASSWORD)',
  'mc alias set store https://s3 "$KEY" "$SECRET"',
  'mysqldump -h db -p"$PASSWORD" shop',
  'databases: orders',
  'destinationPath: s3://backups/orders/',
])('a reference is left alone: %s', (line) => {
  expect(withoutSecrets(line)).toBe(line);
});

test('a long line takes no time', () => {
  const start = performance.now();
  secretRanges('token'.repeat(20_000));
  secretRanges(`${'a-'.repeat(50_000)}`);
  secretRanges(`token: ${'"\\'.repeat(50_000)}`);
  expect(performance.now() - start).toBeLessThan(1_000);
});
