/** What the doctor says of one thing. What is missing comes with its remedy, and so may what is worth knowing. */
export interface Statement {
  readonly kind: 'right' | 'missing' | 'note';
  readonly text: string;
  readonly remedy?: string;
}

/** Something is as it should be. */
export function right(text: string): Statement {
  return { kind: 'right', text };
}

/** Something keeps the bot from its work. */
export function missing(text: string, remedy: string): Statement {
  return { kind: 'missing', text, remedy };
}

/** Something that the bot works with all the same, or that the doctor may not see. */
export function note(text: string, remedy?: string): Statement {
  return remedy === undefined ? { kind: 'note', text } : { kind: 'note', text, remedy };
}
