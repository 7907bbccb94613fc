import { insideTree } from '@backlint/hcl/functions/inside-tree';
import type { Block } from '@backlint/hcl/syntax-tree';

/** Where a module call takes its module from. */
export type ModuleSource =
  | { readonly kind: 'local'; readonly directory: string }
  | { readonly kind: 'elsewhere'; readonly why: string };

/** Reads the `source` of a module call: only a path that starts with `./` or `../` and stays in the tree is local. */
export function moduleSourceOf(call: Block, directory: string): ModuleSource {
  const text = literalText(call);
  if (text === undefined) return { kind: 'elsewhere', why: 'its source is not written as a plain text' };
  if (!/^\.\.?(?:\/|$)/.test(text)) {
    return { kind: 'elsewhere', why: 'its module comes from outside the repository, and nothing is fetched' };
  }
  const inside = insideTree(directory, text);
  if (inside === undefined) return { kind: 'elsewhere', why: 'its module lies outside the repository' };
  return { kind: 'local', directory: inside };
}

function literalText({ body }: Block): string | undefined {
  const source = body.attributes.get('source')?.value;
  if (source?.kind === 'literal') return typeof source.value === 'string' ? source.value : undefined;
  if (source?.kind !== 'template') return undefined;
  const [part, more] = source.parts;
  return part?.kind === 'text' && !more ? part.value : undefined;
}
