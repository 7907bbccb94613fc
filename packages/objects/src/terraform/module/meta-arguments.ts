import type { Body } from '@backlint/hcl/syntax-tree';

const meta: ReadonlySet<string> = new Set(
  'connection count depends_on for_each lifecycle provider provisioner'.split(' '),
);

/** A body without what is meant for Terraform itself rather than for the provider. */
export function withoutMeta(body: Body): Body {
  return {
    ...body,
    attributes: new Map([...body.attributes].filter(([name]) => !meta.has(name))),
    blocks: body.blocks.filter(({ type }) => !meta.has(type.text)),
  };
}
