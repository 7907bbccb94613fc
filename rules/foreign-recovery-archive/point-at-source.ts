import { addBeside, type OptionalFix, replaceValue } from '@backlint/lint/value-fixes';
import type { WalArchive } from '@backlint/model/protection';
import type { RestorePath } from '@backlint/model/restore-path';
import { known } from '@backlint/source/value';
import type { Differences } from './differences.ts';

/** The change that makes a restore path read what an archive holds, where one line does it. */
export function pointAtSource(path: RestorePath, archive: WalArchive, differences: Differences): OptionalFix {
  if (path.destination.kind !== 'resolved' || archive.destination.kind !== 'resolved') return {};
  const [read, written] = [path.destination.to, archive.destination.to];
  const { endpoint, bucket, folder, serverName } = differences;
  if (serverName && !endpoint && !bucket && !folder) return writeServerName(path, known(archive.serverName) ?? '');
  // Others may write through an ObjectStore that is read here.
  if (serverName || read.declaredIn !== 'external-cluster') return {};
  const [right, rightEndpoint] = [known(written.path), known(written.endpoint)];
  if (!endpoint && right !== undefined) {
    return replaceValue(read.path, right, { title: `Read ${right}`, safety: 'unsafe' });
  }
  if (bucket || folder || rightEndpoint === undefined) return {};
  const words = { title: `Read from ${rightEndpoint}`, safety: 'unsafe' } as const;
  return addBeside(read.path, read.endpoint.origin, { endpointURL: rightEndpoint }, words);
}

function writeServerName({ serverName, objectStore, destination }: RestorePath, right: string): OptionalFix {
  const words = { title: `Read the server name ${right}`, safety: 'unsafe' } as const;
  if (serverName.kind === 'written') return replaceValue(serverName, right, words);
  const beside = objectStore ?? (destination.kind === 'resolved' ? destination.to.path : undefined);
  return beside ? addBeside(beside, serverName.origin, { serverName: right }, words) : {};
}
