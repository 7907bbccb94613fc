import type { Node } from '@backlint/source/node';
import { mappingAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { Identity, Resource } from './resource.ts';

/**
 * Whether a resource is meant by a selector (`target` of a patch, `select` of a replacement): each field that is written
 * must match, as an anchored regular expression, one of the identities the resource has had.
 */
export function isSelected(resource: Resource, selector: Node): boolean {
  const fields = (['group', 'version', 'kind', 'name', 'namespace'] as const).flatMap((field) => {
    const pattern = known(stringAt(selector, field));
    return pattern === undefined || pattern === '' ? [] : [{ field, matches: anchored(pattern) }];
  });
  const isMet = (identity: Identity) =>
    fields.every(({ field, matches }) => matches(identity[field] ?? (field === 'namespace' ? 'default' : '')));
  if (!resource.identities.some(isMet)) return false;
  return (
    hasAll(resource, 'labels', selector, 'labelSelector') &&
    hasAll(resource, 'annotations', selector, 'annotationSelector')
  );
}

function anchored(pattern: string): (text: string) => boolean {
  if (/^[\w./-]*$/.test(pattern) && !pattern.includes('.')) return (text) => text === pattern;
  // Only patterns without nested repetition are run: others could take for ever on a hostile name.
  if (pattern.length > 256 || /[+*}]\)?[+*{]|\([^)]*[+*][^)]*\)[+*{]/.test(pattern)) return () => false;
  try {
    const expression = new RegExp(`^(?:${pattern})$`);
    return (text) => expression.test(text);
  } catch {
    return () => false;
  }
}

/** The requirements of a label selector: `key`, `!key`, `key=value`, `key!=value`, `key in (a, b)`, `key notin (a)`. */
function hasAll({ root }: Resource, field: string, selector: Node, name: string): boolean {
  const text = known(stringAt(selector, name));
  if (text === undefined || text === '') return true;
  const pairs = mappingAt(root, 'metadata', field);
  const labelOf = (key: string) => {
    const value = pairs?.entries.get(key)?.value;
    return value?.kind === 'scalar' ? String(value.value) : undefined;
  };
  return text.split(/,(?![^(]*\))/).every((requirement) => meets(requirement.trim(), labelOf));
}

function meets(requirement: string, labelOf: (key: string) => string | undefined): boolean {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(requirement);
  if (set) {
    const values = (set[3] ?? '').split(',').map((value) => value.trim());
    const isIn = values.includes(labelOf(set[1] ?? '') ?? '');
    return set[2] === 'in' ? isIn : !isIn;
  }
  const compared = /^([^!=\s]+)\s*(==?|!=)\s*(\S*)$/.exec(requirement);
  if (compared) {
    const isEqual = labelOf(compared[1] ?? '') === compared[3];
    return compared[2] === '!=' ? !isEqual : isEqual;
  }
  return requirement.startsWith('!') ? labelOf(requirement.slice(1)) === undefined : labelOf(requirement) !== undefined;
}
