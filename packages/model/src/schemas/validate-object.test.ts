import { readYaml } from '@backlint/objects/yaml/read-yaml';
import type { MappingNode, Node } from '@backlint/source/node';
import { startPosition } from '@backlint/source/position';
import { describe, expect, test } from 'vitest';
import { renderPath } from './field-path.ts';
import { type SchemaKind, versionFit } from './kinds.ts';
import { schemaComplaints } from './validate-object.ts';

describe('an unknown field', () => {
  test.each([
    [
      'Cluster',
      'backup: {barmanObjectStore: {destinationPath: s3://b, wal: {additionalCommandArgs: []}}}',
      'archiveAdditionalCommandArgs',
    ],
    ['Cluster', 'backup: {barmanObjectStore: {destinationPath: s3://b, wal: {archivingMode: continuous}}}', undefined],
    ['Cluster', 'backup: {barmanObjectStore: {destinationPath: s3://b, wal: {compresion: gzip}}}', 'compression'],
    ['Cluster', 'backup: {barmanObjectStore: {destinationPath: s3://b, endpointUrl: https://s3}}', 'endpointURL'],
    ['Cluster', 'backup: {s3Credentials: {inheritFromIAMRole: true}}', 'spec.backup.barmanObjectStore.s3Credentials'],
    ['Cluster', 'backup: {volumeSnapshot: {groupSnapshot: true}}', undefined],
    ['Cluster', 'backup: {schedule: 0 0 3 * * *}', undefined],
    ['Cluster', 'pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}', 'spec.plugins'],
    [
      'Cluster',
      'plugins: [{name: barman-cloud.cloudnative-pg.io, barmanObjectName: store}]',
      'parameters.barmanObjectName',
    ],
    ['Cluster', 'recovery: {source: origin}', 'spec.bootstrap.recovery'],
    [
      'Cluster',
      'externalClusters: [{name: a}, {name: b, s3Credentials: {}}]',
      'spec.externalClusters[1].barmanObjectStore.s3Credentials',
    ],
    ['Cluster', 'nothingLikeIt: 1', undefined],
    ['ObjectStore', 'configuration: {destinationPath: s3://b, retentionPolicy: 30d}', 'spec.retentionPolicy'],
    [
      'ObjectStore',
      'configuration: {destinationPath: s3://b, wal: {additionalCommandArgs: []}}',
      'archiveAdditionalCommandArgs',
    ],
    [
      'ObjectStore',
      'configuration: {destinationPath: s3://b, accessKeyId: {name: a, key: b}}',
      'spec.configuration.s3Credentials.accessKeyId',
    ],
    ['ScheduledBackup', 'cluster: {name: a}\n  schedule: "@daily"\n  timeZone: Europe/Rome', undefined],
    ['ScheduledBackup', 'cluster: {name: a}\n  schedule: "@daily"\n  concurrencyPolicy: Forbid', undefined],
    [
      'ScheduledBackup',
      'cluster: {name: a}\n  schedule: "@daily"\n  successfulJobsHistoryLimit: 3',
      'backupOwnerReference',
    ],
    [
      'ScheduledBackup',
      'cluster: {name: a}\n  schedule: "@daily"\n  failedJobsHistoryLimit: 3',
      'backupOwnerReference',
    ],
    ['ScheduledBackup', 'cluster: {name: a}\n  schedule: "@daily"\n  startingDeadlineSeconds: 60', undefined],
    ['ScheduledBackup', 'cluster: {name: a}\n  schedule: "@daily"\n  retentionPolicy: 30d', undefined],
    ['Backup', 'cluster: {name: a}\n  retentionPolicy: 30d', undefined],
  ] as const)('in a %s: %s', (kind, spec, suggestion) => {
    const complaints = complaintsOf(kind, spec);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatchObject({ kind: 'unknown-field' });
    expect(complaints[0]?.suggestion).toBe(suggestion);
  });

  test('is complained about at its key, whatever is under it', () => {
    const [complaint] = complaintsOf('Cluster', 'backup:\n    retentionPolicy: 30d\n    s3Credentials:\n      a: b');
    expect(textAt(complaint)).toBe('s3Credentials');
    expect(complaint && startPosition(complaint.origin.range)).toEqual({ line: 8, column: 5 });
    expect(complaint?.message).toBe(
      '`spec.backup.s3Credentials` is not a field of a Cluster in CloudNativePG up to 1.30.0, so the API server drops it',
    );
  });

  test('is less certain in a version whose schema is not known', () => {
    const messages = ['1.28.1', '1.31.0', 'latest'].map(
      (version) => complaintsOf('Cluster', 'nothingLikeIt: 1', version)[0]?.message,
    );
    expect(messages).toEqual([
      '`spec.nothingLikeIt` is not a field of a Cluster in CloudNativePG 1.28.1, so the API server drops it',
      '`spec.nothingLikeIt` is not a field of a Cluster in CloudNativePG up to 1.30.0, and the API server drops it if 1.31.0 has no such field either',
      '`spec.nothingLikeIt` is not a field of a Cluster in CloudNativePG up to 1.30.0, so the API server drops it',
    ]);
    expect(
      ['1.24.0', '1.28.1', '1.31.0', 'latest', undefined].map((version) => versionFit('Cluster', version)),
    ).toEqual(['older', 'known', 'newer', 'unstated', 'unstated']);
  });

  test('is explained where people are known to make that mistake', () => {
    const [complaint] = complaintsOf(
      'ScheduledBackup',
      'cluster: {name: a}\n  schedule: "@daily"\n  timeZone: Europe/Rome',
    );
    expect(complaint?.message).toContain('the time zone of the operator, which is UTC unless');
  });
});

