import type { ModelOptions } from '@backlint/model/read-backup-model';

/** The versions that the command line names; they go before those of the configuration. */
export function versionsOf({
  operatorVersion,
  pluginVersion,
}: {
  readonly operatorVersion?: string;
  readonly pluginVersion?: string;
}): ModelOptions {
  return {
    ...(operatorVersion === undefined ? {} : { operatorVersion }),
    ...(pluginVersion === undefined ? {} : { pluginVersion }),
  };
}
