import type { Node } from '@backlint/source/node';
import type { SecretKey } from '../../credential.ts';
import { contentOf } from './content-of.ts';

/** The keys written in a mapping, and why there may be others. */
export interface KeysIn {
  readonly keys: readonly SecretKey[];
  readonly unknown?: string;
}

/** The keys of a mapping of values. Nothing written is no keys. */
export function keysIn(node: Node | undefined, encoding: 'text' | 'base64'): KeysIn {
  if (!node || (node.kind === 'scalar' && node.value === null)) return { keys: [] };
  const entries = node.kind === 'mapping' || node.kind === 'unknown' ? node.entries : undefined;
  // What SOPS writes into an encrypted file of variables.
  const own = [...(entries ?? [])].filter(([name]) => !name.startsWith('sops_'));
  const keys = own.map(([name, { value }]) => ({ name, content: contentOf(value, encoding), origin: value.origin }));
  if (node.kind === 'unknown') return { keys, unknown: node.why };
  return node.kind === 'mapping' ? { keys } : { keys, unknown: 'its keys are not written as a mapping' };
}
