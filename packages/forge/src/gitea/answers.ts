import { z } from 'zod';

/** Somebody, as Forgejo and Gitea tell; accounts that were deleted are null. */
export const user = z.object({ id: z.number(), login: z.string() }).nullable();

/** A comment of any kind: they are edited and removed alike. */
export const comment = z.object({
  id: z.number(),
  user,
  body: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
});

/** A label of a repository or an organisation. */
export const label = z.object({ id: z.number(), name: z.string() });

/** An answer of which nothing is needed. */
export const anything = z.unknown();
