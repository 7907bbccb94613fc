import { type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { booleanAt, itemsAt, mappingAt, numberAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { originOver, textOver, withEntry, withValueAt } from './edit-node.ts';
import { changeField, type FieldSpec, fieldSpecsOf } from './field-specs.ts';
import { changed, identityOf, type Resource } from './resource.ts';

const clusterScoped: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'StorageClass',
  'CSIDriver',
  'CSINode',
  'PriorityClass',
  'RuntimeClass',
  'VolumeAttachment',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
  'APIService',
  'IngressClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'FlowSchema',
  'PriorityLevelConfiguration',
  'CertificateSigningRequest',
]);

const unprefixed: ReadonlySet<string> = new Set(['CustomResourceDefinition', 'APIService', 'Namespace']);

/**
 * Carries out the fields of a kustomization that change every resource: namespace, affixes, labels, annotations, replicas,
 * images. `configurations` name further fields for them.
 */
export function transform(
  resources: readonly Resource[],
  kustomization: MappingNode,
  configurations: readonly Node[] = [],
): readonly Resource[] {
  const steps = [namespaced, affixed, labelled, annotated, replicated, imaged];
  return steps.reduce<readonly Resource[]>((here, step) => {
    const change = step(kustomization, configurations);
    return change ? here.map((resource) => changed(resource, change(resource.root, namesOf(resource)))) : here;
  }, resources);
}

/** A change to an object, which may ask for the names that it has had. */
type Change = (root: MappingNode, names: ReadonlySet<string>) => MappingNode;

function namesOf({ identities }: Resource): ReadonlySet<string> {
  return new Set(identities.map(({ name }) => name));
}

function namespaced(kustomization: MappingNode, configurations: readonly Node[]): Change | undefined {
  const node = nodeAt(kustomization, ['namespace']);
  if (node?.kind !== 'scalar' || node.value === null || node.value === '') return undefined;
  const namespace = String(node.value);
  const specs = fieldSpecsOf(configurations, 'namespace');
  const write = (old: Node | undefined) => textOver(namespace, node.origin, old);
  return (object) => {
    const root = specs.reduce((here, spec) => changeField(here, spec, write, node.origin), object);
    const { kind, name } = identityOf(root);
    if (kind === 'Namespace') {
      return name === namespace
        ? root
        : withValueAt(root, ['metadata', 'name'], (old) => textOver(namespace, node.origin, old), node.origin);
    }
    const placed = clusterScoped.has(kind)
      ? root
      : withValueAt(root, ['metadata', 'namespace'], (old) => textOver(namespace, node.origin, old), node.origin);
    return /RoleBinding$/.test(kind) ? withSubjects(placed, namespace, node) : placed;
  };
}

/** kustomize moves the default service account, and those that the same build declares; telling them apart is not needed here. */
function withSubjects(root: MappingNode, namespace: string, by: Node): MappingNode {
  const subjects = root.entries.get('subjects')?.value;
  if (subjects?.kind !== 'sequence') return root;
  const items = subjects.items.map((subject) =>
    subject.kind === 'mapping' &&
    known(stringAt(subject, 'kind')) === 'ServiceAccount' &&
    known(stringAt(subject, 'name')) === 'default'
      ? withEntry(subject, 'namespace', textOver(namespace, by.origin, subject.entries.get('namespace')?.value))
      : subject,
  );
  return withEntry(root, 'subjects', { ...subjects, items });
}

function affixed(kustomization: MappingNode, configurations: readonly Node[]): Change | undefined {
  const prefix = known(stringAt(kustomization, 'namePrefix')) ?? '';
  const suffix = known(stringAt(kustomization, 'nameSuffix')) ?? '';
  if (prefix === '' && suffix === '') return undefined;
  const by =
    (nodeAt(kustomization, ['namePrefix']) ?? nodeAt(kustomization, ['nameSuffix']))?.origin ?? kustomization.origin;
  const add = (before: string, after: string) => (old: Node | undefined) =>
    old?.kind === 'scalar' ? textOver(`${before}${old.value}${after}`, by, old) : old;
  const [before, after] = [fieldSpecsOf(configurations, 'namePrefix'), fieldSpecsOf(configurations, 'nameSuffix')];
  return (object) => {
    const prefixed = before.reduce((here, spec) => changeField(here, spec, add(prefix, ''), by), object);
    const root = after.reduce((here, spec) => changeField(here, spec, add('', suffix), by), prefixed);
    if (unprefixed.has(identityOf(root).kind)) return root;
    return withValueAt(root, ['metadata', 'name'], add(prefix, suffix), by);
  };
}

