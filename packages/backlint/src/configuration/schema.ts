import { parseSchedule } from '@backlint/cron/parse-schedule';
import { readTimeZone } from '@backlint/cron/time-zone';
import { z } from 'zod';
import { houseRuleSubjects } from '../house-rules/house-rule.ts';

const severity = z.enum(['note', 'warning', 'error']);
const day = z.iso.date({ error: 'must be a day such as 2026-12-31' });
const version = z.string().regex(/^v?\d+\.\d+\.\d+$/, { error: 'must be a version such as 1.29.2' });
const days = z.string().regex(/^[1-9]\d*[dwm]$/, { error: 'must be days, weeks or months such as 30d, 4w or 1m' });
const duration = z.string().regex(/^[1-9]\d*[smhd]$/, { error: 'must be a time such as 15m, 24h or 7d' });
const text = z.string().min(1, { error: 'must not be empty' });

const approver = z.string().regex(/^[\w.\-[\]]+(?:\/[\w.-]+)?$/, {
  error: 'must be a login such as alice, or a team as `organisation/team`',
});

const ruleLevel = z.enum(['off', 'note', 'warning', 'error']);

const ruleSetting = z.strictObject({
  severity: ruleLevel.optional(),
  options: z.record(z.string(), z.int().nonnegative({ error: 'must not be negative' })).optional(),
});

const places = z
  .strictObject({
    hosts: z.array(text).optional().describe('Host names; `*.example.com` means every host below it.'),
    networks: z.array(z.union([z.cidrv4(), z.cidrv6()], { error: 'must be a network such as 10.0.0.0/8' })).optional(),
  })
  .describe('Hosts and networks that stand in one place.');

const maintenance = z
  .strictObject({
    name: text,
    schedule: text
      .refine((expression) => parseSchedule(expression, 'cronjob').kind === 'valid', {
        error: 'must be a schedule of five fields such as "0 22 * * 6"',
      })
      .describe('When it begins, in the five fields of crontab.'),
    timeZone: text
      .refine((name) => readTimeZone(name).kind === 'valid', { error: 'must be an IANA time zone such as Europe/Rome' })
      .optional()
      .describe('UTC where it is not given.'),
    duration: duration.describe('How long it lasts.'),
  })
  .describe('A time at which the platform is worked on.');

const tenants = z
  .strictObject({
    label: text.optional().describe('The label or annotation of a database that names its tenant.'),
    namespace: text
      .refine((pattern) => pattern.split('{tenant}').length === 2, { error: 'must have {tenant} in it once' })
      .optional()
      .describe('What namespaces look like where there is no such label: `t-{tenant}`; `*` stands for anything.'),
  })
  .describe('How one sees whose a database is.');

const facts = z
  .strictObject({
    operatorVersion: version.optional().describe('The version of CloudNativePG in use.'),
    pluginVersion: version.optional().describe('The version of its barman-cloud plugin in use.'),
    timeZone: text.optional().describe('The IANA time zone that the operator runs in; UTC in the published images.'),
    inCluster: places.optional().describe('Stores in the same Kubernetes cluster as the databases.'),
    sameSite: places.optional().describe('Stores on the same site.'),
    offSite: places.optional().describe('Stores elsewhere.'),
    tenants: tenants.optional(),
    maintenance: z.array(maintenance).optional().describe('When the platform is worked on, for the timeline.'),
  })
  .describe('What the files do not say about the platform.');

const tier = z
  .strictObject({
    match: z
      .strictObject({
        namespaces: z.array(text).optional(),
        names: z.array(text).optional(),
      })
      .describe('Which databases are in it besides those whose label `backlint.dev/tier` names it.')
      .optional(),
    rpo: duration.optional().describe('The most that may be lost.'),
    walArchive: z.boolean().optional().describe('Whether WAL must be archived; false says that it is not promised.'),
    retention: days.optional().describe('How long backups must be kept at least.'),
    verification: z.enum(['freshness-check', 'restore-drill']).optional(),
    destination: text
      .optional()
      .describe('What destination paths look like: `s3://backups/{namespace}/{name}/`; `{tenant}` is the tenant.'),
    locality: z.enum(['same-site', 'off-site']).optional().describe('How far away backups must be at least.'),
    encryption: z.boolean().optional().describe('Whether the store must be told to encrypt base backups and WAL.'),
  })
  .describe('What databases of one tier need.');

const waiver = z.strictObject({
  rule: text,
  object: text.describe('The address or title of what the finding is about; `*` stands for any part of a name.'),
  reason: text,
  until: day.optional().describe('The last day on which it holds.'),
  approver: text.optional().describe('Who decided it.'),
});

const houseRule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, { error: 'must be in kebab-case, such as missing-tier' }),
  summary: text,
  severity: severity.default('warning'),
  for: z.enum(houseRuleSubjects),
  when: text.optional(),
  assert: text,
  message: text.optional(),
  remedy: text.optional(),
  cases: text.optional().describe('A Markdown file with cases for `backlint test`.'),
});

const review = z.strictObject({
  branch: text.optional().describe('A regular expression for branch names; its first group is the issue.'),
  sections: z.array(text).optional(),
  closesIssue: z.boolean().optional(),
  plan: z.boolean().optional(),
  commands: z.array(text).optional(),
  labels: z.array(text).optional(),
  tests: z.boolean().optional().describe('Whether the body must name what was tested.'),
  files: z.boolean().optional().describe('Whether only files may change that the issue or the body lists.'),
  dependencies: z.boolean().optional().describe('Whether what it depends on must be done first.'),
  statusLabels: z
    .strictObject({ needsFix: text, qa: text, approved: text })
    .optional()
    .describe('The labels that say how a review ended; status:needs-fix, status:qa and status:approved otherwise.'),
  followUps: z.boolean().optional().describe('Whether the bot opens issues for errors that a change does not touch.'),
  approvers: z
    .array(approver)
    .max(100, { error: 'must be 100 at most: name teams' })
    .optional()
    .describe('Who may waive findings on a pull request: logins, and teams as `organisation/team`.'),
  issue: z
    .strictObject({ sections: z.array(text).optional() })
    .optional()
    .describe('What issues should say: used by backlint review --issue.'),
});

/** What `.backlint.yaml` may say. */
export const configurationSchema = z.strictObject({
  profile: z.enum(['minimal', 'recommended', 'strict']).optional(),
  rules: z
    .record(
      z.string(),
      z.union([ruleLevel, ruleSetting], {
        error: 'must be off, note, warning or error, or a mapping with severity and options',
      }),
    )
    .optional()
    .describe('Severities by rule, or `off`; with `options` where a rule has some.'),
  include: z.array(text).optional().describe('Globs of the files to judge; all of them where none is given.'),
  exclude: z.array(text).optional().describe('Globs of files that are not judged.'),
  facts: facts.optional(),
  tiers: z.record(z.string(), tier).optional(),
  waivers: z.array(waiver).optional(),
  houseRules: z.array(houseRule).optional(),
  review: review.optional().describe('What is expected of pull requests.'),
});

/** A configuration that is valid. */
export type Configuration = z.infer<typeof configurationSchema>;
