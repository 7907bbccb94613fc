/** What can happen to a database, from the smallest to what few backups survive. */
export const disasters = [
  'pod',
  'volume',
  'node',
  'cluster-object',
  'namespace',
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
  volume: 'its volume is lost',
  node: 'its node is lost for good',
  'cluster-object': 'somebody deletes the Cluster object',
  namespace: 'the namespace is deleted',
  'kubernetes-cluster': 'the Kubernetes cluster is lost',
  'object-store': 'the object store is lost',
  site: 'the site is lost',
  ransomware: 'an attacker has the cluster and the keys of its backups',
  'bad-migration': 'a bad migration runs at 14:03',
};

/** The same in a word or two, for the heading of a column. */
export const disasterNames: Readonly<Record<Disaster, string>> = {
  pod: 'pod',
  volume: 'volume',
  node: 'node',
  'cluster-object': 'Cluster object',
  namespace: 'namespace',
  'kubernetes-cluster': 'Kubernetes cluster',
  'object-store': 'object store',
  site: 'site',
  ransomware: 'ransomware',
  'bad-migration': 'bad migration',
};
