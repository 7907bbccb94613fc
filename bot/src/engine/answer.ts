import { z } from 'zod';

/** No answer is longer, whatever the engine is made to say. */
const mostText = 70_000;
const short = z.string().max(1_000);
const line = z.int().positive();

const note = z.strictObject({
  key: z.string().regex(/^[\w.:-]{1,64}$/),
  path: z.string().max(4_096),
  startLine: line,
  line,
  body: z.string().max(mostText),
  suggestion: z.string().max(mostText).exactOptional(),
});

const verdict = z.strictObject({
  name: z.literal('backlint'),
  state: z.enum(['success', 'failure']),
  title: short,
});

const label = z.strictObject({ name: short, color: z.string().regex(/^[0-9a-f]{6}$/), description: short });

const publication = z.strictObject({
  headCommit: z.string(),
  stamp: z.string(),
  body: z.string().max(mostText),
  isNews: z.boolean(),
  notes: z.array(note).max(50),
  verdict,
  labels: z.strictObject({ known: z.array(label).max(3), wanted: z.array(short).max(3) }).exactOptional(),
  followUps: z
    .array(
      z.strictObject({
        key: z.string().regex(/^[\w.:-]{1,64}$/),
        title: short,
        body: z.string().max(mostText),
        labels: z.array(short).max(10),
      }),
    )
    .max(10),
});

/** A finding as somebody may waive it. */
const finding = z.strictObject({
  key: z.string().regex(/^[0-9a-f]{32}$/),
  rule: z.string().max(200),
  severity: z.enum(['error', 'warning', 'note']),
  message: short,
  /** Whether the change brings or touches it. */
  isOwn: z.boolean(),
});

/** Who may waive, by the configuration: logins, and teams as `organisation/team`. */
const approvers = z.array(short).max(100);

/**
 * What the engine answers. It has read what strangers wrote, so its answer is checked as if a stranger had written it: no
 * more than this reaches a forge.
 */
export const answerSchema = z.discriminatedUnion('kind', [
  /** It cannot go on without the contents of these files. */
  z.strictObject({ kind: z.literal('needs'), ids: z.array(z.string().regex(/^[0-9a-f]{40,64}$/)).max(10_000) }),
  /** The configuration of the base branch is wrong. */
  z.strictObject({ kind: z.literal('misconfigured'), message: z.string().max(mostText) }),
  z.strictObject({
    kind: z.literal('reviewed'),
    publication,
    findings: z.array(finding).max(1_000),
    approvers: approvers.optional(),
    /** Markdown for each wish, in their order. */
    granted: z.array(z.string().max(mostText)).max(30),
  }),
]);

/** See `answerSchema`. */
export type Answer = z.infer<typeof answerSchema>;
/** The answer that has a review. */
export type Reviewed = Extract<Answer, { readonly kind: 'reviewed' }>;