describe('a value of the wrong type', () => {
  test.each([
    [
      'backup: {barmanObjectStore: {destinationPath: s3://b, wal: {maxParallel: "4"}}}',
      '"4"',
      '4',
      'a whole number, and this is text',
    ],
    ['backup: {volumeSnapshot: {online: "False"}}', '"False"', 'false', '`true` or `false`, and this is text'],
    ['postgresql: {parameters: {max_connections: 200}}', '200', '"200"', 'text, and this is a number without quotes'],
    ['postgresql: {pg_hba: local all}', 'local all', undefined, 'a list, and this is text'],
    [
      'plugins: {name: barman-cloud.cloudnative-pg.io}',
      '{name: barman-cloud.cloudnative-pg.io}',
      undefined,
      'a list, and this is a mapping',
    ],
    ['backup: {retentionPolicy: 30}', '30', '"30"', 'text, and this is a number without quotes'],
    ['plugins: [null]', 'null', undefined, 'a mapping, and this is empty'],
    ['storage: {size: 1.5}', '1.5', '"1.5"', 'text, and this is a number without quotes'],
  ])('%s', (spec, at, suggestion, message) => {
    const complaints = complaintsOf('Cluster', spec);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]?.suggestion).toBe(suggestion);
    expect(textAt(complaints[0])).toBe(at);
    expect(complaints[0]?.message).toContain(`must be ${message}`);
  });
});

describe('a value that is not allowed', () => {
  test.each([
    ['backup: {retentionPolicy: 30D}', '30D', '30d'],
    ['backup: {retentionPolicy: 1y}', '1y', '12m'],
    ['backup: {retentionPolicy: 30 days}', '30 days', '30d'],
    ['backup: {retentionPolicy: "30"}', '"30"', undefined],
    ['backup: {retentionPolicy: ""}', '""', undefined],
    ['backup: {target: prefer-standbys}', 'prefer-standbys', 'prefer-standby'],
    ['backup: {barmanObjectStore: {destinationPath: s3://b, data: {compression: zstd}}}', 'zstd', undefined],
    ['backup: {barmanObjectStore: {destinationPath: s3://b, wal: {compression: ""}}}', '""', undefined],
    ['backup: {barmanObjectStore: {destinationPath: s3://b, wal: {encryption: aes256}}}', 'aes256', 'AES256'],
    ['backup: {barmanObjectStore: {destinationPath: s3://b, data: {jobs: 0}}}', '0', undefined],
    ['backup: {barmanObjectStore: {destinationPath: ""}}', '""', undefined],
    ['ephemeralVolumesSizeLimit: {shm: ten}', 'ten', undefined],
  ])('%s', (spec, at, suggestion) => {
    const complaints = complaintsOf('Cluster', spec);
    expect(complaints.map(({ kind }) => kind)).toEqual(['invalid-value']);
    expect(complaints[0]?.suggestion).toBe(suggestion);
    expect(textAt(complaints[0])).toBe(at);
  });

  test('is not repeated where it is long: it may be a secret', () => {
    const secret = 'x'.repeat(41);
    expect(complaintsOf('Cluster', `backup: {target: ${secret}}`)[0]?.message).not.toContain(secret);
  });
});

