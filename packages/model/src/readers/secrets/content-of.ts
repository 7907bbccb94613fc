import { templateIn } from '@backlint/objects/yaml/template';
import type { Node } from '@backlint/source/node';
import type { SecretKey } from '../../credential.ts';

/** What can be said of the value of a secret, and no more than that. `base64` is how `data` of a Secret is written. */
export function contentOf(node: Node, encoding: 'text' | 'base64'): SecretKey['content'] {
  if (node.kind === 'unknown') return 'unknown';
  if (node.kind !== 'scalar') return 'unknown';
  if (node.value === null) return 'empty';
  const written = contentOfText(String(node.value));
  if (encoding === 'text' || written !== 'plain') return written;
  const decoded = decodedBase64(String(node.value));
  return decoded === undefined ? 'plain' : contentOfText(decoded);
}

function contentOfText(value: string): SecretKey['content'] {
  const text = value.trim();
  if (text === '') return 'empty';
  if (protectedText.test(text)) return 'protected';
  if (placeholder.test(text)) return 'placeholder';
  return templateIn(text) || /^\$\(?[A-Z_]+\)?$/.test(text) ? 'unknown' : 'plain';
}

/** Encrypted by SOPS, or a reference that something resolves when it is deployed (vals, Argo CD's and Bank-Vaults' Vault plugins, 1Password). */
const protectedText = /^ENC\[|^<path:|^ref\+[a-z]+:|^vault:|^>>vault:|^op:\/\//;

const placeholder = new RegExp(
  [
    'change[-_ ]?(?:me|this|it|now)\\b.*|change[-_]me.*',
    'replace[-_ ]?(?:me|this|it|with)?(?:[-_ ].*)?',
    '(?:insert|enter|put|add|set|fill)[-_ ](?:your|me|here|the|in|this)\\b.*',
    'your[-_ ].*',
    '(?:todo|tbd|fixme|placeholder|dummy|redacted|foobar|foo|bar)(?:[-_: ].*)?',
    '<[^<>]*>|\\[[^\\[\\]]*\\]|\\{[A-Za-z_ -]+\\}',
    '(?:x{3,}|\\*{3,}|\\.{3,}|-{3,}|\\?+|_+)',
    // What the documentation of AWS uses for keys.
    '[A-Za-z0-9+/]+EXAMPLE(?:KEY)?',
  ]
    .map((one) => `(?:${one})`)
    .join('|')
    .replace(/^(.*)$/, '^(?:$1)$'),
  'i',
);

function decodedBase64(text: string): string | undefined {
  const compact = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact) || compact.length % 4 !== 0) return undefined;
  return Array.from(atob(compact), (character) => character).join('');
}
