import { type Entry, type Node, nodeAt } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';

/** The path that a `set` names, as in `backups.scheduledBackups[0].annotations.a\\.b/c`; undefined where it is not known. */
export function settingPath(name: Node | undefined): readonly (string | number)[] | undefined {
  if (name?.kind !== 'scalar') return undefined;
  const steps = String(name.value).match(/\[\d{1,4}\]|(?:\\.|[^.[\\])+/g) ?? [];
  return steps.map((step) => (step.startsWith('[') ? Number(step.slice(1, -1)) : step.replace(/\\(.)/g, '$1')));
}

/** The value that a `set` gives, read as Helm reads it: numbers, booleans and lists, unless its type says that it is text. */
export function settingValue(setting: Node): Node | undefined {
  const value = nodeAt(setting, ['value']);
  const type = nodeAt(setting, ['type']);
  if (value?.kind !== 'scalar' || typeof value.value !== 'string') return value;
  if (type?.kind === 'scalar' && type.value !== 'auto' && type.value !== '') return value;
  const { origin } = value;
  const list = /^\{(?<items>.*)\}$/s.exec(value.value)?.groups?.items;
  if (list === undefined) return plainValue(value.value, origin);
  const items = list === '' ? [] : list.split(',').map((item) => plainValue(item, origin));
  return { kind: 'sequence', items, origin };
}

function plainValue(text: string, origin: Origin): Node {
  if (text === 'true' || text === 'false') return { kind: 'scalar', value: text === 'true', origin };
  if (text === 'null') return { kind: 'scalar', value: null, origin };
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(text)) return { kind: 'scalar', value: Number(text), origin };
  return { kind: 'scalar', value: text.replace(/\\(.)/g, '$1'), origin };
}

/** Values with one of them set, as Helm does it: null removes, and a number is the place in a list. */
export function withSetting(values: Node | undefined, path: readonly (string | number)[], value: Node): Node {
  const [step, ...rest] = path;
  const { origin } = value;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    if (values?.kind === 'unknown') return values;
    const items = values?.kind === 'sequence' ? [...values.items] : [];
    while (items.length < step) items.push({ kind: 'scalar', value: null, origin });
    items[step] = withSetting(items[step], rest, value);
    return { kind: 'sequence', items, origin: values?.origin ?? origin };
  }
  const before = values?.kind === 'mapping' || values?.kind === 'unknown' ? values : undefined;
  const entries = new Map<string, Entry>(before?.entries);
  const isRemoved = rest.length === 0 && value.kind === 'scalar' && value.value === null;
  if (isRemoved) entries.delete(step);
  else entries.set(step, { key: origin, value: withSetting(entries.get(step)?.value, rest, value) });
  return before ? { ...before, entries } : { kind: 'mapping', entries, origin };
}
