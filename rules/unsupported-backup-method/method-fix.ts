import type { NewEntries } from '@backlint/lint/fixes/new-entries';
import { addBeside, type OptionalFix, replaceValue } from '@backlint/lint/value-fixes';
import type { BackupCapability } from '@backlint/model/database';
import type { BackupRequest, BaseBackupSchedule } from '@backlint/model/protection';
import { known } from '@backlint/source/value';

/** Changes a request for backups to the one method that its database is set up for, where the edit is plain. */
export function methodFix(request: BackupRequest, { method, plugin }: BackupCapability): OptionalFix {
  const title = `Use method ${method}`;
  const wanted = plugin && known(plugin);
  if (method !== 'plugin') return replaceOrAdd(request, method, { method }, title);
  if (wanted === undefined) return {};
  if (request.plugin.kind !== 'absent') return replaceValue(request.plugin, wanted, { title, safety: 'unsafe' });
  const configuration = { pluginConfiguration: { name: wanted } };
  if (known(request.method) === 'plugin')
    return addBeside(request.method, request.plugin.origin, configuration, { title, safety: 'safe' });
  return replaceOrAdd(request, undefined, { method: 'plugin', ...configuration }, title);
}

function replaceOrAdd(
  request: BackupRequest,
  replacement: string | undefined,
  entries: NewEntries,
  title: string,
): OptionalFix {
  if (request.method.kind === 'written') {
    return replacement === undefined ? {} : replaceValue(request.method, replacement, { title, safety: 'safe' });
  }
  return isSchedule(request)
    ? addBeside(request.schedule.expression, request.method.origin, entries, { title, safety: 'safe' })
    : {};
}

function isSchedule(request: BackupRequest): request is BaseBackupSchedule {
  return 'schedule' in request;
}
