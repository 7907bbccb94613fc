import { sealOf } from '../commands/seal.ts';
import type { ForgeConfiguration } from '../configuration/schema.ts';
import type { Metrics } from '../metrics.ts';
import type { Pace } from '../queue/pace.ts';
import type { ConnectedForge } from './connected-forge.ts';
import { giteaAccount } from './gitea-account.ts';
import { githubApp } from './github-app.ts';
import { type Patience, usualPatience } from './surroundings.ts';

/** The forge that a part of the configuration describes. Nothing is asked before somebody needs it. */
export function connect(
  configuration: ForgeConfiguration,
  pace: Pace,
  metrics: Metrics,
  patience: Patience = usualPatience,
  onError: (error: unknown) => void = () => undefined,
): ConnectedForge {
  const { name, url, repositories, webhookSecrets } = configuration;
  const pacing = {
    pace,
    patience,
    onAnswer: (method: string, status: number, remaining: number | undefined) =>
      metrics.forgeAnswer(name, method, status, remaining),
  };
  const common = { name, url, repositories, pacing, seal: sealOf(name, webhookSecrets) };
  if (configuration.kind === 'github') {
    const { appId, privateKey } = configuration;
    return githubApp({ ...common, appId, privateKey, onError });
  }
  const { token, login } = configuration;
  return giteaAccount({ ...common, token, login });
}
