import type { Node } from '@backlint/source/node';

/**
 * The data in a node as a JSON Schema validator takes it. Nulls in mappings, which the API server prunes, and whatever
 * the files do not decide become `undefined` under their key. Shared nodes stay shared; data that would grow past the
 * limit when each of them is counted as often as it occurs is `undefined` from there on.
 */
export function plainData(root: Node, limit = 100_000): unknown {
  const converted = new Map<Node, { readonly data: unknown; readonly size: number }>();
  let total = 0;
  return convert(root);

  function convert(node: Node): unknown {
    const known = converted.get(node);
    if (known) {
      if (total + known.size > limit) return undefined;
      total += known.size;
      return known.data;
    }
    const before = total++;
    const data = dataOf(node);
    converted.set(node, { data, size: total - before });
    return data;
  }

  function dataOf(node: Node): unknown {
    if (node.kind === 'unknown') return undefined;
    if (node.kind === 'scalar') return isPlaceholder(node.value) ? undefined : node.value;
    if (node.kind === 'sequence') return node.items.map(convert);
    const data: Record<string, unknown> = Object.create(null);
    for (const [name, { value }] of node.entries) data[name] = convert(value) ?? undefined;
    return data;
  }
}

/** Whether a scalar or a key stands for text that something else fills in: `${RETENTION}`, `{{ .Values.x }}`, `<path:…>`. */
export function isPlaceholder(value: unknown): boolean {
  return typeof value === 'string' && placeholder.test(value);
}

const placeholder = /\$[\w({]|\{\{|<[^<>]+>|#{2,}[A-Z][\w-]*#{2,}|^@.+@$|^%.+%$/;
