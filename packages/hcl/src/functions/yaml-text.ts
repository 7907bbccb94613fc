import type { Node } from '@backlint/source/node';
import { numberText, sortedEntries } from '../evaluate/nodes.ts';

/**
 * YAML that says the same as Terraform's `yamlencode`: sorted keys, all text in double quotes. Terraform folds long
 * lines and writes text of many lines as a block, which reads the same.
 */
export function yamlText(node: Node): string {
  return `${blockOf(node, '').trimStart()}\n`;
}

/** A value after its key or dash: on the same line, or on lines of its own. */
function blockOf(node: Node, indentation: string): string {
  if (node.kind === 'sequence' && node.items.length > 0) {
    return node.items.map((item) => `\n${indentation}-${inItem(item, indentation)}`).join('');
  }
  if (node.kind === 'mapping' && node.entries.size > 0) {
    return sortedEntries(node.entries)
      .map(([key, { value }]) => `\n${indentation}${JSON.stringify(key)}:${blockOf(value, deeper(value, indentation))}`)
      .join('');
  }
  return ` ${inline(node)}`;
}

/** The first line of a collection in a list stands after the dash. */
function inItem(item: Node, indentation: string): string {
  const block = blockOf(item, `${indentation}  `);
  return block.startsWith('\n') ? ` ${block.trimStart()}` : block;
}

/** A list may begin where its key does. */
function deeper(value: Node, indentation: string): string {
  return value.kind === 'mapping' ? `${indentation}  ` : indentation;
}

function inline(node: Node): string {
  if (node.kind === 'sequence') return '[]';
  if (node.kind === 'mapping') return '{}';
  if (node.kind === 'unknown') return 'null';
  return typeof node.value === 'number' ? numberText(node) : JSON.stringify(node.value);
}
