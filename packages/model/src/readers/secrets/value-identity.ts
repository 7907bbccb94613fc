import { known, type Link, type Value } from '@backlint/source/value';
import type { Secret } from '../../credential.ts';

/** A key of a Secret, as something takes it in one cluster. */
export interface TakenKey {
  readonly namespace: Value<string>;
  readonly secretName: Value<string>;
  readonly key: Value<string>;
  readonly secret: Link<Secret>;
}

/** Words that are the same for two keys only if their values certainly are; undefined where the files do not tell. */
export function valueIdentityOf(
  { namespace, secretName, key, secret }: TakenKey,
  environment: string,
): string | undefined {
  const name = known(key);
  if (name === undefined) return undefined;
  const to = secret.kind === 'resolved' ? secret.to : undefined;
  const written = to?.keys.find((one) => one.name === name);
  if (to?.copyOf !== undefined) return `${environment} copy of ${to.copyOf} ${name}`;
  if (written?.source !== undefined) return `${environment} ${written.source}`;
  // One line that is brought into several namespaces. What a namespace fills in may differ.
  const isKept = to?.protection === 'plain' || to?.protection === 'sops';
  if (written && isKept && (written.content === 'plain' || written.content === 'protected')) {
    return `${written.origin.range.file.path}:${written.origin.range.start} ${name}`;
  }
  const [home, called] = [known(namespace), known(secretName)];
  return home === undefined || called === undefined ? undefined : `${environment} ${home}/${called} ${name}`;
}
