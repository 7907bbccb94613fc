import { type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';

/** The field by which the items of a list are matched in a strategic merge; nothing where the list is replaced. */
export type MergeKeys = (object: MappingNode, path: readonly string[]) => readonly string[];

/** What kustomize knows without being told: the lists of Kubernetes' own kinds, and none of custom resources. */
export const builtInMergeKeys: MergeKeys = (object, path) =>
  isBuiltIn(object) ? (mergeKeys[path.at(-1) ?? ''] ?? []) : [];

/**
 * The merge keys of an OpenAPI schema that a kustomization names under `openapi`. As in kustomize (kyaml/openapi) it
 * takes the place of the schema of Kubernetes: what it does not describe is replaced.
 */
export function mergeKeysOfSchema(schema: Node): MergeKeys {
  const definitions = mappingAt(schema, 'definitions');
  const byKind = new Map<string, Node>();
  for (const { value } of definitions?.entries.values() ?? []) {
    for (const id of itemsAt(value, 'x-kubernetes-group-version-kind')) {
      byKind.set(['group', 'version', 'kind'].map((field) => known(stringAt(id, field)) ?? '').join('/'), value);
    }
  }
  return (object, path) => {
    const apiVersion = known(stringAt(object, 'apiVersion')) ?? '';
    const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
    const start = byKind.get(`${group}/${version}/${known(stringAt(object, 'kind')) ?? ''}`);
    const field = path.reduce<Node | undefined>((here, step) => fieldOf(here, step, schema), start);
    const strategy = field && known(stringAt(field, 'x-kubernetes-patch-strategy'));
    const key = field && known(stringAt(field, 'x-kubernetes-patch-merge-key'));
    return key !== undefined && strategy?.split(',').includes('merge') === true ? [key] : [];
  };
}

/** The schema of a field of a mapping, or of the items of a list of mappings. */
function fieldOf(node: Node | undefined, step: string, schema: Node): Node | undefined {
  const here = resolved(node, schema);
  const items = here && nodeAt(here, ['items']);
  const mapping = items ? resolved(items, schema) : here;
  const field = mapping && (nodeAt(mapping, ['properties', step]) ?? nodeAt(mapping, ['additionalProperties']));
  return field && withTarget(field, schema);
}

function resolved(node: Node | undefined, schema: Node): Node | undefined {
  const name = node && known(stringAt(node, '$ref'))?.replace(/^#\/definitions\//, '');
  return name === undefined ? node : nodeAt(schema, ['definitions', name]);
}

/** A reference may carry a merge key beside it; then it is not followed. */
function withTarget(field: Node, schema: Node): Node | undefined {
  return known(stringAt(field, 'x-kubernetes-patch-merge-key')) === undefined ? resolved(field, schema) : field;
}

/** The merge keys of Kubernetes' own types, by the name of the list (k8s.io/api, patchMergeKey). */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  ports: ['containerPort', 'port'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  secrets: ['name'],
  ownerReferences: ['uid'],
};

const builtInGroups = /^(apps|batch|autoscaling|policy|extensions|.*\.k8s\.io)$/;

/** Kubernetes' own kinds have a schema with merge keys; kustomize knows none for custom resources. */
function isBuiltIn({ entries }: MappingNode): boolean {
  const apiVersion = entries.get('apiVersion')?.value;
  const text = apiVersion?.kind === 'scalar' ? String(apiVersion.value) : '';
  return !text.includes('/') || builtInGroups.test(text.slice(0, text.indexOf('/')));
}
