import { known } from '@backlint/source/value';
import type { Database } from '../database.ts';
import { readPostgresTime } from '../postgres-time.ts';
import type { Copy } from './copy.ts';

/** CloudNativePG (v1.30) sets `archive_timeout` to 5 minutes where nothing is written. */
const defaultSeconds = 300;

/** What is not in the archive yet: as much as PostgreSQL writes until it ships a piece of WAL that is not full. */
export function archiveTimeoutLoss({ archiveTimeout }: Database): Pick<Copy, 'loss' | 'lossWhy'> {
  const written = known(archiveTimeout);
  if (archiveTimeout.kind === 'unknown') {
    return { loss: { kind: 'unknown' }, lossWhy: `how soon WAL is shipped is not known: ${archiveTimeout.why}` };
  }
  const seconds = written === undefined ? defaultSeconds : readPostgresTime(written);
  if (seconds === undefined) {
    return { loss: { kind: 'unknown' }, lossWhy: `how soon WAL is shipped is not known: "${written}" is no time` };
  }
  if (seconds === 0) {
    return {
      loss: { kind: 'unknown' },
      lossWhy: 'WAL is shipped only when 16 MB of it are full, however long that takes',
    };
  }
  const every = seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
  const lossWhy = `WAL is shipped at the latest after ${every}`;
  return { loss: { kind: 'at-most', seconds: Math.ceil(seconds) }, lossWhy };
}
