import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { type Node, nodeAt } from '@backlint/source/node';
import { isWritten, itemsAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { Secret, SecretKey } from '../../credential.ts';
import type { Part } from '../../part.ts';
import { keysIn } from './keys-in.ts';

/**
 * The Secret that External Secrets makes of an `ExternalSecret`, or of a `ClusterExternalSecret` in whichever namespaces
 * that selects. A template with keys of its own replaces the fetched ones (pkg/controllers/externalsecret).
 */
export function readExternalSecret(object: KubernetesObject, part: Part): Secret {
  const { root, kind, name, namespace } = object;
  const isClusterWide = kind === 'ClusterExternalSecret';
  const spec = nodeAt(root, isClusterWide ? ['spec', 'externalSecretSpec'] : ['spec']) ?? root;
  const target = stringAt(spec, 'target', 'name');
  const ownName = isClusterWide ? stringAt(root, 'spec', 'externalSecretName') : name;
  const { keys, unknown } = readKeys(spec);
  return {
    ...part,
    name: target.kind !== 'absent' ? target : ownName.kind === 'absent' ? name : ownName,
    namespace: isClusterWide ? { kind: 'absent', origin: namespace.origin } : namespace,
    protection: 'external',
    keys,
    ...(unknown === undefined ? {} : { keysUnknown: unknown }),
  };
}

function readKeys(spec: Node): { readonly keys: readonly SecretKey[]; readonly unknown?: string | undefined } {
  const template = keysIn(nodeAt(spec, ['target', 'template', 'data']), 'text');
  const hasFrom = itemsAt(spec, 'target', 'template', 'templateFrom').length > 0;
  const replaces =
    (template.keys.length > 0 || hasFrom) && known(stringAt(spec, 'target', 'template', 'mergePolicy')) !== 'Merge';
  const fetched = replaces ? [] : itemsAt(spec, 'data').flatMap((entry) => fetchedKey(entry, storeOf(spec)));
  const names = new Set(template.keys.map(({ name }) => name));
  return {
    keys: [
      ...fetched.filter(({ name }) => !names.has(name)),
      ...template.keys.map((key) => ({ ...protectedUnlessWritten(key), ...templateSource(spec, key) })),
    ],
    unknown: template.unknown ?? whyUnknown(spec, replaces, hasFrom),
  };
}

function whyUnknown(spec: Node, replaces: boolean, hasFrom: boolean): string | undefined {
  if (hasFrom) return 'its template comes from elsewhere';
  if (!replaces && isWritten(spec, 'dataFrom')) return 'it takes whatever keys the external store has';
  const policy = stringAt(spec, 'target', 'creationPolicy');
  if (policy.kind === 'written' && policy.value === 'Merge') return 'it adds to a Secret that something else makes';
  return nodeAt(spec, ['data'])?.kind === 'unknown' ? 'what it fetches is not known' : undefined;
}

function fetchedKey(entry: Node, store: string | undefined): SecretKey[] {
  const name = stringAt(entry, 'secretKey');
  if (name.kind !== 'written') return [];
  const source = isWritten(entry, 'sourceRef') ? undefined : sourceOf(entry, store);
  return [{ name: name.value, content: 'protected', ...(source === undefined ? {} : { source }), origin: name.origin }];
}

/** The store of the whole cluster that it asks: stores of one namespace may be anything in the next. */
function storeOf(spec: Node): string | undefined {
  const isShared = known(stringAt(spec, 'secretStoreRef', 'kind')) === 'ClusterSecretStore';
  return isShared ? known(stringAt(spec, 'secretStoreRef', 'name')) : undefined;
}

/** A template that is nothing but one of the fetched fields has the source of all that is fetched, and its name. */
function templateSource(spec: Node, { name }: SecretKey): Pick<SecretKey, 'source'> {
  const text = known(stringAt(spec, 'target', 'template', 'data', name)) ?? '';
  const field = /^\{\{-?\s*\.(?<field>\w+)\s*-?\}\}$/.exec(text)?.groups?.field;
  const store = storeOf(spec);
  const fetched = itemsAt(spec, 'data').map((entry) => {
    const source = isWritten(entry, 'sourceRef') ? undefined : sourceOf(entry, store);
    return source && `${known(stringAt(entry, 'secretKey'))} ${source}`;
  });
  const extracted = itemsAt(spec, 'dataFrom').map((entry) => {
    const key = known(stringAt(entry, 'extract', 'key'));
    const isPlain = ['sourceRef', 'find', 'rewrite'].every((one) => !isWritten(entry, one));
    return isPlain && key !== undefined && !/[{$]/.test(key) ? key : undefined;
  });
  const sources = [...fetched, ...extracted];
  if (field === undefined || store === undefined || sources.length === 0 || sources.includes(undefined)) return {};
  return { source: `${store} ${sources.join(' ')} ${field}` };
}

function sourceOf(entry: Node, store: string | undefined): string | undefined {
  const key = known(stringAt(entry, 'remoteRef', 'key'));
  const property = stringAt(entry, 'remoteRef', 'property');
  const isTold = property.kind !== 'unknown' && !/[{$]/.test(`${key}${known(property) ?? ''}`);
  if (store === undefined || key === undefined || !isTold) return undefined;
  return `${store} ${key} ${known(property) ?? ''}`;
}

/** In a template `{{ .key }}` is what was fetched. */
function protectedUnlessWritten(key: SecretKey): SecretKey {
  return key.content === 'unknown' ? { ...key, content: 'protected' } : key;
}
