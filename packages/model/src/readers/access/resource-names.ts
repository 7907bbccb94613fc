/** A kind of object as requests and roles name it. */
export interface ResourceName {
  /** In the plural: `pods`. */
  readonly plural: string;
  /** The API group; undefined where several may have a resource of that name. */
  readonly group?: string;
  /** Whether its objects are in no namespace. */
  readonly isClusterWide: boolean;
}

/** By group: plural, then other names and the mark `!` for what is in no namespace. The singular is understood. */
const groups: Readonly<Record<string, readonly string[]>> = {
  '': [
    'configmaps cm',
    'endpoints ep',
    'namespaces ns !',
    'nodes no !',
    'persistentvolumeclaims pvc',
    'persistentvolumes pv !',
    'pods po',
    'secrets',
    'serviceaccounts sa',
    'services svc',
  ],
  apps: ['daemonsets ds', 'deployments deploy', 'replicasets rs', 'statefulsets sts'],
  batch: ['cronjobs cj', 'jobs'],
  'snapshot.storage.k8s.io': ['volumesnapshots vs', 'volumesnapshotcontents vsc !', 'volumesnapshotclasses !'],
};

/** Resources of operators: others have some of the same name, and which is meant without a group is up to the cluster. */
const operators: Readonly<Record<string, readonly string[]>> = {
  'postgresql.cnpg.io': ['backups', 'clusters', 'poolers', 'scheduledbackups'],
  'barmancloud.cnpg.io': ['objectstores'],
};

const own = new Map(Object.entries(groups).flatMap(([group, lines]) => lines.flatMap((line) => namesIn(line, group))));
const foreign = new Map(
  Object.entries(operators).flatMap(([group, lines]) => lines.flatMap((line) => namesIn(line, group))),
);

/** The resource that a word of kubectl means, such as `cm` or `clusters.postgresql.cnpg.io`; undefined for one that is not known. */
export function resourceOf(word: string): ResourceName | undefined {
  const [name = '', ...rest] = word.toLowerCase().split('.');
  if (rest.length > 0) {
    const versionless = /^v\d/.test(rest[0] ?? '') && rest.length > 1 ? rest.slice(1) : rest;
    return resourceIn(versionless.join('.'), name);
  }
  const certain = own.get(name);
  if (certain) return certain;
  const found = foreign.get(name);
  return found && { plural: found.plural, isClusterWide: found.isClusterWide };
}

/** The resource of a kind of object, or of one of its names, in a group. */
export function resourceIn(group: string, name: string): ResourceName | undefined {
  const found = own.get(name.toLowerCase()) ?? foreign.get(name.toLowerCase());
  return found?.group === group ? found : undefined;
}

function namesIn(line: string, group: string): readonly (readonly [string, ResourceName])[] {
  const [plural = '', ...others] = line.split(' ');
  const resource = { plural, group, isClusterWide: others.includes('!') };
  const singular = plural.endsWith('classes') ? plural.slice(0, -2) : plural.replace(/s$/, '');
  return [plural, singular, ...others.filter((name) => name !== '!')].map((name) => [name, resource] as const);
}
