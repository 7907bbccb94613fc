import { ForgeError } from '../forge-error.ts';

/** A name that becomes a part of an address: an owner, a repository, a login. Anything that could lead elsewhere is refused. */
export function checkedName(name: string): string {
  if (/^(?!\.{1,2}$)[\w.\-[\]]+$/.test(name)) return name;
  throw new ForgeError('not-found', 'no owner, repository or account has such a name');
}

/** The hash of a commit or of a blob. */
export function checkedHash(hash: string): string {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(hash)) return hash;
  throw new ForgeError('not-found', 'no commit has such a hash');
}
