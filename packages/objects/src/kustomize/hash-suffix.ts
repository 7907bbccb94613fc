import type { MappingNode, Node } from '@backlint/source/node';
import { compareText } from '@backlint/source/source-tree';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { identityOf } from './resource.ts';

/**
 * The hash that kustomize puts behind the name of a generated ConfigMap or Secret (api/hasher): the first ten digits of
 * the SHA-256 of its JSON, written without vowels and confusable digits.
 */
export function hashSuffix(root: MappingNode): string {
  const { kind } = identityOf(root);
  // Kustomize hashes before it knows the name.
  const name = '';
  const field = (key: string) => plain(root.entries.get(key)?.value);
  const data = field('data') ?? {};
  const encoded =
    kind === 'Secret'
      ? {
          data,
          kind,
          name,
          ...(field('stringData') ? { stringData: field('stringData') } : {}),
          type: field('type') ?? 'Opaque',
        }
      : { ...(field('binaryData') ? { binaryData: field('binaryData') } : {}), data, kind, name };
  const digits = bytesToHex(sha256(utf8ToBytes(goJson(encoded)))).slice(0, 10);
  return digits.replace(/[013ae]/g, (digit) => ({ '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' })[digit] ?? digit);
}

function plain(node: Node | undefined): unknown {
  if (node?.kind === 'scalar') return node.value;
  if (node?.kind === 'mapping')
    return Object.fromEntries(Array.from(node.entries, ([key, { value }]) => [key, plain(value)]));
  return undefined;
}

/** JSON as Go writes it: keys in order, and `<`, `>`, `&` escaped. */
function goJson(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([left], [right]) => compareText(left, right));
    return `{${entries.map(([key, inner]) => `${goJson(key)}:${goJson(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
