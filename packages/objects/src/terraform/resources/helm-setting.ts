import { type Node, nodeAt } from '@backlint/source/node';

/** The path that a `set` names: `cluster.annotations.a\.b/c`. Undefined for one into a list, or one that is not known. */
export function settingPath(name: Node | undefined): readonly string[] | undefined {
  if (name?.kind !== 'scalar') return undefined;
  const path = String(name.value);
  if (/[[\]{}]/.test(path)) return undefined;
  return (path.match(/(?:\\.|[^.\\])+/g) ?? []).map((step) => step.replace(/\\(.)/g, '$1'));
}

/** The value that a `set` gives, read as Helm reads it: numbers and booleans, unless its type says that it is text. */
export function settingValue(setting: Node): Node | undefined {
  const value = nodeAt(setting, ['value']);
  const type = nodeAt(setting, ['type']);
  if (value?.kind !== 'scalar') return value;
  if (typeof value.value !== 'string' || (type?.kind === 'scalar' && type.value === 'string')) return value;
  const text = value.value;
  const { origin } = value;
  if (text === 'true' || text === 'false') return { kind: 'scalar', value: text === 'true', origin };
  if (text === 'null') return { kind: 'scalar', value: null, origin };
  if (/^(?:0|-?[1-9]\d{0,14})$/.test(text)) return { kind: 'scalar', value: Number(text), origin };
  return { kind: 'scalar', value: text.replace(/\\(.)/g, '$1'), origin };
}
