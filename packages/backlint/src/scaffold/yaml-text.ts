import { stringify } from 'yaml';
import type { ScaffoldedObject } from './scaffolded-object.ts';

/** Objects as a YAML stream, each with its comment above. */
export function yamlText(objects: readonly ScaffoldedObject[]): string {
  return objects
    .map(({ comment, manifest }) => {
      const lines = comment.map((line) => `# ${line}`.trimEnd());
      const text = stringify(manifest, { lineWidth: 0, aliasDuplicateObjects: false });
      return `---\n${[...lines, text.trimEnd()].join('\n')}\n`;
    })
    .join('');
}
