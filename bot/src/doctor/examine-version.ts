import { missing, note, right, type Statement } from './statement.ts';

/** Whether a Forgejo or Gitea is one that the bot knows, by what `GET /version` says. */
export function examineVersion(version: string): Statement {
  const [major, minor] = (/^v?(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number);
  const isForgejo = /\+gitea-|forgejo/i.test(version);
  if (major === undefined || minor === undefined) return note(`The server calls its version ${version}`);
  const isSupported = isForgejo ? major >= 11 : major > 1 || minor >= 22;
  const name = `${isForgejo ? 'Forgejo' : 'Gitea'} ${version}`;
  return isSupported
    ? right(`The server is ${name}`)
    : missing(`The server is ${name}`, 'Update it: Forgejo from 11 and Gitea from 1.22 are supported.');
}