test('a missing field is complained about where one would write it', () => {
  const [complaint] = complaintsOf('Cluster', 'backup:\n    barmanObjectStore:\n      wal: {compression: gzip}');
  expect(complaint).toMatchObject({ kind: 'missing-field' });
  expect(renderPath(complaint?.path ?? [])).toBe('spec.backup.barmanObjectStore.destinationPath');
  expect(textAt(complaint)).toBe('barmanObjectStore');
});

describe('what the API server settles by itself', () => {
  test('nulls are pruned, so they break no rule but that something must be there', () => {
    expect(
      complaintsOf('Cluster', 'backup: {barmanObjectStore: {destinationPath: s3://b, wal: {compression: }}}'),
    ).toEqual([]);
    expect(complaintsOf('Cluster', 'postgresql: {parameters: {jit: ~}}')).toEqual([]);
    expect(complaintsOf('ObjectStore', 'configuration: {destinationPath: }').map(({ kind }) => kind)).toEqual([
      'missing-field',
    ]);
  });

  test('a required field with a default may be left out', () => {
    expect(complaintsOf('Cluster', 'storage: {size: 1Gi}')).toEqual([]);
  });

  test('a quantity is text or a whole number', () => {
    expect(complaintsOf('Cluster', 'ephemeralVolumesSizeLimit: {shm: 1Gi, temporaryData: 1073741824}')).toEqual([]);
  });

  test('settings of the pod are not looked into', () => {
    expect(
      complaintsOf('Cluster', 'affinity: {fancy: true}\n  env: [{nonsense: 1}]\n  resources: {limits: {cpu: 1}}'),
    ).toEqual([]);
  });
});

describe('what the files do not decide', () => {
  test.each([
    `instances: \${COUNT}`,
    'instances: "{{ .Values.instances }}"',
    'backup: {target: $TARGET, retentionPolicy: "<path:secret/backup#retention>"}',
    'backup: {retentionPolicy: "###RETENTION###"}',
    `backup: "\${BACKUP}"`,
    `backup: {barmanObjectStore: {destinationPath: "\${PATH}", wal: {maxParallel: "\${N}"}}}`,
    `backup: {"\${FIELD}": {}}`,
    `backup: {barmanObjectStore: {"\${FIELD}": s3://b}}`,
  ])('is no reason for a complaint: %s', (spec) => {
    expect(complaintsOf('Cluster', spec)).toEqual([]);
  });

  test('unknown nodes may stand for anything, anywhere', () => {
    const object = objectOf('Cluster', 'backup: {barmanObjectStore: {destinationPath: a, wal: {maxParallel: 1}}}');
    for (const path of pathsIn(object)) {
      expect(schemaComplaints(withUnknown(object, path), 'Cluster'), renderPath(path)).toEqual([]);
    }
  });
});

describe('versions', () => {
  const store = 'configuration: {destinationPath: s3://b, data: {compression: lz4}}';

  test('the newest known version counts when none is stated', () => {
    expect(complaintsOf('ObjectStore', store)).toEqual([]);
  });

  test('a value that is too new is refused', () => {
    const [complaint, ...others] = complaintsOf('ObjectStore', store, '0.12.0');
    expect(others).toEqual([]);
    expect(complaint).toMatchObject({ kind: 'not-in-version', since: '0.13.0' });
    expect(textAt(complaint)).toBe('lz4');
    expect(complaint?.message).toBe(
      'plugin-barman-cloud 0.12.0 refuses `lz4` in `spec.configuration.data.compression`; it is new in 0.13.0',
    );
  });

  test('a field that is too new is dropped', () => {
    const [complaint, ...others] = complaintsOf('Cluster', 'primaryLease: {retryPeriodSeconds: 2}', '1.28.1');
    expect(others).toEqual([]);
    expect(complaint).toMatchObject({ kind: 'not-in-version', since: '1.30' });
    expect(textAt(complaint)).toBe('primaryLease');
    expect(complaint?.message).toBe('CloudNativePG 1.28.1 drops `spec.primaryLease`, which is new in 1.30');
  });

  test.each([
    ['1.28.3', '1.28.4'],
    ['1.28.4', undefined],
    ['1.29.1', '1.29.2'],
    ['1.30.0', undefined],
    ['1.31.0', undefined],
    ['latest', undefined],
  ])('patch releases count: lz4 in CloudNativePG %s', (version, since) => {
    const spec =
      'externalClusters: [{name: a, barmanObjectStore: {destinationPath: s3://b, data: {compression: lz4}}}]';
    const complaints = complaintsOf('Cluster', spec, version);
    expect(complaints.map((complaint) => complaint.since)).toEqual(since === undefined ? [] : [since]);
  });

  test('a version between the last without and the first with a field gets the benefit of the doubt', () => {
    const spec = `${store.replace('lz4', 'gzip')}\n  instanceSidecarConfiguration: {logLevel: debug}`;
    expect(complaintsOf('ObjectStore', spec, '0.5.0')).toHaveLength(1);
    expect(complaintsOf('ObjectStore', spec, '0.6.0')).toEqual([]);
  });

  test('a constraint that is too new is not held against an older version', () => {
    const spec = `postgresql: {extensions: [{name: ${'x'.repeat(60)}}]}`;
    expect(complaintsOf('Cluster', spec, '1.28.4')).toEqual([]);
    expect(complaintsOf('Cluster', spec, '1.29.2').map(({ kind }) => kind)).toEqual(['invalid-value']);
  });
});

