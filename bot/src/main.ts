import process from 'node:process';
import { version } from 'backlint/version';
import { Command } from 'commander';
import { readConfiguration } from './configuration/read-configuration.ts';
import type { BotConfiguration } from './configuration/schema.ts';
import { secretsOf } from './configuration/secrets-of.ts';
import { doctor } from './doctor/doctor.ts';
import type { Engine } from './engine/engine.ts';
import { engineProcess } from './engine/engine-process.ts';
import { makeLog } from './log.ts';
import { type SetupOptions, setup } from './setup/setup.ts';
import { startBot } from './start-bot.ts';

const program = new Command('backlint-bot')
  .description('Reviews pull requests about backups, on GitHub, Forgejo and Gitea.')
  .version(version())
  .option('--config <file>', 'the configuration; BACKLINT_BOT_CONFIG and the environment otherwise');

program
  .command('serve', { isDefault: true })
  .description('take webhooks and review pull requests, until SIGTERM')
  .action(serve);

program
  .command('doctor')
  .description('say what is right and what is missing, and change nothing; exits with 1 where something is missing')
  .action(async () => {
    const configuration = configurationOrExit();
    process.exitCode = await doctor(configuration, engineOf(configuration), write);
  });

program
  .command('setup')
  .description('make a GitHub App for the bot, and write its key, its secret and bot.yaml')
  .requiredOption('--webhooks <url>', 'where the bot will be reached from GitHub, such as https://backlint.example.com')
  .option('--folder <folder>', 'where the files go; must not hold them yet', 'backlint-bot')
  .option('--organization <name>', 'whose app it will be; your own otherwise')
  .option('--github <url>', 'GitHub itself, or a GitHub Enterprise Server', 'https://github.com')
  .option('--port <number>', 'of the page on this machine; any that is free otherwise', Number)
  .action(async (options: SetupOptions) => {
    process.exitCode = await setup(options, write);
  });

/** Milliseconds for what has begun when the process is told to end; orchestrators kill it after 30 s by default. */
const patience = 20_000;

// Whoever reads what is written may go away, and nobody is reviewed the less for it.
process.stdout.on('error', () => undefined);
await program.parseAsync();

async function serve(): Promise<void> {
  const configuration = configurationOrExit();
  const log = makeLog(configuration.logLevel, secretsOf(configuration));
  const surroundings = { engine: engineOf(configuration), log, now: () => new Date() };
  const bot = await startBot(configuration, surroundings).catch((error: unknown) => {
    log.fatal({ error: error instanceof Error ? error.message : String(error) }, 'cannot start');
    process.exit(1);
  });
  let ending: Promise<void> | undefined;
  // A bug of ours ends the process, for others to start it again, and not before what has begun is finished.
  const end = (code: number) => {
    process.exitCode = code;
    if (ending) return;
    setTimeout(() => process.exit(), patience + 5_000).unref();
    ending = bot.close(patience).then(() => process.exit());
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(0));
  const endByBug = (error: unknown) => {
    log.fatal({ error: error instanceof Error ? error.stack : String(error) }, 'a bug; the process ends');
    end(1);
  };
  process.on('unhandledRejection', endByBug);
  process.on('uncaughtException', endByBug);
}

function engineOf({ engineSeconds, engineMegabytes }: BotConfiguration): Engine {
  return engineProcess(new URL('./engine.js', import.meta.url), {
    time: engineSeconds * 1_000,
    memory: engineMegabytes * 1024 ** 2,
  });
}

function write(text: string): void {
  process.stdout.write(text);
}

function configurationOrExit(): BotConfiguration {
  const { config } = program.opts<{ config?: string }>();
  const read = readConfiguration(process.env, config);
  if (read.kind === 'read') return read.configuration;
  process.stderr.write('The configuration of backlint-bot is wrong.\n');
  for (const problem of read.problems) process.stderr.write(`  ${problem}\n`);
  process.exit(2);
}
