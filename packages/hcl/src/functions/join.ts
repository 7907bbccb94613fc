import type { Node } from '@backlint/source/node';
import { failure, isNull, unknownBecause } from '../evaluate/nodes.ts';
import { TextBuilder } from '../evaluate/text-builder.ts';
import type { FunctionCall, Functions } from './function-spec.ts';
import { text, textList } from './function-spec.ts';
import { textOf } from './simple.ts';

/** Functions that put texts together, of which the beginning is certain even where something later is not. */
export const joinFunctions: Functions = {
  join: {
    parameters: [text, { ...textList, takes: 'parts' }],
    rest: { ...textList, takes: 'parts' },
    apply: join,
  },
};

function join([separator, ...lists]: readonly Node[], { origin, scope }: FunctionCall): Node {
  const builder = new TextBuilder(scope.budget);
  let isFirst = true;
  for (const item of lists.flatMap((list) => (list.kind === 'sequence' ? list.items : []))) {
    if (!isFirst) builder.add(textOf(separator), separator?.origin ?? origin);
    isFirst = false;
    if (item.kind === 'unknown') return unknownBecause(item, origin, builder.text + (item.prefix ?? ''));
    if (isNull(item)) return failure('an element of the list is null', origin);
    builder.add(textOf(item), item.origin);
    const obstacle = builder.obstacle(origin);
    if (obstacle) return obstacle;
  }
  return builder.build(origin);
}
