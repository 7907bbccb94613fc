import type { Block } from '@backlint/hcl/syntax-tree';

/**
 * A block as an override file changes it, by Terraform's rules: arguments are replaced one by one, and nested blocks
 * replace all nested blocks of the same type.
 */
export function overridden(original: Block, override: Block): Block {
  const replaced = new Set(override.body.blocks.map(contentType));
  return {
    ...original,
    body: {
      ...original.body,
      attributes: new Map([...original.body.attributes, ...override.body.attributes]),
      blocks: [...original.body.blocks.filter((block) => !replaced.has(contentType(block))), ...override.body.blocks],
      isComplete: original.body.isComplete && override.body.isComplete,
    },
  };
}

/** The type of block that a block is, or that a `dynamic` block makes. */
function contentType({ type, labels }: Block): string {
  return type.text === 'dynamic' ? (labels[0]?.text ?? '') : type.text;
}