test('an ObjectStore must not set what belongs elsewhere', () => {
  const complaints = complaintsOf(
    'ObjectStore',
    'configuration: {destinationPath: s3://b, serverName: a}\n  instanceSidecarConfiguration: {additionalContainerArgs: [--a, --log-level=debug]}',
  );
  expect(complaints.map(({ kind, path }) => [kind, renderPath(path)])).toEqual([
    ['invalid-value', 'spec.configuration.serverName'],
    ['invalid-value', 'spec.instanceSidecarConfiguration.additionalContainerArgs[1]'],
  ]);
  expect(complaints.map(textAt)).toEqual(['serverName', '--log-level=debug']);
});

describe('aliases', () => {
  test('lead to one complaint for each place in the text', () => {
    const spec = 'externalClusters: [&a {name: b, x: y}, *a, {name: c, plugin: {name: d, parameters: &p {e: 1}}}]';
    expect(complaintsOf('Cluster', `${spec}\n  plugins: [{name: d, parameters: *p}]`).map(textAt)).toEqual(['x', '1']);
  });

  test('cost a bounded time, however much they would grow to', () => {
    const numbers = Array.from({ length: 5_000 }, (_, index) => `p${index}: ${index}`).join(', ');
    const item = `{name: a, connectionParameters: &p {${numbers}}, plugin: {name: b, parameters: *p}}`;
    const start = performance.now();
    const complaints = complaintsOf('Cluster', `externalClusters: [&c ${item}${', *c'.repeat(150)}]`);
    expect(complaints).toHaveLength(200);
    expect(performance.now() - start).toBeLessThan(1_500);
  });
});

function complaintsOf(kind: SchemaKind, spec: string, version?: string) {
  return schemaComplaints(objectOf(kind, spec), kind, version);
}

function objectOf(kind: SchemaKind, spec: string): MappingNode {
  const text = `apiVersion: example/v1\nkind: ${kind}\nmetadata:\n  name: a\nspec:\n  ${spec}\n`;
  const { result, diagnostics } = readYaml({ path: 'object.yaml', text });
  expect(diagnostics).toEqual([]);
  const root = result[0]?.root;
  if (root?.kind !== 'mapping') throw new Error('not an object');
  return root;
}

function textAt(complaint: ReturnType<typeof schemaComplaints>[number] | undefined): string | undefined {
  const range = complaint?.origin.range;
  return range?.file.text.slice(range.start, range.end);
}

function pathsIn(node: Node): readonly (readonly string[])[] {
  if (node.kind !== 'mapping') return [[]];
  return [[], ...[...node.entries].flatMap(([name, { value }]) => pathsIn(value).map((path) => [name, ...path]))];
}

function withUnknown(object: MappingNode, [name, ...rest]: readonly string[]): MappingNode {
  const entry = name === undefined ? undefined : object.entries.get(name);
  if (name === undefined || !entry) return object;
  const { value } = entry;
  const changed: Node =
    rest.length > 0 && value.kind === 'mapping'
      ? withUnknown(value, rest)
      : { kind: 'unknown', why: 'it is a template', origin: value.origin };
  return { ...object, entries: new Map(object.entries).set(name, { ...entry, value: changed }) };
}
