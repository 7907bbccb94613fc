import { serverOf, withoutSlashes } from '@backlint/model/archive-identity';
import type { WalArchive } from '@backlint/model/protection';
import type { RestorePath } from '@backlint/model/restore-path';
import { known } from '@backlint/source/value';

/** In what an archive that is read differs from one that is written; undefined where that is not known. */
export interface Differences {
  readonly endpoint: boolean;
  readonly bucket: boolean;
  readonly folder: boolean;
  readonly serverName: boolean;
}

type Archive = Pick<WalArchive | RestorePath, 'destination' | 'serverName'>;

/** Compares where two archives are, piece by piece. */
export function differencesBetween(left: Archive, right: Archive): Differences | undefined {
  const [a, b] = [placeOf(left), placeOf(right)];
  if (!a || !b) return undefined;
  return {
    endpoint: a.endpoint !== b.endpoint,
    bucket: a.bucket !== b.bucket,
    folder: a.folder !== b.folder,
    serverName: a.serverName !== b.serverName,
  };
}

function placeOf({ destination, serverName }: Archive) {
  if (destination.kind !== 'resolved') return undefined;
  const { endpoint, path } = destination.to;
  const [folders, server] = [known(path), known(serverName)];
  if (endpoint.kind === 'unknown' || folders === undefined || server === undefined) return undefined;
  const [bucket = ''] = /^[a-z0-9]+:\/\/[^/]*/i.exec(folders) ?? [];
  const folder = withoutSlashes(folders.slice(bucket.length)).replace(/^\/+/, '');
  return { endpoint: serverOf(known(endpoint) ?? ''), bucket, folder, serverName: server };
}
