import { type BotConfiguration, configurationSchema, type ForgeConfiguration } from '../configuration/schema.ts';
import type { Engine } from '../engine/engine.ts';
import { directEngine } from '../testing/direct-engine.ts';
import { doctor } from './doctor.ts';

/** What the doctor says of a bot with one forge, for tests: never a secret. */
export interface Diagnosis {
  readonly code: number;
  readonly said: string;
  /** The lines that say what is missing. */
  readonly missing: readonly string[];
}

/** Asks the doctor about a bot with this forge. */
export async function diagnose(
  forge: ForgeConfiguration,
  more: Partial<BotConfiguration> = {},
  engine: Engine = directEngine,
): Promise<Diagnosis> {
  let said = '';
  const configuration = { ...configurationSchema.parse({ forges: [forge] }), ...more };
  const code = await doctor(configuration, engine, (text) => {
    said += text;
  });
  if (/secret-token-of-the-bot|PRIVATE KEY|0123456789abcdef/.test(said)) throw new Error('It told a secret.');
  return { code, said, missing: said.split('\n').filter((line) => line.startsWith('  missing')) };
}
