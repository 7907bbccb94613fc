import type { Finding } from '@backlint/lint/finding';
import type { Origin } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';
import type { SourceFile } from '@backlint/source/source-file';
import type { Report } from './report.ts';

/** Files for the tests of this package. */
export const cluster: SourceFile = {
  path: 'apps/orders/cluster.yaml',
  text: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  namespace: shop
  name: orders
spec:
  storage: { size: 10Gi }
  backup:
    barmanObjectStore:
      destinationPath: s3://backups/orders/
      endpointURL: http://minio.minio.svc:9000
`,
};

export const schedule: SourceFile = {
  path: 'apps/orders/scheduled-backup.yaml',
  text: `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata:
  namespace: shop
  name: orders-nightly
spec:
  schedule: "0 3 * * *"
  cluster:
    name: order
`,
};

/** The range of the first occurrence of some words in a file. */
export function rangeOf(file: SourceFile, words: string): Range {
  const start = file.text.indexOf(words);
  if (start === -1) throw new Error(`"${words}" is not in ${file.path}`);
  return { file, start, end: start + words.length };
}

/** An origin at the first occurrence of some words in a file. */
function originOf(file: SourceFile, words: string, via?: Origin): Origin {
  return { range: rangeOf(file, words), ...(via ? { via } : {}) };
}

const orders = {
  address: 'postgresql.cnpg.io/Cluster/shop/orders',
  title: 'Cluster shop/orders',
  origin: originOf(cluster, 'orders'),
};

const nightly = {
  address: 'postgresql.cnpg.io/ScheduledBackup/shop/orders-nightly',
  title: 'ScheduledBackup shop/orders-nightly',
  origin: originOf(schedule, 'orders-nightly'),
};

export const unscheduled: Finding = {
  outcome: 'problem',
  rule: 'unscheduled-cluster',
  severity: 'error',
  about: orders,
  at: orders.origin,
  message: 'No ScheduledBackup backs up Cluster shop/orders',
  remedy: 'Add a ScheduledBackup whose spec.cluster.name names this cluster',
  evidence: [
    { message: 'WAL is archived here', at: originOf(cluster, 'barmanObjectStore') },
    { message: 'names a cluster that is not here', at: originOf(schedule, 'order\n') },
  ],
  fingerprint: `unscheduled-cluster ${orders.address}`,
};

const fiveFields: Finding = {
  outcome: 'problem',
  rule: 'five-field-schedule',
  severity: 'warning',
  about: nightly,
  at: originOf(schedule, '"0 3 * * *"', originOf(cluster, 'backup')),
  message: 'The schedule runs every hour at minute 3, not at 03:00',
  discriminator: 'spec.schedule',
  fix: {
    title: 'Write the schedule with six fields',
    safety: 'safe',
    edits: [{ range: rangeOf(schedule, '"0 3 * * *"'), text: '"0 0 3 * * *"' }],
  },
  fingerprint: `five-field-schedule ${nightly.address} spec.schedule`,
};

/** A report with nothing in it: nothing was seen. */
export const emptyReport: Report = {
  findings: [],
  upheld: [],
  undecided: [],
  ignored: [],
  unknown: [],
  diagnostics: [],
  failures: [],
  databases: [],
  fragments: 0,
  seen: { files: 3, objects: 0, databases: 0 },
};

/** A report in which all is well. */
export const cleanReport: Report = {
  ...emptyReport,
  upheld: [
    {
      outcome: 'upheld',
      rule: 'plaintext-endpoint',
      about: orders,
      at: orders.origin,
      message: 'Backups of Cluster shop/orders travel encrypted',
      evidence: [{ message: 'the endpoint', at: originOf(cluster, 'endpointURL') }],
    },
  ],
  seen: { files: 3, objects: 2, databases: 1 },
};

/** A report with one of everything. */
export const fullReport: Report = {
  ...cleanReport,
  findings: [unscheduled, fiveFields],
  undecided: [
    {
      outcome: 'undecided',
      rule: 'in-cluster-destination',
      about: orders,
      at: originOf(cluster, 'destinationPath'),
      why: 'the endpoint comes from a variable',
    },
  ],
  unknown: [],
  ignored: [
    {
      finding: { ...unscheduled, rule: 'plaintext-endpoint', severity: 'note', evidence: [] },
      reason: 'traffic stays on one node',
      at: originOf(cluster, 'endpointURL'),
    },
  ],
  diagnostics: [
    { code: 'yaml-syntax', message: 'This document is not YAML, so it was not read.', at: rangeOf(schedule, 'spec:') },
    {
      code: 'yaml-template',
      message: 'This is a template.',
      at: { file: { path: 'chart/x.yaml', text: '' }, start: 0, end: 0 },
    },
  ],
  failures: [{ rule: 'unlucky-rule', error: new Error('out of luck') }],
  databases: [
    {
      address: orders.address,
      engine: 'postgresql',
      namespace: 'shop',
      name: 'orders',
      role: 'primary',
      tier: null,
      protections: [
        {
          method: 'walArchive',
          schedule: null,
          suspended: false,
          destination: 's3://backups/orders/',
          locality: 'in-cluster',
          retention: null,
        },
      ],
    },
  ],
  fragments: 2,
};
