import type { Ignore, MalformedIgnore } from '@backlint/lint/ignores/ignore';
import { readIgnoreComment } from '@backlint/lint/ignores/read-comment';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { ObjectsRead } from '@backlint/objects/read-objects';
import { mappingAt } from '@backlint/source/node-values';

/** What the sources themselves ask to ignore. */
export interface ReadIgnores {
  readonly ignores: readonly Ignore[];
  readonly malformed: readonly MalformedIgnore[];
}

const annotationPrefix = 'ignore-check.backlint.dev/';

/** Reads the ignores in comments and in annotations such as `ignore-check.backlint.dev/unscheduled-cluster: "a cache"`. */
export function readIgnores({ objects, comments }: Pick<ObjectsRead, 'objects' | 'comments'>): ReadIgnores {
  const read = [
    ...[...comments.values()].flat().flatMap((comment) => readIgnoreComment(comment) ?? []),
    ...objects.flatMap(readAnnotations),
  ];
  return {
    ignores: read.filter((one) => 'rules' in one),
    malformed: read.filter((one) => 'why' in one),
  };
}

function readAnnotations({ root, address }: KubernetesObject): (Ignore | MalformedIgnore)[] {
  const annotations = mappingAt(root, 'metadata', 'annotations');
  return [...(annotations?.entries ?? [])].flatMap(([key, { key: origin, value }]): (Ignore | MalformedIgnore)[] => {
    if (!key.startsWith(annotationPrefix)) return [];
    const at = origin.range;
    const reason = value.kind === 'scalar' && typeof value.value === 'string' ? value.value.trim() : '';
    if (reason === '') return [{ why: 'it gives no reason: write why as the value of the annotation', at }];
    const rules = [key.slice(annotationPrefix.length)];
    return [{ by: 'annotation', rules, reason, at, scope: { kind: 'address', address } }];
  });
}
