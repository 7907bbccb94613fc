import type { Entry, Node } from '@backlint/source/node';
import { parseDecimal } from '../evaluate/decimal.ts';
import { failure, mapping, numberNode, scalar, sequence } from '../evaluate/nodes.ts';
import type { JsonValue } from '../json/parse-json.ts';

/** The value that JSON says; of equal keys the last one counts. */
export function jsonNode(value: JsonValue): Node {
  const origin = { range: value.range };
  switch (value.kind) {
    case 'object': {
      const entries = value.entries.map((entry): [string, Entry] => [
        entry.key.content.text,
        { key: { range: entry.key.range }, value: jsonNode(entry.value) },
      ]);
      return mapping(new Map(entries), origin);
    }
    case 'array':
      return sequence(value.items.map(jsonNode), origin);
    case 'string':
      return scalar(value.content.text, origin);
    case 'number': {
      const number = parseDecimal(value.written);
      return number ? numberNode(number, origin) : failure('it is not a number', origin);
    }
    case 'constant':
      return scalar(value.value, origin);
  }
}
