import type { Range } from './range.ts';

/**
 * Where something came from: the text to point at, and what led there. For a value that an overlay patched, `range` is
 * the line in the patch and `via` the line it replaced; for a Terraform variable, `range` is the default or tfvars line
 * and `via` the reference. The first range is always the one to edit.
 */
export interface Origin {
  readonly range: Range;
  readonly via?: Origin;
}

/** The chain from the text to edit to the last place that led to it. */
export function originChain(origin: Origin): readonly Range[] {
  const chain: Range[] = [];
  for (let link: Origin | undefined = origin; link; link = link.via) chain.push(link.range);
  return chain;
}
