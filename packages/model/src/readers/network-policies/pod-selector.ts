import { type Node, nodeAt } from '@backlint/source/node';
import { itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { LabelCondition } from '../../network/network-policy.ts';

/** The conditions of a label selector: none for one that selects all, undefined where they are not known. */
export function readSelector(node: Node | undefined): readonly LabelCondition[] | undefined {
  if (!node || (node.kind === 'scalar' && node.value === null)) return [];
  if (node.kind !== 'mapping') return undefined;
  const labels = [...(mappingAt(node, 'matchLabels')?.entries ?? [])].map(([key, { value }]) =>
    value.kind === 'scalar' && typeof value.value === 'string' && !value.value.includes('${')
      ? { key: withoutSource(key), operator: 'In' as const, values: [value.value] }
      : undefined,
  );
  const expressions = itemsAt(node, 'matchExpressions').map(readExpression);
  const conditions = [...labels, ...expressions];
  const certain = conditions.flatMap((condition) => condition ?? []);
  const isKnown = ['matchLabels', 'matchExpressions'].every((key) => nodeAt(node, [key])?.kind !== 'unknown');
  return isKnown && certain.length === conditions.length ? certain : undefined;
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

function readExpression(node: Node): LabelCondition | undefined {
  const key = known(stringAt(node, 'key'));
  const operator = operators.find((one) => one === known(stringAt(node, 'operator')));
  const items = itemsAt(node, 'values');
  const values = items.flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : []));
  if (key === undefined || operator === undefined || values.length < items.length) return undefined;
  return { key: withoutSource(key), operator, values };
}

/** Cilium writes where a label comes from before it: `k8s:cnpg.io/cluster`. */
function withoutSource(key: string): string {
  return key.replace(/^(?:k8s|any)[:.]/, '');
}
