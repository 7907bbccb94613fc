import type { Entry, MappingNode, Node } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { textOver, withEntry } from './edit-node.ts';
import { changed, identityOf, type Resource } from './resource.ts';

/** Fields that hold the name of another object, by the kind they name (kustomize's built-in nameReference table). */
const references: readonly { readonly kind: string; readonly parent: RegExp; readonly field: string }[] = [
  { kind: 'ConfigMap', parent: /^(configMap|configMapKeyRef|configMapRef)$/, field: 'name' },
  { kind: 'Secret', parent: /^(secretKeyRef|secretRef|imagePullSecrets|nodePublishSecretRef)$/, field: 'name' },
  { kind: 'Secret', parent: /^(secret|tls)$/, field: 'secretName' },
  { kind: 'PersistentVolumeClaim', parent: /^persistentVolumeClaim$/, field: 'claimName' },
  { kind: 'ServiceAccount', parent: /^spec$/, field: 'serviceAccountName' },
  { kind: 'Service', parent: /^spec$/, field: 'serviceName' },
  { kind: 'Service', parent: /^service$/, field: 'name' },
];

const builtInKinds: ReadonlySet<string> = new Set([
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'Ingress',
  'ServiceAccount',
  'PersistentVolume',
]);

/**
 * Makes references follow the objects that a prefix, a suffix or a hash has renamed. Only the fields of built-in kinds
 * are known to be references; custom resources, CloudNativePG's among them, keep the old name.
 */
export function followRenames(resources: readonly Resource[], configurations: readonly Node[]): readonly Resource[] {
  return followNames(followServiceAccounts(resources), configurations);
}

function followNames(resources: readonly Resource[], configurations: readonly Node[]): readonly Resource[] {
  const renamed = new Map<string, Node>();
  for (const { root, identities } of resources) {
    const now = identityOf(root);
    const name = root.entries.get('metadata')?.value;
    const node = name?.kind === 'mapping' ? name.entries.get('name')?.value : undefined;
    const home = now.namespace ?? 'default';
    for (const was of identities)
      if (node && was.name !== now.name) renamed.set(`${now.kind} ${home}/${was.name}`, node);
  }
  if (renamed.size === 0) return resources;
  const configured = configurations.flatMap(configuredReferences);
  return resources.map((resource) => {
    const { kind, namespace: home = 'default' } = identityOf(resource.root);
    const nameOf: NewName = (named, old) => renamed.get(`${named} ${home}/${old}`);
    const own = configured.filter((reference) => reference.inKind === kind);
    const followed = own.reduce<Node>((here, { kind: to, path }) => followAt(here, path, to, nameOf), resource.root);
    const root = builtInKinds.has(kind) ? follow(followed, '', nameOf) : followed;
    return root.kind === 'mapping' ? changed(resource, root) : resource;
  });
}

/** The subjects of role bindings get name and namespace of the ServiceAccount that the same build makes. */
function followServiceAccounts(resources: readonly Resource[]): readonly Resource[] {
  const accounts = resources.filter(({ root }) => identityOf(root).kind === 'ServiceAccount');
  if (accounts.length === 0) return resources;
  return resources.map((resource) => {
    const subjects = resource.root.entries.get('subjects')?.value;
    if (!/^(?:Cluster)?RoleBinding$/.test(identityOf(resource.root).kind) || subjects?.kind !== 'sequence')
      return resource;
    const items = subjects.items.map((subject) => followAccount(subject, accounts));
    if (items.every((item, index) => item === subjects.items[index])) return resource;
    return changed(resource, withEntry(resource.root, 'subjects', { ...subjects, items }));
  });
}

function followAccount(subject: Node, accounts: readonly Resource[]): Node {
  if (subject.kind !== 'mapping' || known(stringAt(subject, 'kind')) !== 'ServiceAccount') return subject;
  const [name, namespace] = [known(stringAt(subject, 'name')), known(stringAt(subject, 'namespace'))];
  const meant = accounts.filter(({ identities }) =>
    identities.some(
      (was) => was.name === name && (namespace === undefined || (was.namespace ?? 'default') === namespace),
    ),
  );
  const [account, other] = meant;
  const metadata = account?.root.entries.get('metadata')?.value;
  if (!account || other || metadata?.kind !== 'mapping') return subject;
  return ['name', 'namespace'].reduce<MappingNode>((here, field) => {
    const now = metadata.entries.get(field)?.value;
    if (now?.kind !== 'scalar' || now.value === null || known(stringAt(here, field)) === now.value) return here;
    return withEntry(here, field, textOver(String(now.value), now.origin, here.entries.get(field)?.value));
  }, subject);
}

/** The name that an object of a kind has now, in the namespace of whoever refers to it. */
type NewName = (kind: string, old: string) => Node | undefined;

interface ConfiguredReference {
  /** The kind of the object that is named. */
  readonly kind: string;
  readonly inKind: string;
  readonly path: readonly string[];
}

/** The `nameReference` entries of a `configurations` file. */
function configuredReferences(document: Node): ConfiguredReference[] {
  return itemsAt(document, 'nameReference').flatMap((entry) =>
    itemsAt(entry, 'fieldSpecs').flatMap((spec) => {
      const [kind, inKind, path] = [stringAt(entry, 'kind'), stringAt(spec, 'kind'), stringAt(spec, 'path')].map(known);
      if (kind === undefined || inKind === undefined || path === undefined) return [];
      return [{ kind, inKind, path: path.split('/') }];
    }),
  );
}

function followAt(node: Node, path: readonly string[], kind: string, nameOf: NewName): Node {
  const [step, ...rest] = path;
  if (node.kind === 'sequence') return { ...node, items: node.items.map((item) => followAt(item, path, kind, nameOf)) };
  if (step === undefined) {
    const name = node.kind === 'scalar' ? nameOf(kind, String(node.value)) : undefined;
    return name?.kind === 'scalar' ? textOver(String(name.value), name.origin, node) : node;
  }
  const old = node.kind === 'mapping' ? node.entries.get(step)?.value : undefined;
  if (node.kind !== 'mapping' || !old) return node;
  const value = followAt(old, rest, kind, nameOf);
  return value === old ? node : withEntry(node, step, value);
}

function follow(node: Node, parent: string, nameOf: NewName): Node {
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => follow(item, parent, nameOf));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  if (node.kind !== 'mapping') return node;
  let result: MappingNode = node;
  for (const { kind, parent: pattern, field } of references) {
    if (!pattern.test(parent)) continue;
    const old = known(stringAt(node, field));
    const name = old === undefined ? undefined : nameOf(kind, old);
    if (name?.kind === 'scalar')
      result = withEntry(result, field, textOver(String(name.value), name.origin, node.entries.get(field)?.value));
  }
  const entries = new Map<string, Entry>();
  let isChanged = result !== node;
  for (const [key, entry] of result.entries) {
    const value = follow(entry.value, key, nameOf);
    isChanged ||= value !== entry.value;
    entries.set(key, value === entry.value ? entry : { ...entry, value });
  }
  return isChanged ? { ...result, entries } : node;
}
