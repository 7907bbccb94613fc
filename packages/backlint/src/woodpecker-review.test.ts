import { readFileSync } from 'node:fs';
import { citation, startPosition } from '@backlint/source/position';
import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { diskTree } from './disk-tree.ts';

/*
 * A person reviewed the pull request that adds the first ScheduledBackup to a Terraform repository. The story tells that
 * repository again; here is each thing that the review says, at the line that it cites.
 */
const story = new URL('../../../fixtures/terraform-woodpecker-after/repo', import.meta.url).pathname;
const lines = readFileSync(`${story}/terraform/main.tf`, 'utf8').split('\n');
const report = check(diskTree(story), { now: new Date('2026-01-01T00:00:00Z') });

/** `terraform/main.tf:107` for the line that holds a text, in the block of a resource. */
function lineOf(resource: string, text: string): string {
  const block = lines.findIndex((line) => line.startsWith('resource ') && line.includes(`"${resource}"`));
  const line = lines.findIndex((one, index) => index >= block && one.includes(text));
  expect([block, line], `${resource}: ${text}`).not.toContain(-1);
  return `terraform/main.tf:${line + 1}`;
}

const schedule = (text: string) => lineOf('woodpecker_postgres_daily', text);
const cluster = (text: string) => lineOf('woodpecker_postgres', text);
const job = (text: string) => lineOf('cnpg_backup_verify', text);

/** What a rule upholds about a part, and where it says that one can see it. */
function upheld(rule: string, title: string) {
  const found = report.upheld.filter((one) => one.rule === rule && one.about.title === title);
  return found.map(({ message, evidence }) => ({ message, places: evidence.map(({ at }) => citation(at.range)) }));
}

function findings(rule: string) {
  return report.findings
    .filter((one) => one.rule === rule)
    .map(({ at, message, evidence = [] }) => {
      return { at: citation(at.range), message, places: evidence.map((one) => citation(one.at.range)) };
    });
}

const backup = 'ScheduledBackup woodpecker/woodpecker-db-daily';

describe('what the review found correct is upheld', () => {
  test('the schedule targets woodpecker-db, which matches the Cluster', () => {
    const places = [schedule('name = "woodpecker-db"'), cluster('= "woodpecker-db"')];
    expect(upheld('orphaned-schedule', backup)).toEqual([
      { message: expect.stringContaining(`which matches Cluster woodpecker/woodpecker-db at ${places[1]}`), places },
    ]);
  });

  test('six fields, the first for seconds, which are valid', () => {
    const places = [schedule('schedule')];
    expect(upheld('five-field-schedule', backup)).toMatchObject([{ places }]);
    expect(upheld('invalid-schedule', backup)).toMatchObject([{ places }]);
  });

  test('the method matches what the Cluster is set up for', () => {
    const places = [schedule('method'), cluster('barmanObjectStore')];
    expect(upheld('unsupported-backup-method', backup)).toMatchObject([{ places }]);
  });

  test('the Backup objects belong to the Cluster', () => {
    expect(upheld('unowned-backups', backup)).toMatchObject([{ places: [schedule('backupOwnerReference')] }]);
  });

  test('the verify job covers the prefix, in the line of its loop', () => {
    const [found] = upheld('unverified-database', 'Cluster woodpecker/woodpecker-db');
    expect(found?.message).toContain('CronJob minio/cnpg-backup-verify verifies the backups of');
    expect(found?.places).toContain(job('for prefix in pal-e-docs woodpecker'));
  });

  test('base backups now go where the WAL is', () => {
    const places = [cluster('barmanObjectStore'), schedule('method')];
    expect(upheld('wal-without-base-backup', 'Cluster woodpecker/woodpecker-db')).toMatchObject([{ places }]);
  });
});

describe('what the review found wanting is found', () => {
  test('the verify job runs at the minute of the backup', () => {
    expect(findings('premature-verification')).toMatchObject([
      { at: job('schedule '), places: [schedule('schedule')], message: expect.stringContaining('at 03:00 UTC') },
    ]);
  });

  test('the verify job looks at WAL only', () => {
    expect(findings('wal-only-verification')).toMatchObject([{ at: job('"cnpg-backup-verify"') }]);
  });

  test('pal-e-docs archives WAL and has no ScheduledBackup', () => {
    const docs = (text: string) => lineOf('docs_postgres', text);
    expect(findings('unscheduled-cluster')).toMatchObject([
      {
        at: docs('"pal-e-postgres"'),
        places: [docs('barmanObjectStore')],
        message: expect.stringContaining('archives WAL'),
      },
    ]);
  });

  test('before the pull request so did woodpecker-db', () => {
    const before = check(diskTree(story.replace('-after', '-before')), { now: new Date('2026-01-01T00:00:00Z') });
    const unscheduled = before.findings.filter(({ rule }) => rule === 'unscheduled-cluster');
    expect(unscheduled.map(({ about }) => about.title)).toEqual([
      'Cluster pal-e-docs/pal-e-postgres',
      'Cluster woodpecker/woodpecker-db',
    ]);
    expect(unscheduled.map(({ at }) => startPosition(at.range).line)).toEqual([50, 107]);
  });
});
