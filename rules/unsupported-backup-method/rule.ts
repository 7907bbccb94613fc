import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { Database } from '@backlint/model/database';
import type { BackupRequest } from '@backlint/model/protection';
import { capabilitiesFor } from '@backlint/model/questions';
import { known } from '@backlint/source/value';
import { describeCapability, explain } from './explain.ts';
import { methodFix } from './method-fix.ts';

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
      message: `set up for ${describeCapability(offered)}`,
      at: offered.origin,
    })),
    ...(usable.length === 1 && usable[0] ? methodFix(request, usable[0]) : {}),
  };
}
