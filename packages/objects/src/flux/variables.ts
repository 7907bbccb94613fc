import type { Node } from '@backlint/source/node';
import { booleanAt, mappingAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import { type FluxKustomization, substituteFromOf } from './flux-kustomization.ts';
import type { Variable } from './substitute.ts';

/** The variables of a Flux Kustomization, and why a name beyond them cannot be taken for unset. */
export interface Variables {
  readonly known: ReadonlyMap<string, Variable>;
  readonly unset?: string;
}

/**
 * The variables that `postBuild` fills in: ConfigMaps and Secrets of the Kustomization's namespace in their order, then
 * `substitute`, which wins. The values of a Secret are never taken; a source that is not in the files leaves every
 * other name unknown.
 */
export function variablesOf(kustomization: FluxKustomization, objects: readonly KubernetesObject[]): Variables {
  const variables = new Map<string, Variable>();
  let unset: string | undefined;
  for (const source of substituteFromOf(kustomization)) {
    const kind = known(stringAt(source, 'kind')) ?? 'ConfigMap';
    const name = known(stringAt(source, 'name')) ?? '';
    const object = findSource(objects, kind, name, kustomization.namespace);
    if (object) addData(variables, object, kind, name);
    else if (known(booleanAt(source, 'optional')) !== true || kind === 'Secret') {
      unset = `it comes from the ${kind} ${name}, which is not among the files`;
    }
  }
  const inline = kustomization.postBuild ? mappingAt(kustomization.postBuild, 'substitute') : undefined;
  for (const [name, { value }] of inline?.entries ?? []) variables.set(name, variableOf(value));
  return { known: variables, ...(unset === undefined ? {} : { unset }) };
}

function findSource(
  objects: readonly KubernetesObject[],
  kind: string,
  name: string,
  namespace: string | undefined,
): KubernetesObject | undefined {
  const named = objects.filter((object) => object.kind === kind && object.group === '' && known(object.name) === name);
  return named.find((object) => namespace === undefined || known(object.namespace) === namespace) ?? named[0];
}

function addData(variables: Map<string, Variable>, object: KubernetesObject, kind: string, name: string): void {
  for (const field of ['data', 'stringData']) {
    for (const [key, { value }] of mappingAt(object.root, field)?.entries ?? []) {
      variables.set(
        key,
        kind === 'Secret'
          ? { kind: 'unknown', why: `it is a value of the Secret ${name}`, origin: value.origin }
          : variableOf(value),
      );
    }
  }
}

function variableOf(value: Node): Variable {
  const { origin } = value;
  if (value.kind === 'scalar') return { kind: 'known', text: value.value === null ? '' : String(value.value), origin };
  return { kind: 'unknown', why: value.kind === 'unknown' ? value.why : 'it is not text', origin };
}
