import { type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { booleanAt, isWritten, itemsAt, stringAt } from '@backlint/source/node-values';
import { normalisePath, type SourceTree } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import { mergeValues, noValues, setText, withValueSet } from './merge-values.ts';
import { readValuesFile } from './values-file.ts';
import { valuesInText } from './values-in-text.ts';

/**
 * The values that an Argo CD Application gives to its chart, in the order of their weight: `valueFiles`, then
 * `valuesObject` or else `values`, then `parameters`. A file that the tree does not have leaves unknown what nothing after
 * it writes. `path` is the directory of the chart, where it is in a repository.
 */
export function argoValuesOf(helm: MappingNode, path: string | undefined, tree: SourceTree): Node {
  let values: Node = noValues(helm.origin);
  for (const item of itemsAt(helm, 'valueFiles')) {
    const found = valuesFile(item, path, tree);
    if (found) values = mergeValues(values, found);
    else if (known(booleanAt(helm, 'ignoreMissingValueFiles')) !== true) {
      const why = 'one of its values files is not in this repository';
      values = mergeValues(values, { kind: 'unknown', why, origin: item.origin });
    }
  }
  values = mergeValues(values, inlineValues(helm));
  for (const parameter of itemsAt(helm, 'parameters')) values = withParameter(values, parameter);
  for (const { origin } of itemsAt(helm, 'fileParameters')) {
    values = mergeValues(values, { kind: 'unknown', why: 'some are the contents of files', origin });
  }
  return values;
}

/** A file relative to the chart, to the root (`/…`) or to the root of another source (`$values/…`). */
function valuesFile(item: Node, path: string | undefined, tree: SourceTree): Node | undefined {
  if (item.kind !== 'scalar' || typeof item.value !== 'string') return item.kind === 'unknown' ? item : undefined;
  const fromRoot = /^(?:\$[A-Za-z0-9_-]+)?\/(.*)$/.exec(item.value)?.[1];
  if (fromRoot === undefined && path === undefined) return undefined;
  return readValuesFile(normalisePath(fromRoot ?? `${path}/${item.value}`), tree, item.origin);
}

function inlineValues(helm: MappingNode): Node {
  const object = nodeAt(helm, ['valuesObject']);
  if (object && isWritten(helm, 'valuesObject')) return object;
  const text = nodeAt(helm, ['values']);
  if (text?.kind === 'scalar' && text.value !== null) return valuesInText(text);
  return text?.kind === 'unknown' ? text : noValues(helm.origin);
}

function withParameter(values: Node, parameter: Node): Node {
  const name = known(stringAt(parameter, 'name'));
  const value = nodeAt(parameter, ['value']);
  const isText = known(booleanAt(parameter, 'forceString')) === true;
  const set = value?.kind === 'scalar' && !isText ? setText(String(value.value), value.origin) : value;
  const result = name === undefined || !set ? undefined : withValueSet(values, name, set);
  const why = 'some are set in a way that is not understood';
  return result ?? mergeValues(values, { kind: 'unknown', why, origin: parameter.origin });
}
