import { visibleText } from '@backlint/report/visible-text';
import type { BotConfiguration, ForgeConfiguration } from '../configuration/schema.ts';
import { secretsOf } from '../configuration/secrets-of.ts';
import type { Engine } from '../engine/engine.ts';
import { examineEngine } from './examine-engine.ts';
import { examineGitea } from './examine-gitea.ts';
import { examineGitHub } from './examine-github.ts';
import { examineRedis } from './examine-redis.ts';
import { note, type Statement } from './statement.ts';

/**
 * Looks at everything that a bot of this configuration needs, and writes what is right and what is missing with its remedy.
 * Changes nothing anywhere. Answers with the exit code: 0, or 1 where something is missing.
 */
export async function doctor(
  configuration: BotConfiguration,
  engine: Engine,
  write: (text: string) => void,
): Promise<number> {
  const secrets = secretsOf(configuration);
  const clean = (text: string) => visibleText(withoutSecrets(text, secrets), 1_000);
  let missing = 0;
  for (const [title, statements] of examinations(configuration, engine)) {
    write(`${title}\n`);
    for await (const { kind, text, remedy } of statements) {
      if (kind === 'missing') missing++;
      write(`  ${kind.padEnd(7)}  ${clean(text)}\n`);
      if (remedy !== undefined) write(`           → ${clean(remedy)}\n`);
    }
    write('\n');
  }
  write(
    missing === 0 ? 'Nothing is missing.\n' : `${missing === 1 ? '1 thing is' : `${missing} things are`} missing.\n`,
  );
  return missing === 0 ? 0 : 1;
}

type Statements = AsyncIterable<Statement>;

function* examinations(
  { forges, redisUrl }: BotConfiguration,
  engine: Engine,
): Generator<readonly [string, Statements]> {
  for (const forge of forges) yield [`${forge.name}: ${forge.kind} at ${forge.url}`, examineForge(forge)];
  yield ['queue', redisUrl === undefined ? inOrder([memoryOnly]) : inOrder(examineRedis(redisUrl))];
  yield ['engine', inOrder(examineEngine(engine).then((one) => [one]))];
}

function examineForge(forge: ForgeConfiguration): Statements {
  return forge.kind === 'github' ? examineGitHub(forge) : examineGitea(forge);
}

const memoryOnly = note('The queue is in memory: run one process only, or set `redisUrl` for more');

async function* inOrder(statements: readonly Statement[] | Promise<readonly Statement[]>): Statements {
  yield* await statements;
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.filter(({ length }) => length > 0).reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}
