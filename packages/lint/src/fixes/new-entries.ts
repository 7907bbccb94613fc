/** Entries to write, by key: plain words and flags, or objects of these. */
export interface NewEntries {
  readonly [key: string]: string | boolean | NewEntries;
}

/** How entries are written around a place. */
export type EntryStyle = 'yaml' | 'json' | 'hcl' | 'yaml-or-hcl';

/** One entry on one line. */
export function entryText(key: string, value: NewEntries[string], style: EntryStyle): string {
  const name = style === 'json' ? JSON.stringify(key) : key;
  return `${name}${style === 'hcl' ? ' = ' : ': '}${valueText(value, style)}`;
}

/** Entries on lines of their own, in block style where there is one. */
export function entryLines(entries: NewEntries, style: EntryStyle): readonly string[] {
  return Object.entries(entries).flatMap(([key, value]) => {
    if (typeof value !== 'object' || style === 'json' || style === 'yaml-or-hcl') return [entryText(key, value, style)];
    const inside = entryLines(value, style).map((line) => `  ${line}`);
    return style === 'hcl' ? [`${key} = {`, ...inside, '}'] : [`${key}:`, ...inside];
  });
}

function valueText(value: NewEntries[string], style: EntryStyle): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return isPlain(value) && style === 'yaml' ? value : quoted(value);
  const entries = Object.entries(value).map(([key, inner]) => entryText(key, inner, style));
  return `{ ${entries.join(', ')} }`;
}

/** A word that YAML takes for text as it stands. */
function isPlain(text: string): boolean {
  if (/^[1-9][0-9]*[dwm]$/.test(text)) return true;
  return /^[A-Za-z][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
}

/** Quoted so that YAML, JSON and HCL all read the same; HCL would take `${` for a template. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, '$1$1{');
}
