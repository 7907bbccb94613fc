import type { ScaffoldKind } from 'backlint/scaffold/scaffold-kind';

/** What somebody asks of the bot in a comment. */
export type Command =
  | { readonly kind: 'recheck' }
  | { readonly kind: 'explain'; readonly rule: string }
  | {
      readonly kind: 'waive';
      readonly rule: string;
      /** The last day, `YYYY-MM-DD`. */
      readonly until: string;
      readonly reason: string;
    }
  | { readonly kind: 'unwaive'; readonly rule: string }
  | { readonly kind: 'fix' }
  | { readonly kind: 'scaffold'; readonly what: ScaffoldKind; readonly for: string; readonly as: 'yaml' | 'terraform' }
  | { readonly kind: 'help' }
  /** Something after `/backlint` that is no command. */
  | { readonly kind: 'misspelt'; readonly why: string };
