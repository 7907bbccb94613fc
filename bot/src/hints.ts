import type { Work } from './work.ts';

/** What a webhook tells: something to look at, or nothing that concerns backlint. */
export type Hint = { readonly kind: 'work'; readonly work: Work } | { readonly kind: 'ignored'; readonly why: string };
