/** What can happen to a database, from the smallest to what no backup in reach survives. */
export const disasters = [
  'pod',
  'volume',
  'namespace',
  'cluster-object',
  'kubernetes-cluster',
  'object-store',
  'site',
  'ransomware',
  'bad-migration',
] as const;

/** Something that can happen to a database. */
export type Disaster = (typeof disasters)[number];

/** What each of them means, as people say it. */
export const disasterTexts: Readonly<Record<Disaster, string>> = {
  pod: 'a pod is lost',
  volume: 'a node or a volume is lost',
  namespace: 'the namespace is deleted',
  'cluster-object': 'somebody deletes the Cluster object',
  'kubernetes-cluster': 'the Kubernetes cluster is lost',
  'object-store': 'the object store is lost',
  site: 'the site is lost',
  ransomware: 'an attacker has the cluster and the keys of its backups',
  'bad-migration': 'a bad migration runs at 14:03',
};