function labelled(kustomization: MappingNode, configurations: readonly Node[]): Change | undefined {
  const common = mappingAt(kustomization, 'commonLabels');
  const lists = itemsAt(kustomization, 'labels');
  if (!common && lists.length === 0) return undefined;
  const everywhere = fieldSpecsOf(configurations, 'commonLabels');
  return (root) => {
    let here = root;
    for (const list of lists) {
      const pairs = mappingAt(list, 'pairs');
      if (!pairs) continue;
      const isWhole = known(booleanAt(list, 'includeSelectors')) === true;
      for (const spec of [...fieldSpecsOf([list], 'fields'), ...(isWhole ? everywhere : [])]) {
        here = withPairsAt(here, pairs, spec);
      }
      const selectors = known(booleanAt(list, 'includeSelectors')) === true;
      const templates = selectors || known(booleanAt(list, 'includeTemplates')) === true;
      here = withPairs(here, pairs, pathsOf(here, { selectors, templates }));
    }
    if (!common) return here;
    const configured = everywhere.reduce((now, spec) => withPairsAt(now, common, spec), here);
    return withPairs(configured, common, pathsOf(configured, { selectors: true, templates: true }));
  };
}

const workloads = /^(Deployment|StatefulSet|DaemonSet|ReplicaSet|Job)$/;

function pathsOf(
  root: MappingNode,
  { selectors, templates }: { readonly selectors: boolean; readonly templates: boolean },
): readonly string[][] {
  const { kind } = identityOf(root);
  const paths = [['metadata', 'labels']];
  if (templates && workloads.test(kind)) paths.push(['spec', 'template', 'metadata', 'labels']);
  if (templates && kind === 'CronJob')
    paths.push(
      ['spec', 'jobTemplate', 'metadata', 'labels'],
      ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
    );
  if (selectors && /^(Deployment|StatefulSet|DaemonSet|ReplicaSet)$/.test(kind))
    paths.push(['spec', 'selector', 'matchLabels']);
  if (selectors && kind === 'Service') paths.push(['spec', 'selector']);
  if (selectors && kind === 'NetworkPolicy' && mappingAt(root, 'spec', 'podSelector', 'matchLabels')) {
    paths.push(['spec', 'podSelector', 'matchLabels']);
  }
  if (selectors && kind === 'PodDisruptionBudget') paths.push(['spec', 'selector', 'matchLabels']);
  return paths;
}

function annotated(kustomization: MappingNode, configurations: readonly Node[]): Change | undefined {
  const common = mappingAt(kustomization, 'commonAnnotations');
  if (!common) return undefined;
  // Only a plugin's own fieldSpecs leave templates out; a kustomization has no such field.
  const templates = known(booleanAt(kustomization, 'includeTemplates')) !== false;
  const specs = fieldSpecsOf(configurations, 'commonAnnotations');
  return (object) => {
    const root = specs.reduce((here, spec) => withPairsAt(here, common, spec), object);
    const { kind } = identityOf(root);
    const paths = [['metadata', 'annotations']];
    if (!templates) return withPairs(root, common, paths);
    if (workloads.test(kind)) paths.push(['spec', 'template', 'metadata', 'annotations']);
    if (kind === 'CronJob')
      paths.push(
        ['spec', 'jobTemplate', 'metadata', 'annotations'],
        ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'annotations'],
      );
    return withPairs(root, common, paths);
  };
}

function withPairs(root: MappingNode, pairs: MappingNode, paths: readonly string[][]): MappingNode {
  let here = root;
  for (const path of paths) {
    for (const [key, { value }] of pairs.entries) {
      here = withValueAt(
        here,
        [...path, key],
        (old) => ({ ...value, origin: originOver(value.origin, old) }),
        value.origin,
      );
    }
  }
  return here;
}

