import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { numberAt, stringAt } from '@backlint/source/node-values';
import type { Value } from '@backlint/source/value';

/**
 * The major version of PostgreSQL in a Cluster, which the operator reads from the tag of the image (`17.2-bookworm`) where
 * no catalog is asked for it. Absent where neither is written: it then depends on the version of the operator.
 */
export function readMajor({ root }: KubernetesObject): Value<number> {
  const image = stringAt(root, 'spec', 'imageName');
  const fromCatalog = numberAt(root, 'spec', 'imageCatalogRef', 'major');
  return image.kind === 'absent' && fromCatalog.kind !== 'absent' ? fromCatalog : majorOfImage(image);
}

/** The major version of PostgreSQL that an image tells by its tag. */
export function majorOfImage(image: Value<string>): Value<number> {
  const { origin } = image;
  if (image.kind === 'absent') return image;
  if (image.kind === 'unknown') {
    // The tag may be settled where the registry before it is not, but not the other way round.
    return (
      majorOfTag(image.prefix ?? '', /:(?<major>\d{1,2})[.@-]/, origin) ?? { kind: 'unknown', why: image.why, origin }
    );
  }
  const [name = ''] = image.value.split('@');
  const major = majorOfTag(name, /:(?<major>\d{1,2})(?![\d/])[^/:]*$/, origin);
  return major ?? { kind: 'unknown', why: 'the tag of its image tells no version of PostgreSQL', origin };
}

function majorOfTag(text: string, pattern: RegExp, origin: Value<number>['origin']): Value<number> | undefined {
  const major = pattern.exec(text)?.groups?.major;
  return major === undefined ? undefined : { kind: 'written', value: Number(major), origin };
}
