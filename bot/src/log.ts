import { type Logger, pino } from 'pino';

/** Where the bot tells what it does: JSON, a line each. */
export type Log = Logger;

/** How much is told. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

/** Forms that secrets have, whoever let them in here. */
const secretForms =
  /gh[pousr]_\w{10,}|github_pat_\w{10,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}|-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)|(?<=:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;

/**
 * A log that holds no secret: fields that are named like one are left out, and texts lose what has the form of one or is one
 * of `secrets`.
 */
export function makeLog(
  level: (typeof logLevels)[number],
  secrets: readonly string[],
  write: (line: string) => void = (line) => process.stdout.write(line),
): Log {
  const escaped = secrets.filter(({ length }) => length > 0).map((secret) => JSON.stringify(secret).slice(1, -1));
  const clean = (line: string) => {
    let cleaned = line;
    for (const secret of escaped) cleaned = cleaned.replaceAll(secret, '***');
    return cleaned.replace(secretForms, '***');
  };
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: ['*.token', '*.secret', '*.password', '*.privateKey', '*.authorization', 'token', 'secret'],
        censor: '***',
      },
    },
    { write: (line: string) => write(clean(line)) },
  );
}
