/** How much of the newest data a way back leaves out. */
export type Loss =
  | { readonly kind: 'nothing' }
  /** What was written in the moment before: seconds as a rule, and nothing that bounds it. */
  | { readonly kind: 'moments' }
  | { readonly kind: 'at-most'; readonly seconds: number }
  /** Something survives, and the files do not tell how old it is. */
  | { readonly kind: 'unknown' };

/** Orders losses, the smallest first. */
export function compareLoss(one: Loss, other: Loss): number {
  return weight(one) - weight(other);
}

function weight(loss: Loss): number {
  const least = { nothing: -2, moments: -1, unknown: Number.MAX_SAFE_INTEGER };
  return loss.kind === 'at-most' ? loss.seconds : least[loss.kind];
}
