import type { Node } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import { mapValue, type Value } from '@backlint/source/value';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** As Helm: the names of its objects append to the name of a release, which leaves this many characters for it. */
const mostCharacters = 53;

/**
 * The name under which Flux installs a `HelmRelease`: the one it writes, or else its own with the target namespace before
 * it, shortened with a hash as Flux does.
 */
export function fluxReleaseName(root: Node, name: Value<string>): Value<string> {
  const written = stringAt(root, 'spec', 'releaseName');
  if (written.kind !== 'absent') return mapValue(written, shortened);
  const target = stringAt(root, 'spec', 'targetNamespace');
  if (target.kind === 'absent') return mapValue(name, shortened);
  if (target.kind === 'unknown') return target;
  return mapValue(name, (own) => shortened(`${target.value}-${own}`));
}

function shortened(name: string): string {
  if (name.length <= mostCharacters) return name;
  return `${name.slice(0, 40)}-${bytesToHex(sha256(utf8ToBytes(name))).slice(0, 12)}`;
}
