import { podSpec } from '@backlint/objects/kubernetes/cron-job-pod-spec';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { nodeAt } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { isConfidentialName } from '../../confidential-name.ts';
import type { WrittenVariable } from '../../credential.ts';
import type { Part } from '../../part.ts';
import { contentOf } from './content-of.ts';

/** The confidential variables of a CronJob whose values are written in it. */
export function readWrittenVariables({ root }: KubernetesObject, user: Part): readonly WrittenVariable[] {
  const containers = [...itemsAt(root, ...podSpec, 'initContainers'), ...itemsAt(root, ...podSpec, 'containers')];
  return containers
    .flatMap((container) => itemsAt(container, 'env'))
    .flatMap((variable): readonly WrittenVariable[] => {
      const [name, value] = [known(stringAt(variable, 'name')), nodeAt(variable, ['value'])];
      if (name === undefined || !value || !isConfidentialName(name)) return [];
      const content = contentOf(value, 'text');
      return content === 'plain' || content === 'placeholder' ? [{ user, name, content, origin: value.origin }] : [];
    });
}
