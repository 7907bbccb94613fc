/** What the environment says besides the forges, by the names of the configuration. */
export function settingsOfEnvironment(env: NodeJS.ProcessEnv): Record<string, unknown> {
  return given({
    host: env.HOST,
    port: env.PORT,
    metricsPort: env.METRICS_PORT,
    redisUrl: env.REDIS_URL,
    redisUrlFile: env.REDIS_URL_FILE,
    sweepEvery: env.SWEEP_EVERY,
    collectFor: env.COLLECT_FOR,
    concurrency: env.CONCURRENCY,
    logLevel: env.LOG_LEVEL,
    dryRun: env.DRY_RUN,
  });
}

/** The GitHub App and the Forgejo or Gitea that the environment describes; one of each at most. */
export function forgesOfEnvironment(env: NodeJS.ProcessEnv): readonly Record<string, unknown>[] {
  const github = given({
    url: env.GITHUB_API_URL,
    appId: env.GITHUB_APP_ID,
    privateKey: env.GITHUB_PRIVATE_KEY?.replaceAll('\\n', '\n'),
    privateKeyFile: env.GITHUB_PRIVATE_KEY_FILE,
    webhookSecrets: list(env.GITHUB_WEBHOOK_SECRET),
    webhookSecretsFiles: list(env.GITHUB_WEBHOOK_SECRET_FILE),
    repositories: list(env.GITHUB_REPOSITORIES),
  });
  return [
    ...(env.GITHUB_APP_ID === undefined ? [] : [{ kind: 'github', name: 'github', ...github }]),
    ...(['forgejo', 'gitea'] as const).flatMap((kind) => {
      const prefix = kind.toUpperCase();
      if (env[`${prefix}_URL`] === undefined) return [];
      const settings = given({
        url: env[`${prefix}_URL`],
        token: env[`${prefix}_TOKEN`],
        tokenFile: env[`${prefix}_TOKEN_FILE`],
        login: env[`${prefix}_LOGIN`],
        webhookSecrets: list(env[`${prefix}_WEBHOOK_SECRET`]),
        webhookSecretsFiles: list(env[`${prefix}_WEBHOOK_SECRET_FILE`]),
        repositories: list(env[`${prefix}_REPOSITORIES`]),
      });
      return [{ kind, name: kind, ...settings }];
    }),
  ];
}

function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
}

/** Words between commas or spaces. */
function list(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : value.split(/[\s,]+/).filter((word) => word !== '');
}
