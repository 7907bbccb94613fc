import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { MadeApp } from './made-app.ts';

const names = { key: 'github.private-key.pem', secret: 'github.webhook-secret', configuration: 'bot.yaml' };

/** Makes the folder where it is not there, and says which of the files that are to come it holds already. */
export function prepareFolder(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return Object.values(names).filter((name) => existsSync(join(folder, name)));
}

/** Writes the app's secrets as files that only their owner may read, and a configuration that names them. */
export function writeApp(folder: string, { id, pem, webhook_secret: secret }: MadeApp, apiUrl: string): void {
  const write = (name: string, text: string, mode: number) =>
    writeFileSync(join(folder, name), text, { mode, flag: 'wx' });
  write(names.key, pem, 0o600);
  write(names.secret, `${secret}\n`, 0o600);
  const forge = {
    kind: 'github',
    name: 'github',
    ...(apiUrl === 'https://api.github.com' ? {} : { url: apiUrl }),
    appId: id,
    privateKeyFile: names.key,
    webhookSecretsFiles: [names.secret],
  };
  write(names.configuration, stringify({ forges: [forge] }), 0o644);
}
