import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { Node } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { shellWords } from './shell-words.ts';

/** What a CronJob's pods run, as far as the manifest says. */
export interface JobProgram {
  /** Every word of the commands and arguments, scripts taken apart into their words. */
  readonly words: readonly ProgramWord[];
  /** The environment variables written with a value. */
  readonly variables: ReadonlyMap<string, ProgramWord>;
  readonly images: readonly string[];
  /** Set where part of the program lies outside the manifest; says what. */
  readonly unseen?: string;
}

/** A word with the place of the string it stands in. */
export interface ProgramWord {
  readonly text: string;
  readonly at: Origin;
}

const podSpec = ['spec', 'jobTemplate', 'spec', 'template', 'spec'] as const;

/** Reads the program of a CronJob from all of its containers. */
export function readJobProgram({ root }: KubernetesObject): JobProgram {
  const containers = [...itemsAt(root, ...podSpec, 'initContainers'), ...itemsAt(root, ...podSpec, 'containers')];
  const strings = containers.flatMap((container) => [...itemsAt(container, 'command'), ...itemsAt(container, 'args')]);
  const environment = containers.flatMap((container) => itemsAt(container, 'env'));
  const unseen = unseenPart(containers, strings, environment);
  return {
    words: strings.flatMap(wordsOf),
    variables: new Map(environment.flatMap(readVariable)),
    images: containers.flatMap((container) => textOf(stringAt(container, 'image'))),
    ...(unseen === undefined ? {} : { unseen }),
  };
}

function wordsOf(node: Node): ProgramWord[] {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return [];
  return shellWords(node.value).map((text) => ({ text, at: node.origin }));
}

function readVariable(node: Node): [string, ProgramWord][] {
  const [name, value] = [stringAt(node, 'name'), stringAt(node, 'value')];
  if (name.kind !== 'written' || value.kind !== 'written') return [];
  return [[name.value, { text: value.value, at: value.origin }]];
}

function textOf(value: ReturnType<typeof stringAt>): string[] {
  return value.kind === 'written' ? [value.value] : [];
}

function unseenPart(
  containers: readonly Node[],
  strings: readonly Node[],
  environment: readonly Node[],
): string | undefined {
  if (strings.some(({ kind }) => kind === 'unknown')) return 'part of its command comes from outside the manifest';
  if (
    environment.some((variable) => itemsAt(variable).length === 0 && stringAt(variable, 'value').kind === 'unknown')
  ) {
    return 'part of its environment comes from outside the manifest';
  }
  if (containers.length > 0 && strings.length === 0) return 'it runs the program built into its image';
  return undefined;
}
