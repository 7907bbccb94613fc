import type { Node } from '@backlint/source/node';
import { numberText, sortedEntries } from '../evaluate/nodes.ts';

/** JSON as Go writes it: sorted keys, all digits, and `<`, `>` and `&` escaped. Nothing in the value may be unknown. */
export function jsonText(value: Node | string): string {
  if (typeof value === 'string') return quoted(value);
  switch (value.kind) {
    case 'scalar':
      if (typeof value.value === 'number') return numberText(value);
      return typeof value.value === 'string' ? quoted(value.value) : String(value.value);
    case 'sequence':
      return `[${value.items.map((item) => jsonText(item)).join(',')}]`;
    case 'mapping': {
      const entries = sortedEntries(value.entries).map(([key, entry]) => `${quoted(key)}:${jsonText(entry.value)}`);
      return `{${entries.join(',')}}`;
    }
    case 'unknown':
      return 'null';
  }
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(/\\[\\bf]|[<>&\u2028\u2029]/g, (written) => {
    if (written === '\\\\') return written;
    const code = written === '\\b' ? 8 : written === '\\f' ? 12 : written.charCodeAt(0);
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
