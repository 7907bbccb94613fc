import { z } from 'zod';
import { logLevels } from '../log.ts';

const text = z.string().min(1, { error: 'must not be empty' });
const port = z.coerce.number().int().min(0).max(65_535);
const minutes = z
  .string()
  .regex(/^[1-9]\d*[smh]$/, { error: 'must be a time such as 30s, 10m or 1h' })
  .transform(
    (written) =>
      Number.parseInt(written, 10) * { s: 1_000, m: 60_000, h: 3_600_000 }[written.at(-1) as 's' | 'm' | 'h'],
  );

const address = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://forge.example.com' })
  .refine(
    (url) => {
      const { username, password, search, hash } = new URL(url);
      return username + password + search + hash === '';
    },
    { error: 'must hold no user, password, query or fragment' },
  )
  .transform((url) => url.replace(/\/+$/, ''));

/** GitHub makes 64 hexadecimal digits; anybody can guess what people make up. */
const secret = z
  .string()
  .min(32, { error: 'must have 32 characters at least: make one with `openssl rand -hex 32`' })
  .refine((value) => new Set(value).size > 8, { error: 'is too simple: make one with `openssl rand -hex 32`' });

const repository = z.string().regex(/^(?:\*|[\w.-]+\/(?:\*|[\w.-]+))$/, { error: 'must be owner/name, owner/* or *' });

const common = {
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: 'must be in kebab-case: it is a part of the webhook address' })
    .describe('Its webhooks go to /webhooks/<name>.'),
  webhookSecrets: z
    .array(secret)
    .min(1, { error: 'at least one is needed' })
    .max(3)
    .describe('What webhooks are signed with; several while one replaces the other.'),
};

const github = z.strictObject({
  kind: z.literal('github'),
  ...common,
  url: address.default('https://api.github.com').describe('The API; https://HOST/api/v3 on GitHub Enterprise Server.'),
  appId: z.coerce.number().int().positive(),
  privateKey: z
    .string()
    .regex(/-----BEGIN (?:RSA )?PRIVATE KEY-----/, { error: 'must be the PEM file that GitHub gave' }),
  repositories: z.array(repository).min(1).default(['*']).describe('Among those where the app is installed.'),
});

const gitea = z.strictObject({
  kind: z.enum(['forgejo', 'gitea']),
  ...common,
  url: address.describe('The server itself, without /api/v1.'),
  token: z.string().min(16, { error: 'must be a token of the account that reviews' }),
  login: text.optional().describe('The login of the token, where it may not ask for it.'),
  repositories: z
    .array(repository)
    .min(1, { error: 'at least one is needed' })
    .refine((patterns) => !patterns.includes('*'), { error: 'must name owners: owner/* or owner/name' }),
});

/** What the bot must be told before it starts, secrets included. */
export const configurationSchema = z.strictObject({
  forges: z
    .array(z.discriminatedUnion('kind', [github, gitea]))
    .min(1, { error: 'at least one forge is needed' })
    .refine((forges) => new Set(forges.map(({ name }) => name)).size === forges.length, { error: 'names must differ' }),
  host: text.default('0.0.0.0'),
  port: port.default(3000).describe('For webhooks.'),
  metricsPort: port.default(9090).describe('For /livez, /readyz and /metrics; not for the outside.'),
  redisUrl: z
    .url({ protocol: /^rediss?$/, error: 'must be an address such as redis://redis:6379' })
    .optional()
    .describe('Where replicas meet; one process needs none.'),
  sweepEvery: minutes
    .default(600_000)
    .describe('How often open pull requests are looked through for what no webhook told.'),
  collectFor: minutes.default(5_000).describe('How long to wait for more pushes before a review.'),
  concurrency: z.coerce
    .number()
    .int()
    .min(1)
    .max(32)
    .default(2)
    .describe('Reviews at a time; each takes up to 512 MB.'),
  engineSeconds: z.coerce.number().int().min(5).max(600).default(120),
  engineMegabytes: z.coerce.number().int().min(128).max(4_096).default(512),
  logLevel: z.enum(logLevels).default('info'),
  dryRun: z
    .stringbool()
    .or(z.boolean())
    .default(false)
    .describe('Whether to write nothing and to log what would be written.'),
});

/** A configuration that is valid. */
export type BotConfiguration = z.infer<typeof configurationSchema>;
/** One of its forges. */
export type ForgeConfiguration = BotConfiguration['forges'][number];
