import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { check } from './check.ts';

/** Small repositories in the manner of real ones whose truth is in how files come together, and what is right to say of each. */
interface FieldCase {
  readonly files: Readonly<Record<string, string>>;
  /** What must be found, as `severity rule path`, among what these rules find. */
  readonly found: readonly string[];
  /** The rules that the case is about; whatever others find is left out. */
  readonly by: readonly string[];
  readonly unknown?: readonly RegExp[];
}

const metadataOf = (name: string, namespace: string) =>
  `metadata:\n  name: ${name}\n${namespace === '' ? '' : `  namespace: ${namespace}\n`}`;
const cluster = (name: string, more = '', namespace = '') => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
${metadataOf(name, namespace).trimEnd()}
spec:
  storage: { size: 1Gi }
${more}`;
const archived = (path: string) =>
  `  backup: { retentionPolicy: 30d, barmanObjectStore: { destinationPath: "${path}", s3Credentials: { inheritFromIAMRole: true } } }\n`;
const schedule = (name: string, of: string, expression: string, namespace = '') => `apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
${metadataOf(name, namespace).trimEnd()}
spec:
  schedule: "${expression}"
  cluster:
    name: ${of}
`;
const kustomization = (text: string) => `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${text}`;
const flux = (name: string, path: string, more = '') => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  path: ${path}
  prune: true
  interval: 1h
  sourceRef: { kind: GitRepository, name: flux-system }
${more}`;
const job = (command: string, more = '') => `apiVersion: batch/v1
kind: CronJob
metadata: { name: dump }
spec:
  schedule: "0 2 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: dump
              image: postgres:17
              command: [sh, -euc, "${command}"]
${more}`;

