import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { WildCloudApp } from '@backlint/model/wild-cloud';
import { known } from '@backlint/source/value';
import { sentence } from '../sentence.ts';
import { usesSetting } from '../uses-setting.ts';

export const undeclaredRestoreTarget: Rule = {
  id: 'undeclared-restore-target',
  summary: 'Something of a Wild Cloud app that its restore field leaves with the app in use',
  severity: 'error',
  since: '0.1.0',

  *check({ wildCloud: { apps, plans } }) {
    // Versions before the restore field make no standbys.
    if (plans.length === 0 && apps.every(({ restore }) => restore === undefined)) return;
    for (const app of apps) {
      const problems = [...judgeDatabase(app), ...judgeSecrets(app), ...judgeVolumes(app)];
      yield* problems;
      if (!app.restore || problems.length > 0) continue;
      const evidence = [{ message: 'the declaration', at: app.restore.origin }];
      yield {
        outcome: 'upheld',
        about: app,
        message: `${sentence(app.title)} declares all that a standby must not share`,
        evidence,
      };
    }
  },
};

/** What only the environment says is guessed by the names of variables; that often works. */
function* judgeDatabase(app: WildCloudApp): Iterable<Assessment> {
  const required = app.requires.find(({ name }) => /^(?:pg|cnpg|postgres(?:ql)?|mysql|mariadb)$/.test(name));
  if (!required || (app.restore?.databases.length ?? 0) > 0 || secretsWithDatabase(app).length > 0) return;
  yield {
    outcome: 'problem',
    about: app,
    at: app.restore?.origin ?? required.origin,
    severity: 'warning',
    discriminator: 'database',
    message: `${sentence(app.title)} requires ${required.name} and declares no database under restore: Wild Cloud guesses by their names which variables of the standby to rewrite, and what it misses keeps writing to the database in use`,
    remedy: `Add \`restore: {databases: [{configKey: ${databaseKeysOf(app)[0] ?? 'dbName'}}]}\` to the manifest`,
  };
}

function* judgeSecrets(app: WildCloudApp): Iterable<Assessment> {
  const declared = new Set(
    app.restore?.databases.flatMap(({ secretKeys }) => secretKeys.map(({ name }) => name)) ?? [],
  );
  for (const { name, key, origin } of secretsWithDatabase(app)) {
    if (declared.has(name)) continue;
    yield {
      outcome: 'problem',
      about: app,
      at: origin,
      discriminator: `secret ${name}`,
      message: `The secret ${name} of ${app.title} contains the database name, and no secretKeys under restore names it: the standby gets it unchanged, and writes to the database in use`,
      remedy: `Add it: \`restore: {databases: [{configKey: ${key}, secretKeys: [${name}]}]}\``,
      ...(app.restore ? { evidence: [{ message: 'what is declared', at: app.restore.origin }] } : {}),
    };
  }
}

function* judgeVolumes(app: WildCloudApp): Iterable<Assessment> {
  const declared = new Set(app.restore?.volumes.map(({ name }) => name) ?? []);
  // Wild Cloud leaves those out of its backups by their names.
  const missing = (app.claims ?? []).filter(({ name }) => !declared.has(name) && !/-(?:cache|tmp)/.test(name));
  for (const { name, origin } of missing) {
    yield {
      outcome: 'problem',
      about: app,
      at: origin,
      discriminator: `volume ${name}`,
      message: `${sentence(app.title)} claims the volume ${name}, and does not declare it under restore: the standby does not get to see the volume that was restored for it`,
      remedy: `Add \`${name}\` to \`restore.volumes\` in the manifest`,
      ...(app.restore ? { evidence: [{ message: 'what is declared', at: app.restore.origin }] } : {}),
    };
  }
}

/** The secrets whose template holds the name of the app's own database. */
function secretsWithDatabase(
  app: WildCloudApp,
): readonly (WildCloudApp['secrets'][number] & { readonly key: string })[] {
  const keys = databaseKeysOf(app);
  return app.secrets.flatMap((secret) => {
    const template = known(secret.template) ?? '';
    const key = keys.find((one) => usesSetting(template, one));
    return key === undefined ? [] : [{ ...secret, key }];
  });
}

/** The settings that hold names of databases, as declared or else as everybody calls them. */
function databaseKeysOf({ restore, settings }: WildCloudApp): readonly string[] {
  const declared = restore?.databases.flatMap(({ configKey }) => known(configKey) ?? []) ?? [];
  const usual = [...settings.keys()].filter((key) => /^(?:db|database)_?name$|^(?:db|database)\.name$/i.test(key));
  return [...new Set([...declared, ...usual])];
}
