import type { Data, ScaffoldedObject } from './scaffolded-object.ts';

/** What the objects refer to in the configuration that makes their cluster. */
export interface HclSurroundings {
  readonly namespace: string;
  /** An expression for the namespace, where the same module makes it. */
  readonly namespaceReference?: string;
  /** The resource that makes the cluster, which the objects come after. */
  readonly cluster?: string;
}

/** Objects as `kubernetes_manifest` resources, as `terraform fmt` lays them out. */
export function hclText(objects: readonly ScaffoldedObject[], surroundings: HclSurroundings): string {
  const { namespace, namespaceReference, cluster } = surroundings;
  const written = textOf(namespace);
  return objects
    .map(({ comment, manifest }) => {
      const label = `${manifest.metadata.name}_${manifest.kind}`.toLowerCase().replace(/[^a-z0-9_]/g, '_');
      const body = valueText(manifest, '  ').replace(/^( *namespace *= )(.*)$/gm, (line, key: string, value: string) =>
        namespaceReference !== undefined && value === written ? `${key}${namespaceReference}` : line,
      );
      return [
        ...comment.map((line) => `# ${line}`.trimEnd()),
        `resource "kubernetes_manifest" ${textOf(label)} {`,
        `  manifest = ${body}`,
        ...(cluster === undefined ? [] : ['', `  depends_on = [${cluster}]`]),
        '}',
        '',
      ].join('\n');
    })
    .join('\n');
}

function valueText(value: Data, indent: string): string {
  if (typeof value === 'string') return isScript(value) ? heredoc(value, indent) : textOf(value);
  if (typeof value !== 'object') return String(value);
  return isList(value) ? listText(value, indent) : objectText(value, indent);
}

function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value);
}

function listText(items: readonly Data[], indent: string): string {
  if (items.length === 0) return '[]';
  if (items.every((item) => typeof item !== 'object' && !String(item).includes('\n'))) {
    return `[${items.map((item) => valueText(item, indent)).join(', ')}]`;
  }
  const inner = `${indent}  `;
  // The newline that ends a heredoc belongs to it, so a comma cannot follow; scripts are last in their lists.
  const lines = items.map((item) => `${inner}${valueText(item, inner)}${isScript(item) ? '' : ','}\n`);
  return `[\n${lines.join('')}${indent}]`;
}

function isScript(value: Data): boolean {
  return typeof value === 'string' && value.includes('\n');
}

function objectText(entries: { readonly [key: string]: Data | undefined }, indent: string): string {
  const written = Object.entries(entries).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
  if (written.length === 0) return '{}';
  const inner = `${indent}  `;
  const widths = columnWidths(written);
  const lines = written.map(({ key, value }, index) => {
    return `${inner}${keyText(key).padEnd(widths[index] ?? 0)} = ${valueText(value, inner)}\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

/** `terraform fmt` aligns the equals signs of neighbouring attributes that take one line each. */
function columnWidths(entries: readonly { readonly key: string; readonly value: Data }[]): readonly number[] {
  const widths: number[] = [];
  for (let start = 0; start < entries.length; ) {
    let end = start;
    while (end < entries.length && isOneLine(entries[end]?.value)) end++;
    const group = entries.slice(start, Math.max(end, start + 1));
    const width = Math.max(...group.map(({ key }) => keyText(key).length));
    for (const { key } of group) widths.push(end > start ? width : keyText(key).length);
    start += group.length;
  }
  return widths;
}

function isOneLine(value: Data | undefined): boolean {
  return value !== undefined && !valueText(value, '').includes('\n');
}

function keyText(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : textOf(key);
}

function textOf(value: string): string {
  return JSON.stringify(value).replace(/\$\{/g, '$$$${').replace(/%\{/g, '%%{');
}

function heredoc(value: string, indent: string): string {
  const inner = `${indent}  `;
  const lines = value.replace(/\n$/, '').split('\n');
  const escaped = lines.map((line) => line.replace(/\$\{/g, '$$$${').replace(/%\{/g, '%%{'));
  return `<<-EOT\n${escaped.map((line) => (line === '' ? '' : `${inner}${line}`)).join('\n')}\n${indent}EOT`;
}
