import type { BotConfiguration } from './schema.ts';

/** Everything in a configuration that nobody else may see. */
export function secretsOf({ forges, redisUrl }: BotConfiguration): readonly string[] {
  const password = redisUrl === undefined ? '' : decodeURIComponent(new URL(redisUrl).password);
  return [
    ...forges.flatMap((forge) => [
      ...forge.webhookSecrets,
      ...(forge.kind === 'github' ? [forge.privateKey] : [forge.token]),
    ]),
    ...(password === '' ? [] : [password]),
  ];
}
