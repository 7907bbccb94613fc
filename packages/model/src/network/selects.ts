import { known } from '@backlint/source/value';
import type { Database } from '../database.ts';
import type { LabelCondition, NetworkPolicy } from './network-policy.ts';

/** Whether a policy is about the instances of a database; undefined where the files do not decide. */
export function selects(
  { isClusterWide, namespace, selector }: NetworkPolicy,
  database: Database,
): boolean | undefined {
  const [home, own] = [known(namespace), known(database.namespace)];
  if (!isClusterWide && home !== undefined && own !== undefined && home !== own) return false;
  const verdicts = (selector ?? []).map((condition) => isMet(condition, labelOf(database, condition.key)));
  if (verdicts.includes(false)) return false;
  const isNear = isClusterWide || (home !== undefined && own !== undefined);
  return isNear && selector !== undefined && !verdicts.includes(undefined) ? true : undefined;
}

/** A label that is there, one that certainly is not, or one that may be. */
type Label = { readonly value: string } | 'absent' | undefined;

/** What is certain of a label of the instances of a database (CloudNativePG 1.30, pkg/utils/labels_annotations.go). */
function labelOf({ name, namespace, inheritedLabels }: Database, key: string): Label {
  if (key === 'cnpg.io/podRole') return { value: 'instance' };
  if (key === 'cnpg.io/jobRole') return 'absent';
  if (key === 'cnpg.io/cluster') return textOf(known(name));
  if (key === 'io.kubernetes.pod.namespace') return textOf(known(namespace));
  return textOf(known(inheritedLabels.find((label) => label.key === key)?.value ?? nothing(name)));
}

function nothing({ origin }: Database['name']): Database['name'] {
  return { kind: 'absent', origin };
}

function textOf(value: string | undefined): Label {
  return value === undefined ? undefined : { value };
}

function isMet({ operator, values }: LabelCondition, label: Label): boolean | undefined {
  if (label === undefined) return undefined;
  if (label === 'absent') return operator === 'NotIn' || operator === 'DoesNotExist';
  if (operator === 'Exists' || operator === 'DoesNotExist') return operator === 'Exists';
  return values.includes(label.value) === (operator === 'In');
}
