import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { Evidence } from '../../evidence.ts';
import type { Engine } from '../../workload-database.ts';
import type { JobProgram, ProgramWord } from './job-program.ts';

/** What a CronJob does for backups, and what says so. */
export type Purpose =
  | {
      readonly kind: 'base-backup' | 'freshness-check' | 'restore-drill' | 'standby-check';
      readonly evidence: readonly Evidence[];
    }
  | { readonly kind: 'logical-dump'; readonly engine: Engine; readonly evidence: readonly Evidence[] };

const kubectl = /(^|\/)kubectl(-cnpg)?$/;
const dumps: readonly (readonly [Engine, RegExp])[] = [
  ['postgresql', /(^|\/)(pg_dump|pg_dumpall)$/],
  ['mysql', /(^|\/)(mysqldump|mariadb-dump|mydumper|xtrabackup|mariabackup|mariadb-backup)$/],
  ['mongodb', /(^|\/)mongodump$/],
  ['redis', /^(--rdb|BGSAVE|bgsave)$/],
];
const restores = /(^|\/)(pg_restore|barman-cloud-restore)$/;
const followsSource = /pg_is_in_recovery|pg_last_(wal|xact)_replay/;
const lists = /(^|\/)(mc|aws|rclone|s3cmd|s5cmd|gsutil|az|barman-cloud-backup-list|kubectl)$/;
const backupWords = /backup|archive|barman|wal|pg_?backup|cnpg/i;
const verifyName = /verif|check|monitor|fresh|stale|audit/i;
const drillName = /restore-(test|drill|verif)|drill/i;
/** What only takes old dumps away may use the image of what makes them. */
export const tidies = /forget|prune|clean|retention|expire/i;
const dumpImages: readonly (readonly [Engine, RegExp])[] = [
  ['postgresql', /postgres-backup|pgdump|pg-dump|pg_dump/i],
  ['mysql', /(?:mysql|mariadb)-?(?:backup|dump)/i],
  ['mongodb', /mongo(?:db)?-?(?:backup|dump)/i],
];

/** The purpose of a job, from the programs it runs first and its name second; undefined where it has none for backups. */
export function purposeOf({ name, origin }: KubernetesObject, program: JobProgram): Purpose | undefined {
  const called = name.kind === 'written' ? name.value : '';
  const find = (pattern: RegExp) => program.words.find(({ text }) => pattern.test(text));
  const named = { message: `it is called ${called}`, at: origin };

  const restore = restoresData(program) ?? (find(kubectl) ? find(/\brecovery:/) : undefined);
  if (restore) return { kind: 'restore-drill', evidence: [uses(restore)] };
  const request = requestsBackup(program);
  if (request) return { kind: 'base-backup', evidence: [uses(request)] };
  for (const [engine, pattern] of dumps) {
    const dump = find(pattern);
    if (dump) return { kind: 'logical-dump', engine, evidence: [uses(dump)] };
  }
  const replay = find(followsSource);
  if (replay) return { kind: 'standby-check', evidence: [uses(replay)] };
  if (drillName.test(called)) return { kind: 'restore-drill', evidence: [named] };
  for (const [engine, pattern] of dumpImages) {
    if (tidies.test(called)) break;
    if (program.images.some((image) => pattern.test(image))) return { kind: 'logical-dump', engine, evidence: [named] };
  }
  const list = find(lists);
  if (verifyName.test(called) && backupWords.test(called)) {
    return { kind: 'freshness-check', evidence: list ? [named, uses(list)] : [named] };
  }
  return undefined;
}

/** Listing what is in a dump reads it, and restores nothing. */
function restoresData({ words }: JobProgram): ProgramWord | undefined {
  return words.find(({ text }, index) => restores.test(text) && !/^(?:-l|--list)$/.test(words[index + 1]?.text ?? ''));
}

/** `kubectl cnpg backup orders`, or a manifest of kind Backup that is handed to kubectl. */
function requestsBackup({ words }: JobProgram): ProgramWord | undefined {
  return words.find(({ text }, index) => {
    const [next, afterNext] = [words[index + 1]?.text, words[index + 2]?.text];
    if (text === 'kind:') return next === 'Backup' && words.some((word) => word.text.startsWith('postgresql.cnpg.io/'));
    if (!kubectl.test(text)) return false;
    return text.endsWith('kubectl-cnpg') ? next === 'backup' : next === 'cnpg' && afterNext === 'backup';
  });
}

function uses({ text, at }: ProgramWord): Evidence {
  return { message: `it runs ${text.length > 40 ? 'a script' : text}`, at };
}
