import { podSpec } from '@backlint/objects/kubernetes/cron-job-pod-spec';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { Node } from '@backlint/source/node';
import { booleanAt, isWritten, itemsAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { known, type Value } from '@backlint/source/value';
import type { DumpTarget } from '../../dump-target.ts';
import { type Locality, localityOf } from '../../locality.ts';
import type { PlaceFact } from '../../place-facts.ts';
import type { DataVolume } from '../../workload-database.ts';
import { readVolume } from '../workloads/workload-databases.ts';
import type { ClaimFacts } from './claim-facts.ts';
import { type DumpFile, filesOf } from './dump-files.ts';
import type { JobProgram } from './job-program.ts';
import type { ScriptScope } from './script-scope.ts';
import { readUpload } from './uploads.ts';

const uploadHint = /S3|BUCKET|RESTIC|RCLONE|ENDPOINT|AZURE|GCS|GOOGLE|B2_|BLOB|REMOTE|FTP|WEBDAV|DROPBOX/i;

/** What is known besides the job itself. */
export interface TargetSurroundings {
  readonly facts: readonly PlaceFact[];
  readonly claims: ClaimFacts;
}

/** Where a dump job leaves its dumps: with what it uploads them to, else on the volume where it writes them. */
export function readDumpTarget(
  object: KubernetesObject,
  program: JobProgram,
  scope: ScriptScope,
  { facts, claims }: TargetSurroundings,
): DumpTarget {
  const { root, origin, namespace } = object;
  const pipelines = program.scripts.flatMap((script) => script.pipelines);
  const upload = readUpload(pipelines, program, scope, facts);
  if (upload) return { kind: 'upload', ...upload };
  const mounts = [...itemsAt(root, ...podSpec, 'initContainers'), ...itemsAt(root, ...podSpec, 'containers')].flatMap(
    (container) => itemsAt(container, 'volumeMounts'),
  );
  const volumes = itemsAt(root, ...podSpec, 'volumes');
  const files = filesOf(program);
  const mount = files.length > 0 ? holding(mounts, files) : onlyLastingMount(mounts, volumes, program);
  if (!mount) return { kind: 'unknown', why: program.unseen ?? 'what it writes to is not written in the job', origin };
  const volume = volumes.find((one) => known(stringAt(one, 'name')) === known(stringAt(mount, 'name')));
  if (!volume) return { kind: 'unknown', why: 'the volume it writes to is not declared here', origin: mount.origin };
  const read = readVolume(volume);
  return {
    kind: 'volume',
    keepsEach: files.some(({ isDated }) => isDated),
    volume: read,
    locality: localityOfVolume(volume, read, namespace, claims, facts),
    origin: mount.origin,
  };
}

/** The mount below which all that it writes lies. */
function holding(mounts: readonly Node[], files: readonly DumpFile[]): Node | undefined {
  const path = (mount: Node) => (known(stringAt(mount, 'mountPath')) ?? '').replace(/\/+$/, '');
  const holds = (mount: Node) =>
    path(mount) !== '' && files.every(({ beginning }) => beginning.startsWith(`${path(mount)}/`));
  return mounts.filter(holds).sort((one, other) => path(other).length - path(one).length)[0];
}

/** Of a job whose script is not seen: its one volume that lasts, unless something speaks of a store elsewhere. */
function onlyLastingMount(
  mounts: readonly Node[],
  volumes: readonly Node[],
  { unseen, variables, words, connectsElsewhere }: JobProgram,
): Node | undefined {
  if (unseen === undefined || connectsElsewhere !== undefined) return undefined;
  if ([...variables.keys(), ...words.map(({ text }) => text)].some((text) => uploadHint.test(text))) return undefined;
  const lasting = mounts.filter((mount) => {
    const volume = volumes.find((one) => known(stringAt(one, 'name')) === known(stringAt(mount, 'name')));
    const kind = volume && readVolume(volume).kind;
    return (kind === 'claim' || kind === 'host') && known(booleanAt(mount, 'readOnly')) !== true;
  });
  return new Set(lasting.map((mount) => known(stringAt(mount, 'name')))).size === 1 ? lasting[0] : undefined;
}

function localityOfVolume(
  volume: Node,
  read: DataVolume,
  namespace: Value<string>,
  claims: ClaimFacts,
  facts: readonly PlaceFact[],
): Locality {
  if (isWritten(volume, 'nfs')) return localityOfServer(stringAt(volume, 'nfs', 'server'), volume.origin, facts);
  switch (read.kind) {
    case 'claim':
      return claims(read.claim, namespace);
    case 'host':
      return { kind: 'in-cluster', why: 'it is a directory of a node' };
    case 'none':
      return { kind: 'in-cluster', why: 'it goes with the pod of the job' };
    case 'unknown':
      return { kind: 'unknown', why: read.why };
  }
}

function localityOfServer(server: Value<string>, origin: Origin, facts: readonly PlaceFact[]): Locality {
  return localityOf(server, { kind: 'absent', origin }, facts);
}