const cases: Readonly<Record<string, FieldCase>> = {
  'O1: a component that fourteen Flux Kustomizations use says it once, for all its databases': {
    files: {
      'apps/ks.yaml': ['a', 'b', 'c']
        .map((app) =>
          flux(
            app,
            './apps/base',
            `  targetNamespace: ${app}\n  components: [../../component]\n  postBuild: { substitute: { APP: ${app} } }\n`,
          ),
        )
        .join('---\n'),
      'apps/base/kustomization.yaml': kustomization('resources: []\n'),
      'component/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [cluster.yaml, backup.yaml]\n',
      'component/cluster.yaml': cluster('${APP}', archived('s3://b/${APP}/')),
      'component/backup.yaml': schedule('${APP}-daily', '${APP}', '40 4 * * *'),
    },
    by: ['five-field-schedule', 'unscheduled-cluster'],
    found: ['a', 'b', 'c'].map(() => 'error five-field-schedule component/backup.yaml'),
  },
  'O2: a schedule in the overlay of a base with the cluster is found, and runs hourly': {
    files: {
      'base/kustomization.yaml': kustomization('resources: [cluster.yaml]\n'),
      'base/cluster.yaml': cluster('orders', archived('s3://b/')),
      'prod/kustomization.yaml': kustomization('namespace: shop\nresources: [../base, backup.yaml]\n'),
      'prod/backup.yaml': schedule('daily', 'orders', '0 3 * * *'),
    },
    by: ['five-field-schedule', 'unscheduled-cluster'],
    found: ['error five-field-schedule prod/backup.yaml'],
  },
  'O3: one name for the schedules of several overlays in one namespace': {
    files: Object.fromEntries(
      ['a', 'b'].flatMap((app) => [
        [`${app}/kustomization.yaml`, kustomization('namespace: qa\nresources: [backup.yaml]\n')],
        [`${app}/backup.yaml`, schedule('full-backup-now', app, '0 0 3 * * *')],
      ]),
    ),
    by: ['repeated-schedule-name'],
    found: ['note repeated-schedule-name a/backup.yaml'],
  },
  'O4: a patch adds retention to a cluster that has nowhere to archive to': {
    files: {
      'base/kustomization.yaml': kustomization('resources: [cluster.yaml]\n'),
      'base/cluster.yaml': cluster('wiki', '  backup: {}\n'),
      'prod/kustomization.yaml': kustomization(
        'namespace: wiki\nresources: [../base, backup.yaml]\npatches: [{ path: patch.yaml }]\n',
      ),
      'prod/patch.yaml':
        'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: wiki }\nspec: { backup: { retentionPolicy: 30d } }\n',
      'prod/backup.yaml': schedule('daily', 'wiki', '0 0 3 * * *'),
    },
    by: ['unsupported-backup-method', 'misplaced-retention'],
    found: ['error misplaced-retention prod/patch.yaml', 'error unsupported-backup-method prod/backup.yaml'],
  },
  'O5: an overlay that kustomize refuses is unknown, and no pass': {
    files: {
      'base/kustomization.yaml': kustomization('resources: [cluster.yaml]\n'),
      'base/cluster.yaml': cluster('wiki-v5'),
      'prod/kustomization.yaml': kustomization('resources: [../base]\npatches: [{ path: patch.yaml }]\n'),
      'prod/patch.yaml':
        'apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: wiki-v1 }\nspec: { instances: 3 }\n',
    },
    by: ['unprotected-database'],
    found: [],
    unknown: [/kustomization prod/],
  },
  'O6: a namespace that the kustomization corrects, and five fields that happen to be daily': {
    files: {
      'kustomization.yaml': kustomization('namespace: health-api\nresources: [cluster.yaml, backup.yaml]\n'),
      'cluster.yaml': cluster('health-db', archived('s3://b/')),
      'backup.yaml': schedule('daily', 'health-db', '0 0 4 * *', 'health'),
    },
    by: ['five-field-schedule', 'unscheduled-cluster', 'orphaned-schedule'],
    found: ['warning five-field-schedule backup.yaml'],
  },
  'O7: an upload of pg_dump is a protection': {
    files: {
      'all.yaml': `${cluster('guac-db')}---\n${job('pg_dump -h guac-db-rw guac > /tmp/d; aws s3 cp /tmp/d s3://dumps/guac')}`,
    },
    by: ['unprotected-database', 'missing-wal-archive', 'in-cluster-destination'],
    found: [],
  },
  'O8: a standby needs no backup of its own; a drill that is switched off is told': {
    files: {
      'all.yaml': `${cluster('dr', '  replica: { enabled: true, source: app }\n  externalClusters:\n    - { name: app, barmanObjectStore: { destinationPath: "s3://b/app/", endpointURL: "http://10.0.0.110:3900", s3Credentials: { inheritFromIAMRole: true } } }\n')}---\n${job('kubectl cnpg status dr; psql -h dr-r -c \\"SELECT pg_is_in_recovery()\\"').replace('name: dump', 'name: dr-check').replace('spec:', 'spec:\n  suspend: true')}`,
    },
    by: ['unprotected-database', 'unscheduled-cluster', 'suspended-verification', 'plaintext-endpoint'],
    found: ['warning plaintext-endpoint all.yaml', 'warning suspended-verification all.yaml'],
  },
  'O9: WAL without any schedule; what Markdown shows does not count': {
    files: {
      'cluster.yaml': cluster('keycloak', archived('s3://b/')),
      'README.md': `\`\`\`yaml\n${schedule('daily', 'keycloak', '0 0 3 * * *')}\`\`\`\n`,
    },
    by: ['unscheduled-cluster'],
    found: ['error unscheduled-cluster cluster.yaml'],
  },
  'O10: dumps that an app-template HelmRelease makes protect what they name': {
    files: {
      'all.yaml': `${cluster('postgres-18', '', 'dbms')}---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: postgres-backup, namespace: dbms }
spec:
  chartRef: { kind: OCIRepository, name: app-template }
  values:
    controllers:
      backup:
        type: cronjob
        cronjob: { schedule: "@daily" }
        containers:
          backup:
            image: { repository: prodrigestivill/postgres-backup-local, tag: "18" }
            env: { POSTGRES_HOST: postgres-18-ro.dbms.svc.cluster.local }
`,
    },
    by: ['unprotected-database'],
    found: [],
  },
  'O12: an endpoint that a Secret fills in is unknown; snapshots without a schedule are none': {
    files: {
      'ks.yaml': flux('apps', './apps', '  postBuild: { substituteFrom: [{ kind: Secret, name: store }] }\n'),
      'apps/a.yaml': `${cluster('outline', '  backup: { retentionPolicy: 7d, barmanObjectStore: { destinationPath: "s3://b/", endpointURL: "${api_endpoint}", s3Credentials: { inheritFromIAMRole: true } } }\n')}---\n${cluster('demo', '  backup: { volumeSnapshot: { className: csi } }\n')}`,
    },
    by: ['in-cluster-destination', 'same-site-destination', 'unprotected-database'],
    found: ['error unprotected-database apps/a.yaml'],
  },
  'O13: a store in another Flux Kustomization, in the namespace that this one targets': {
    files: {
      'ks.yaml': `${flux('store', './store', '  targetNamespace: database\n')}---\n${flux('db', './db', '  targetNamespace: database\n')}`,
      'store/store.yaml': `apiVersion: barmancloud.cnpg.io/v1\nkind: ObjectStore\nmetadata: { name: store }\nspec: { retentionPolicy: 30d, configuration: { destinationPath: "s3://b/", s3Credentials: { inheritFromIAMRole: true } } }\n`,
      'db/db.yaml': ['one', 'two']
        .map(
          (name) =>
            `${cluster(name, '  plugins: [{ name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: { barmanObjectName: store } }]\n')}---\n${schedule(name, name, '0 0 6 * * *').replace('  cluster:', '  method: plugin\n  pluginConfiguration: { name: barman-cloud.cloudnative-pg.io }\n  cluster:')}`,
        )
        .join('---\n'),
    },
    by: ['dangling-object-store', 'unscheduled-cluster', 'colliding-schedules'],
    found: ['note colliding-schedules db/db.yaml'],
  },
  'O14: a chart from elsewhere that is not the one of CloudNativePG makes what nobody knows': {
    files: {
      'app.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: mas, namespace: argocd }\nspec:\n  destination: { server: https://kubernetes.default.svc, namespace: matrix }\n  source: { repoURL: https://charts.example.org, chart: cnpg-cluster, targetRevision: 0.5.0, helm: { valuesObject: { name: mas-postgres, scheduledBackup: { cluster: { name: mas } } } } }\n',
      'other.yaml': cluster('known', archived('s3://b/')),
    },
    by: ['orphaned-schedule'],
    found: [],
    unknown: [/mas/],
  },
  'O15: the cluster chart is judged by its values, also where an ApplicationSet gives them': {
    files: {
      'set.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: forgejo, namespace: argocd }\nspec:\n  goTemplate: true\n  generators: [{ list: { elements: [{ name: forgejo }] } }]\n  template:\n    metadata: { name: "{{.name}}" }\n    spec:\n      destination: { server: https://kubernetes.default.svc, namespace: "{{.name}}" }\n      source:\n        repoURL: https://cloudnative-pg.github.io/charts\n        chart: cluster\n        targetRevision: 0.3.1\n        helm: { valuesObject: { backups: { enabled: true, provider: s3, retentionPolicy: 2d, s3: { bucket: b, path: / }, scheduledBackups: [{ name: hourly, schedule: "0 3 * * *" }] } } }\n',
    },
    by: ['five-field-schedule', 'unscheduled-cluster'],
    found: ['error five-field-schedule set.yaml'],
  },
  'O16: a namespace that only the destination of Argo CD gives, and a store in the cluster it protects': {
    files: {
      'app.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: db, namespace: argocd }\nspec:\n  destination: { server: https://kubernetes.default.svc, namespace: prod }\n  source: { repoURL: https://git.example.org/x.git, path: prod, targetRevision: HEAD }\n',
      'prod/cluster.yaml': cluster(
        'orders',
        '  backup: { retentionPolicy: 7d, barmanObjectStore: { destinationPath: "s3://b/", endpointURL: "http://seaweedfs-s3.seaweedfs.svc.cluster.local:8333", s3Credentials: { inheritFromIAMRole: true } } }\n',
      ),
      'prod/backup.yaml': schedule('daily', 'orders', '0 0 3 * * *'),
    },
    by: ['unscheduled-cluster', 'orphaned-schedule', 'in-cluster-destination'],
    found: ['warning in-cluster-destination prod/cluster.yaml'],
  },
  'O17: a database and nothing else': {
    files: { 'db.yaml': cluster('lldap') },
    by: ['unprotected-database'],
    found: ['error unprotected-database db.yaml'],
  },
  'O18: what the example of a Terraform module makes is nobody’s database': {
    files: {
      'main.tf':
        'variable "schedule" {\n  type    = object({ on = optional(bool, false), cron = optional(string, "0 2 * * *") })\n  default = {}\n}\nresource "kubernetes_manifest" "cluster" {\n  manifest = { apiVersion = "postgresql.cnpg.io/v1", kind = "Cluster", metadata = { name = "a", namespace = "b" }, spec = { storage = { size = "1Gi" } } }\n}\n',
      'examples/basic/main.tf': 'module "db" {\n  source = "../.."\n}\n',
    },
    by: ['unprotected-database', 'unscheduled-cluster'],
    found: [],
    unknown: [/the module that examples\/basic calls/],
  },
  'O20: the cluster chart of a Terraform release whose values are worked out': {
    files: {
      'main.tf':
        'locals {\n  values = { backups = { enabled = true, provider = "s3", s3 = { bucket = "b", path = "/" } } }\n}\nresource "helm_release" "db" {\n  name       = "db"\n  namespace  = "shop"\n  repository = "https://cloudnative-pg.github.io/charts"\n  chart      = "cluster"\n  values     = [yamlencode(local.values)]\n}\n',
    },
    by: ['unscheduled-cluster', 'unprotected-database', 'five-field-schedule'],
    found: [],
  },
  'O22: tests of charts and definitions of kinds are no databases': {
    files: {
      'charts/cluster/test/a/01-cluster-assert.yaml': cluster('test'),
      'crds.yaml':
        'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: scheduledbackups.postgresql.cnpg.io }\nspec: { names: { kind: ScheduledBackup } }\n',
    },
    by: ['unprotected-database', 'orphaned-schedule'],
    found: [],
  },
  'O23: a file beside a kustomization that does not list it is not deployed': {
    files: {
      'db/kustomization.yaml': kustomization('resources: [service.yaml]\n'),
      'db/service.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\n',
      'db/test.yaml': cluster('postgres'),
    },
    by: ['unprotected-database'],
    found: [],
  },
  'O24: a dump onto the volume of the data, with the password in the job': {
    files: {
      'all.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: postgres }
spec:
  template: { spec: { containers: [{ name: p, image: "postgres:14", volumeMounts: [{ name: storage, mountPath: /var/lib/postgresql/data }] }] } }
  volumeClaimTemplates: [{ metadata: { name: storage } }]
---
${job('pg_dump -h postgres db > /backup/a.sql', '              env: [{ name: PGPASSWORD, value: dis_pass }]\n              volumeMounts: [{ name: s, mountPath: /backup, subPath: backups }]\n          volumes: [{ name: s, persistentVolumeClaim: { claimName: storage-postgres-0 } }]\n')}`,
    },
    by: ['dump-beside-data', 'plaintext-credentials'],
    found: ['error plaintext-credentials all.yaml', 'error dump-beside-data all.yaml'],
  },
  'O25: dumps that pile up on a claim of the cluster': {
    files: {
      'pvc.yaml':
        'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: postgres-backups }\nspec: { resources: { requests: { storage: 5Gi } } }\n',
      'job.yaml': job(
        'pg_dump \\"$DB_URL\\" > /backups/a_$(date +%s).sql',
        '              env: [{ name: DB_URL, valueFrom: { secretKeyRef: { name: a, key: url } } }]\n              volumeMounts: [{ name: b, mountPath: /backups }]\n          volumes: [{ name: b, persistentVolumeClaim: { claimName: postgres-backups } }]\n',
      ),
    },
    by: ['unpruned-dumps', 'in-cluster-destination'],
    found: ['warning unpruned-dumps job.yaml', 'note in-cluster-destination job.yaml'],
  },
  'O27: anchors that are defined again and again': {
    files: {
      'all.yaml': ['one', 'two', 'three']
        .map((name) =>
          cluster(`&db ${name}`, archived('s3://b/').replace('s3://b/', `s3://b/${name}/`)).replace(
            'storage:',
            'inheritedMetadata: { labels: { app: *db } }\n  storage:',
          ),
        )
        .join('---\n'),
    },
    by: ['shared-archive', 'unscheduled-cluster'],
    found: ['one', 'two', 'three'].map(() => 'error unscheduled-cluster all.yaml'),
  },
  'O28: a manifest that a shell script fills in': {
    files: {
      'demo/pg.yaml':
        cluster('pg-${REGION}', archived('s3://b/')) +
        schedule('x', 'pg-${REGION}', '0 0 3 * * *').replace(/^/, '---\n'),
    },
    by: ['orphaned-schedule', 'unprotected-database'],
    found: [],
  },
};

test.each(Object.keys(cases))('%s', (name) => {
  const { files, by, found, unknown = [] } = cases[name] ?? { files: {}, by: [], found: ['missing'] };
  const report = check(memoryTree(files), { now: new Date('2026-01-01T00:00:00Z') });
  const told = report.findings
    .filter(({ rule }) => by.includes(rule))
    .map(({ severity, rule, at }) => `${severity} ${rule} ${at.range.file.path}`);
  expect(told.sort()).toEqual([...found].sort());
  for (const pattern of unknown) expect(report.unknown.map(({ what }) => what).join('\n')).toMatch(pattern);
});
