import type { BotConfiguration } from './schema.ts';

/** Everything in a configuration that nobody else may see. */
export function secretsOf({ forges, redisUrl }: BotConfiguration): readonly string[] {
  const password = redisUrl === undefined ? '' : decoded(new URL(redisUrl).password);
  return [
    ...forges.flatMap((forge) => [
      ...forge.webhookSecrets,
      ...(forge.kind === 'github' ? [forge.privateKey] : [forge.token]),
    ]),
    ...(password === '' ? [] : [password]),
  ];
}

/** As it is written where it is not encoded, which Redis' client takes too. */
function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}
