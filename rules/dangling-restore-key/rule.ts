import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { RestoreDeclaration, WildCloudApp } from '@backlint/model/wild-cloud';
import { known } from '@backlint/source/value';
import { nearestName } from '../nearest-name.ts';
import { sentence } from '../sentence.ts';

export const danglingRestoreKey: Rule = {
  id: 'dangling-restore-key',
  summary: 'A restore field that names what the Wild Cloud app does not have',
  severity: 'error',
  since: '0.1.0',

  *check({ wildCloud }) {
    for (const app of wildCloud.apps) {
      if (!app.restore) continue;
      const problems = [...judgeDatabases(app, app.restore), ...judgeVolumes(app, app.restore)];
      yield* problems;
      if (problems.length > 0) continue;
      const evidence = [{ message: 'the declaration', at: app.restore.origin }];
      yield { outcome: 'upheld', about: app, message: `All that ${app.title} restores is there`, evidence };
    }
  },
};

function* judgeDatabases(app: WildCloudApp, { databases }: RestoreDeclaration): Iterable<Assessment> {
  const seen = new Set<string>();
  for (const { configKey, secretKeys, origin } of databases) {
    const key = known(configKey);
    if (configKey.kind === 'unknown') {
      yield { outcome: 'undecided', about: app, at: configKey.origin, why: configKey.why };
      continue;
    }
    const at = configKey.kind === 'absent' ? origin : configKey.origin;
    const about = { outcome: 'problem', about: app, at, discriminator: `config ${key ?? '-'}` } as const;
    if (key === undefined || !app.settings.has(key)) {
      yield {
        ...about,
        message:
          key === undefined
            ? `A database that ${app.title} restores has no configKey: nobody knows which setting holds its name`
            : `${sentence(app.title)} has no setting ${key} in defaultConfig: the standby would keep the name of the database in use`,
        remedy: remedyFor(
          key,
          [...app.settings.keys()],
          'Name the key of `defaultConfig` that holds the database name',
        ),
      };
    } else if (seen.has(key)) {
      yield {
        ...about,
        message: `Two databases of ${app.title} take their name from ${key}: both would be restored into one`,
        remedy: 'Give each database a setting of its own',
      };
    } else {
      seen.add(key);
      yield* judgeSecrets(app, key, secretKeys);
    }
  }
}

function* judgeSecrets(
  app: WildCloudApp,
  key: string,
  secretKeys: RestoreDeclaration['databases'][number]['secretKeys'],
): Iterable<Assessment> {
  for (const { name, origin } of secretKeys) {
    const secret = app.secrets.find((one) => one.name === name);
    const about = { outcome: 'problem', about: app, at: origin, discriminator: `secret ${name}` } as const;
    if (secret) {
      // A secret without a template is typed in by somebody, and may hold the name or not.
      if (secret.template.kind !== 'written' || mayHold(secret.template.value, key, app)) continue;
      yield {
        ...about,
        severity: 'warning',
        message: `The secret ${name} of ${app.title} does not contain ${key}, so there is nothing in it to rewrite`,
        remedy: `Remove it from secretKeys, or build it from \`{{ .app.${key} }}\``,
        evidence: [{ message: 'the secret', at: secret.origin }],
      };
    } else if (!app.requiredSecrets.some((one) => one === name || one.endsWith(`.${name}`))) {
      yield {
        ...about,
        message: `${sentence(app.title)} has no secret ${name} in defaultSecrets: what holds the URL of its database is not rewritten, and the standby writes to the database in use`,
        remedy: remedyFor(
          name,
          app.secrets.map((one) => one.name),
          'Name a key of `defaultSecrets`',
        ),
      };
    }
  }
}

function* judgeVolumes(app: WildCloudApp, { volumes }: RestoreDeclaration): Iterable<Assessment> {
  if (!app.claims) return;
  const names = app.claims.map(({ name }) => name);
  for (const { name, origin } of volumes) {
    if (names.includes(name)) continue;
    yield {
      outcome: 'problem',
      about: app,
      at: origin,
      discriminator: `volume ${name}`,
      message: `The files of ${app.title} claim no volume ${name}: nothing is restored under that name`,
      remedy: remedyFor(name, names, 'Name a PersistentVolumeClaim of its kustomization'),
    };
  }
}

function remedyFor(written: string | undefined, names: readonly string[], otherwise: string): string {
  const near = written === undefined ? undefined : nearestName(written, names);
  return near === undefined ? otherwise : `Did you mean \`${near}\`?`;
}

/** Templates can take a setting in many ways, and somebody may have written the name itself. */
function mayHold(template: string, key: string, { settings }: WildCloudApp): boolean {
  const setting = settings.get(key);
  const value = setting && known(setting);
  return (
    template.includes(key.slice(key.lastIndexOf('.') + 1)) ||
    (value !== undefined && value !== '' && template.includes(value))
  );
}
