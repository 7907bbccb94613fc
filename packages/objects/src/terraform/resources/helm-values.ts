import { isNull, secret, unknown } from '@backlint/hcl/evaluate/nodes';
import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import { type Entry, type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { documentIn } from '../text/document-in.ts';
import { settingPath, settingValue, withSetting } from './helm-setting.ts';

/** The values that a `helm_release` gives to its chart: its documents in their order, then what it sets one by one. */
export function helmValuesOf(body: MappingNode): Read<Node> {
  const diagnostics: Diagnostic[] = [];
  const written = nodeAt(body, ['values']);
  const texts = written?.kind === 'sequence' ? written.items : written && !isNull(written) ? [written] : [];
  let values: Node = { kind: 'mapping', entries: new Map(), origin: written?.origin ?? body.origin };
  for (const text of texts) {
    const { result, diagnostics: troubles } = documentOf(text);
    diagnostics.push(...troubles);
    if (result) values = merged(values, result);
  }
  for (const name of ['set', 'set_list']) values = withSettings(values, nodeAt(body, [name]), settingValue);
  values = withSettings(values, nodeAt(body, ['set_sensitive']), () => secret(body.origin));
  return { result: values, diagnostics };
}

function documentOf(text: Node): Read<Node | undefined> {
  if (text.kind === 'unknown') return { result: text.encodes ?? text, diagnostics: [] };
  return text.kind === 'scalar' && !isNull(text) ? documentIn(text) : { result: undefined, diagnostics: [] };
}

/** As Helm merges: mappings key by key, all else is replaced, and null removes. Over an unknown only what follows is certain. */
function merged(below: Node, above: Node): Node {
  if (above.kind === 'unknown') return { ...above, origin: above.origin };
  if (above.kind !== 'mapping' || (below.kind !== 'mapping' && below.kind !== 'unknown')) return above;
  const entries = new Map<string, Entry>(below.entries);
  for (const [name, entry] of above.entries) {
    const before = entries.get(name);
    if (isNull(entry.value)) entries.delete(name);
    else entries.set(name, before ? { key: entry.key, value: merged(before.value, entry.value) } : entry);
  }
  if (below.kind === 'unknown') return unknown(below.why, below.origin, { entries });
  return { kind: 'mapping', entries, origin: below.origin };
}

function withSettings(values: Node, settings: Node | undefined, readValue: (setting: Node) => Node | undefined): Node {
  if (settings?.kind !== 'sequence') return values;
  let result = values;
  for (const setting of settings.items) {
    if (setting.kind === 'unknown') result = merged(result, setting);
    const path = settingPath(nodeAt(setting, ['name']));
    const value = readValue(setting);
    if (path && value) result = withSetting(result, path, value);
  }
  return result;
}