/** The same at a field that a configuration names. */
function withPairsAt(root: MappingNode, pairs: MappingNode, spec: FieldSpec): MappingNode {
  let here = root;
  for (const [key, { value }] of pairs.entries) {
    const write = (old: Node | undefined) => ({ ...value, origin: originOver(value.origin, old) });
    // Labels that are new are always added; `create` is about what they are in.
    const add = (old: Node | undefined) =>
      old?.kind === 'mapping' || old === undefined
        ? withEntry(
            old ?? { kind: 'mapping', entries: new Map(), origin: value.origin },
            key,
            write(old?.entries.get(key)?.value),
          )
        : old;
    here = changeField(here, spec, add, value.origin);
  }
  return here;
}

function replicated(kustomization: MappingNode, configurations: readonly Node[]): Change | undefined {
  const counts = itemsAt(kustomization, 'replicas');
  if (counts.length === 0) return undefined;
  const specs = fieldSpecsOf(configurations, 'replicas');
  return (root, names) => {
    const { kind } = identityOf(root);
    const count = counts.find((entry) => names.has(known(stringAt(entry, 'name')) ?? ''));
    const node = count && nodeAt(count, ['count']);
    if (!node || known(numberAt(count, 'count')) === undefined) return root;
    const write = (old: Node | undefined) => ({ ...node, origin: originOver(node.origin, old) });
    const configured = specs.reduce((here, spec) => changeField(here, spec, write, node.origin), root);
    return /^(Deployment|StatefulSet|ReplicaSet|ReplicationController)$/.test(kind)
      ? withValueAt(configured, ['spec', 'replicas'], write, node.origin)
      : configured;
  };
}

function imaged(kustomization: MappingNode, configurations: readonly Node[]): Change | undefined {
  const images = itemsAt(kustomization, 'images');
  if (images.length === 0) return undefined;
  const specs = fieldSpecsOf(configurations, 'images');
  return (object) => {
    const root = specs.reduce(
      (here, spec) => changeField(here, spec, (old) => old && withNewImage(old, images), object.origin),
      object,
    );
    const changedRoot = withImages(root, images);
    return changedRoot.kind === 'mapping' ? changedRoot : root;
  };
}

function withImages(node: Node, images: readonly Node[]): Node {
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => withImages(item, images));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  if (node.kind !== 'mapping') return node;
  let here: MappingNode = node;
  for (const [key, { value }] of node.entries) {
    if ((key === 'containers' || key === 'initContainers') && value.kind === 'sequence') {
      here = withEntry(here, key, { ...value, items: value.items.map((item) => withImage(item, images)) });
    } else if (value.kind === 'mapping' || value.kind === 'sequence') {
      const inner = withImages(value, images);
      if (inner !== value) here = withEntry(here, key, inner);
    }
  }
  return here;
}

function withImage(container: Node, images: readonly Node[]): Node {
  if (container.kind !== 'mapping') return container;
  const image = container.entries.get('image')?.value;
  const now = image && withNewImage(image, images);
  return now === undefined || now === image ? container : withEntry(container, 'image', now);
}

function withNewImage(image: Node, images: readonly Node[]): Node {
  if (image.kind !== 'scalar' || typeof image.value !== 'string') return image;
  const { name, tag, digest } = partsOf(image.value);
  const change = images.find((entry) => known(stringAt(entry, 'name')) === name);
  if (!change) return image;
  const newName = known(stringAt(change, 'newName')) ?? name;
  const newDigest = known(stringAt(change, 'digest'));
  const newTag = known(stringAt(change, 'newTag'));
  const version = newDigest ? `@${newDigest}` : newTag !== undefined ? `:${newTag}` : `${tag}${digest}`;
  return textOver(`${newName}${version}`, change.origin, image);
}

function partsOf(image: string): { name: string; tag: string; digest: string } {
  const [rest = '', hash] = image.split('@');
  const colon = rest.lastIndexOf(':');
  const hasTag = colon > rest.lastIndexOf('/');
  return {
    name: hasTag ? rest.slice(0, colon) : rest,
    tag: hasTag ? rest.slice(colon) : '',
    digest: hash ? `@${hash}` : '',
  };
}
