import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { isWritten, stringAt } from '@backlint/source/node-values';
import { known, type Value } from '@backlint/source/value';
import { mayShareNamespace } from '../../link.ts';
import type { Locality } from '../../locality.ts';

/** Where the storage behind a claim stands, by what the claim itself says. */
export type ClaimFacts = (claim: Value<string>, namespace: Value<string>) => Locality;

/** Storage classes that sound like a server elsewhere. */
const remote = /nfs|smb|cifs|efs|azurefile|filestore|synology|truenas|democratic|juicefs|rclone|iscsi|s3/i;

/** Asks the declared PersistentVolumeClaims; of one that is not declared nothing is known. */
export function claimFactsOf(objects: readonly KubernetesObject[]): ClaimFacts {
  const claims = objects.filter(({ group, kind }) => group === '' && kind === 'PersistentVolumeClaim');
  return (claim, namespace) => {
    const name = known(claim);
    if (name === undefined) return { kind: 'unknown', why: 'which claim that is, is not known' };
    const found = claims.find(
      (object) => known(object.name) === name && mayShareNamespace(object.namespace, namespace),
    );
    if (!found) return { kind: 'unknown', why: `what the claim ${name} is bound to is not declared here` };
    const storageClass = stringAt(found.root, 'spec', 'storageClassName');
    if (isWritten(found.root, 'spec', 'volumeName')) {
      return { kind: 'unknown', why: `the claim ${name} is bound to a volume of its own, which may stand elsewhere` };
    }
    if (storageClass.kind === 'unknown' || remote.test(known(storageClass) ?? '')) {
      return { kind: 'unknown', why: `where the storage class of the claim ${name} keeps its volumes is not known` };
    }
    return { kind: 'in-cluster', why: `the claim ${name} is a volume of the same Kubernetes cluster` };
  };
}
