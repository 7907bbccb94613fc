import type { Link, Value } from '@backlint/source/value';
import type { Destination } from './destination.ts';

/**
 * What keeps one archive apart from another: endpoint, path and server name, and nothing else; in particular not the
 * namespace. Two writers of one identity destroy each other's backups. Readable: `s3://backups/orders at minio:9000`.
 * Undefined where a part of it is not known.
 */
export function archiveIdentity(destination: Link<Destination>, serverName: Value<string>): string | undefined {
  if (destination.kind !== 'resolved') return undefined;
  const { endpoint, path } = destination.to;
  if (endpoint.kind === 'unknown' || path.kind === 'unknown' || path.kind === 'absent') return undefined;
  if (serverName.kind === 'unknown' || serverName.kind === 'absent') return undefined;
  const folder = `${withoutSlashes(path.value)}/${serverName.value}`;
  if (endpoint.kind === 'absent') return folder;
  return `${folder} at ${serverOf(endpoint.value)}`;
}

/** The server of an endpoint, however its address is written: without the protocol and a slash at the end, in small letters. */
export function serverOf(endpoint: string): string {
  return withoutSlashes(endpoint.replace(/^https?:\/\//i, '')).toLowerCase();
}

/** A path without the slashes at its end. No regular expression: those take long for many slashes elsewhere. */
export function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}
