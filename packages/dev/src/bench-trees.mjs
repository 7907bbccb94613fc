import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a GitOps repository of about so many YAML files, the same on every run: apps of ten files each, 2 kB on average,
 * of which every third declares a database. That is the mixture of real repositories.
 * @param {string} folder
 * @param {number} files
 */
export function writeRepository(folder, files) {
  for (let app = 0; app < files / 10; app++) writeApp(path.join(folder, 'apps', `team-${app % 25}`, `app-${app}`), app);
}

/**
 * Writes a repository of so many databases and nothing else, the same on every run.
 * @param {string} folder
 * @param {number} databases
 */
export function writeDatabases(folder, databases) {
  mkdirSync(folder, { recursive: true });
  for (let app = 0; app < databases; app++) {
    writeFileSync(path.join(folder, `app-${app}.yaml`), databaseText(`app-${app}`, app));
  }
}

/**
 * A Terraform file of about so many lines, the same on every run.
 * @param {number} lines
 */
export function terraformText(lines) {
  const blocks = [];
  for (let index = 0; index * 15 < lines; index++) blocks.push(terraformBlock(index));
  return blocks.join('\n');
}

/**
 * @param {string} folder
 * @param {number} app
 */
function writeApp(folder, app) {
  const name = `app-${app}`;
  mkdirSync(folder, { recursive: true });
  /** @type {Record<string, string>} */
  const files = {
    'namespace.yaml': objectText('v1', 'Namespace', name, ''),
    'service.yaml': objectText(
      'v1',
      'Service',
      name,
      `spec:\n  selector: { app.kubernetes.io/name: ${name} }\n  ports:\n    - { name: http, port: 80, targetPort: 8080 }\n`,
    ),
    'service-account.yaml': objectText('v1', 'ServiceAccount', name, 'automountServiceAccountToken: false\n'),
    'config.yaml': objectText('v1', 'ConfigMap', name, `data:\n${settings(120)}`),
    'deployment.yaml': objectText('apps/v1', 'Deployment', name, deploymentSpec(name)),
    'values.yaml': `# Values of ${name}.\n${settings(60)}`,
    'route.yaml': objectText(
      'gateway.networking.k8s.io/v1',
      'HTTPRoute',
      name,
      `spec:\n  hostnames: [${name}.example.org]\n`,
    ),
    'dashboard.yaml': objectText(
      'v1',
      'ConfigMap',
      `${name}-dashboard`,
      `data:\n  board.json: |\n    {\n${panels(90)}    }\n`,
    ),
    'claim.yaml': objectText(
      'v1',
      'PersistentVolumeClaim',
      name,
      'spec:\n  resources: { requests: { storage: 5Gi } }\n',
    ),
    'database.yaml':
      app % 3 === 0 ? databaseText(name, app) : objectText('v1', 'Secret', name, 'stringData:\n  mode: none\n'),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
}

/**
 * @param {string} apiVersion
 * @param {string} kind
 * @param {string} name
 * @param {string} rest
 */
function objectText(apiVersion, kind, name, rest) {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  namespace: ${name}\n  name: ${name}\n  labels:\n    app.kubernetes.io/name: ${name}\n${rest}`;
}

/**
 * @param {string} name
 * @param {number} app
 */
function databaseText(name, app) {
  const cluster = `spec:
  instances: 3
  imageName: ghcr.io/cloudnative-pg/postgresql:16.4
  storage: { size: 20Gi, storageClass: fast }
  postgresql:
    parameters:
      max_connections: "200"
      shared_buffers: 512MB
  backup:
    retentionPolicy: 30d
    barmanObjectStore:
      destinationPath: s3://backups-${name}/
      s3Credentials:
        accessKeyId: { name: ${name}-backup, key: id }
        secretAccessKey: { name: ${name}-backup, key: secret }
`;
  const schedule = `spec:\n  schedule: "0 ${app % 60} 2 * * *"\n  immediate: true\n  backupOwnerReference: self\n  cluster:\n    name: ${name}\n`;
  const group = 'postgresql.cnpg.io/v1';
  return `${objectText(group, 'Cluster', name, cluster)}---\n${objectText(group, 'ScheduledBackup', name, schedule)}`;
}

/** @param {string} name */
function deploymentSpec(name) {
  const container = (/** @type {number} */ index) =>
    `        - name: part-${index}\n          image: ghcr.io/example/${name}:1.${index}.0\n          env:\n            - { name: LEVEL, value: info }\n          resources:\n            requests: { cpu: 10m, memory: 64Mi }\n            limits: { memory: 128Mi }\n`;
  const containers = [0, 1, 2, 3].map(container).join('');
  return `spec:\n  replicas: 2\n  selector:\n    matchLabels: { app.kubernetes.io/name: ${name} }\n  template:\n    spec:\n      containers:\n${containers}`;
}

/** @param {number} count */
function settings(count) {
  return Array.from({ length: count }, (_, index) => `  setting.number.${index}: "value ${index} of ${count}"\n`).join(
    '',
  );
}

/** @param {number} count */
function panels(count) {
  return Array.from(
    { length: count },
    (_, index) => `      "panel-${index}": { "type": "graph", "span": ${index % 12} },\n`,
  ).join('');
}

/** @param {number} index */
function terraformBlock(index) {
  return `resource "kubernetes_manifest" "database_${index}" {
  manifest = {
    apiVersion = "postgresql.cnpg.io/v1"
    kind       = "Cluster"
    metadata = {
      name      = "\${var.prefix}-database-${index}"
      namespace = kubernetes_namespace.databases[${index % 7}].metadata[0].name
    }
    spec = {
      instances = var.production ? 3 : 1
      storage   = { size = format("%dGi", 10 * (${index} + 1)) }
      # Whoever changes this tells the database team.
      parameters = { for key, value in local.parameters : key => tostring(value) if value != null }
    }
  }
}
`;
}
