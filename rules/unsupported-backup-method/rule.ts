import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { addBeside, type OptionalFix, replaceValue } from '@backlint/lint/value-fixes';
import type { BackupCapability, BackupMethod, Database } from '@backlint/model/database';
import type { BackupRequest, BaseBackupSchedule } from '@backlint/model/protection';
import { capabilitiesFor } from '@backlint/model/questions';
import { known } from '@backlint/source/value';
import { nearestName } from '../nearest-name.ts';

export const unsupportedBackupMethod: Rule = {
  id: 'unsupported-backup-method',
  summary: 'A backup method that the database is not set up for',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const request of [...model.baseBackupSchedules, ...model.oneOffBackups]) {
      // A missing cluster is the matter of `orphaned-schedule` and `orphaned-backup`.
      if (request.database.kind === 'resolved') yield judge(request, request.database.to);
    }
  },
};

function judge(request: BackupRequest, database: Database): Assessment {
  const { method, plugin, title } = request;
  if (method.kind === 'unknown' || method.kind === 'absent') {
    const why = method.kind === 'unknown' ? method.why : 'it writes none';
    return {
      outcome: 'undecided',
      about: request,
      at: method.origin,
      why: `the method of ${title} is not known: ${why}`,
    };
  }
  if (method.value === 'plugin' && plugin.kind === 'unknown') {
    return { outcome: 'undecided', about: request, at: plugin.origin, why: `its plugin is not known: ${plugin.why}` };
  }
  const how = `method ${method.value}${method.kind === 'defaulted' ? ', which is the default' : ''}`;
  const { certain, possible } = capabilitiesFor(database, request);
  const [capability] = certain;
  if (capability) {
    return {
      outcome: 'upheld',
      about: request,
      message: `${title} uses ${how}, and ${database.title} is set up for it`,
      evidence: [
        { message: 'the method', at: method.origin },
        { message: 'what the cluster is set up for', at: capability.origin },
      ],
    };
  }
  if (possible[0]) {
    const why = `whether ${database.title} supports the method of ${title} is not known`;
    return { outcome: 'undecided', about: request, at: possible[0].origin, why };
  }
  if (database.role.kind === 'template') {
    const why = `${database.title} is a template, whose other settings may come from elsewhere`;
    return { outcome: 'undecided', about: request, at: database.origin, why };
  }
  const usable = database.backupCapabilities.filter(({ enabled }) => known(enabled) === true);
  return {
    outcome: 'problem',
    about: request,
    at: method.value === 'plugin' && plugin.kind !== 'absent' ? plugin.origin : method.origin,
    ...explain(request, method.value, how, database),
    evidence: database.backupCapabilities.map((offered) => ({
      message: `set up for ${describe(offered)}`,
      at: offered.origin,
    })),
    ...(usable.length === 1 && usable[0] ? fixFor(request, usable[0]) : {}),
  };
}

/** What the operator does with such a backup (CloudNativePG 1.30, `checkPrerequisites` and the Backup webhook). */
function explain(
  { title, plugin }: BackupRequest,
  method: BackupMethod,
  how: string,
  database: Database,
): { message: string; remedy: string } {
  const offered = database.backupCapabilities.filter(({ enabled }) => known(enabled) === true).map(describe);
  const remedy =
    offered.length > 0
      ? `Use what the cluster is set up for: ${offered.join(' or ')}`
      : 'Set the cluster up for backups first: list the barman-cloud plugin in its spec.plugins';
  if (method !== 'plugin') {
    const message = `${title} uses ${how}, but ${database.title} has no ${method} section: the operator marks every backup as failed`;
    return { message, remedy };
  }
  const wanted = known(plugin);
  if (wanted === undefined) {
    const message = `${title} uses ${how} and names no plugin: it is accepted, but every Backup it creates is refused`;
    return { message, remedy: 'Write the name of the plugin in spec.pluginConfiguration.name' };
  }
  const names = database.backupCapabilities.flatMap(({ plugin: name }) => (name && known(name)) ?? []);
  if (names.includes(wanted)) {
    const message = `${title} uses the plugin ${wanted}, which ${database.title} lists with \`enabled: false\`: every backup fails`;
    return { message, remedy: 'Remove `enabled: false` from the plugin in the cluster' };
  }
  const near = nearestName(wanted, names);
  return {
    message: `${title} uses the plugin ${wanted}, which ${database.title} does not list: every backup fails`,
    remedy: near === undefined ? remedy : `Did you mean \`${near}\`?`,
  };
}

function describe({ method, plugin }: BackupCapability): string {
  return plugin === undefined ? method : `plugin ${known(plugin) ?? ''}`.trimEnd();
}

/** Only where the cluster leaves no choice. */
function fixFor(request: BackupRequest, { method, plugin }: BackupCapability): OptionalFix {
  const title = `Use method ${method}`;
  const wanted = plugin && known(plugin);
  if (method !== 'plugin') return replaceOrAdd(request, method, [`method: ${method}`], title);
  if (wanted === undefined) return {};
  if (request.plugin.kind !== 'absent') return replaceValue(request.plugin, wanted, { title, safety: 'unsafe' });
  const configuration = ['pluginConfiguration:', `  name: ${wanted}`];
  if (known(request.method) === 'plugin') return addBeside(request.method, configuration, { title, safety: 'safe' });
  return replaceOrAdd(request, undefined, ['method: plugin', ...configuration], title);
}

function replaceOrAdd(
  request: BackupRequest,
  replacement: string | undefined,
  lines: readonly string[],
  title: string,
): OptionalFix {
  if (request.method.kind === 'written') {
    return replacement === undefined ? {} : replaceValue(request.method, replacement, { title, safety: 'safe' });
  }
  return isSchedule(request) ? addBeside(request.schedule.expression, lines, { title, safety: 'safe' }) : {};
}

function isSchedule(request: BackupRequest): request is BaseBackupSchedule {
  return 'schedule' in request;
}
