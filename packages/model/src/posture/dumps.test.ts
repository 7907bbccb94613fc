import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { readBackupModel } from '../read-backup-model.ts';
import { posturesOf } from './posture.ts';

const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec: { storage: { size: 1Gi }, instances: 1 }
---
`;

/** A nightly dump into a volume, by a script and a volume source. */
const dump = (script: string, volume: string, namespace = 'shop') => `${cluster}apiVersion: batch/v1
kind: CronJob
metadata: { name: dump, namespace: ${namespace} }
spec:
  schedule: "0 1 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: d
              image: postgres:16
              command: [bash, -c, ${JSON.stringify(script)}]
              volumeMounts: [{ name: dumps, mountPath: /dumps }]
          volumes: [{ name: dumps, ${volume} }]
`;
const eachNight = 'pg_dump -h orders-rw.shop app > /dumps/$(date +%F).sql';
const lastNight = 'pg_dump -h orders-rw.shop app > /dumps/last.sql';
const claim = 'persistentVolumeClaim: { claimName: dumps }';
const nas = 'nfs: { server: nas.lan, path: /dumps }';

function outcomes(text: string): Readonly<Record<string, string>> {
  const model = readBackupModel(readObjects(memoryTree({ 'a.yaml': text })).result.objects);
  const [posture] = posturesOf(model, { now: new Date('2026-01-01T00:00:00Z') });
  return Object.fromEntries((posture?.survivals ?? []).map(({ disaster, outcome }) => [disaster, outcome]));
}

test.each([
  [
    'in a claim of its namespace',
    dump(eachNight, claim),
    { volume: 'survives', namespace: 'unknown', 'bad-migration': 'survives' },
  ],
  ['in a claim of another namespace', dump(eachNight, claim, 'backup'), { volume: 'survives' }],
  [
    'on a server of the site',
    dump(eachNight, nas),
    { node: 'survives', 'kubernetes-cluster': 'survives', site: 'lost' },
  ],
  ['that replaces the one before', dump(lastNight, claim), { volume: 'survives', 'bad-migration': 'unknown' }],
  ['that goes with the pod of its job', dump(eachNight, 'emptyDir: {}'), { volume: 'lost', site: 'lost' }],
])('a dump %s', (_, text, expected) => {
  expect(outcomes(text)).toMatchObject(expected);
});
