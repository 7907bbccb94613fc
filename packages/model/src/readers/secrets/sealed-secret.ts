import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { nodeAt } from '@backlint/source/node';
import type { Secret } from '../../credential.ts';
import type { Part } from '../../part.ts';
import { keysIn } from './keys-in.ts';

/** The Secret that a `SealedSecret` is unsealed to: its own name and namespace, and the keys of both halves. */
export function readSealedSecret({ root, name, namespace }: KubernetesObject, part: Part): Secret {
  const encrypted = keysIn(nodeAt(root, ['spec', 'encryptedData']), 'text');
  const template = keysIn(nodeAt(root, ['spec', 'template', 'data']), 'text');
  const unknown = encrypted.unknown ?? template.unknown;
  const sealed = encrypted.keys.map((key) => ({ ...key, content: sealedContent(key.content) }));
  return {
    ...part,
    name,
    namespace,
    protection: 'sealed',
    keys: [...sealed, ...template.keys],
    ...(unknown === undefined ? {} : { keysUnknown: unknown }),
  };
}

/** Whatever is not a word that somebody forgot to replace is taken for the sealed value. */
function sealedContent(content: Secret['keys'][number]['content']): Secret['keys'][number]['content'] {
  return content === 'plain' ? 'protected' : content;
}
