import { configMapsIn } from '@backlint/objects/kubernetes/config-map';
import { podSpec } from '@backlint/objects/kubernetes/cron-job-pod-spec';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { Node } from '@backlint/source/node';
import { isWritten, itemsAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';
import { type ContainerScript, readContainerScript } from './container-scripts.ts';
import { loneProgram, programIndex } from './lone-program.ts';
import { isInside } from './mounted-scripts.ts';
import { placesIn } from './places-in-text.ts';
import { shellWords } from './shell-words.ts';

/** What a CronJob's pods run, as far as the manifest says. */
export interface JobProgram {
  /** Every word of the commands and arguments, scripts taken apart into their words. */
  readonly words: readonly ProgramWord[];
  /** The environment variables written with a value. */
  readonly variables: ReadonlyMap<string, ProgramWord>;
  /** The names of all environment variables, wherever their values are. */
  readonly environment: readonly string[];
  /** The names of the Secrets that fill its environment. */
  readonly secrets: readonly ProgramWord[];
  readonly images: readonly string[];
  /** What each container runs, command by command. */
  readonly scripts: readonly ContainerScript[];
  /** Set where part of the program lies outside the manifest; says what. */
  readonly unseen?: string;
  /** Set where the server it connects to is named by a Secret or ConfigMap; says so. */
  readonly connectsElsewhere?: string;
  /** Set where variables come from a ConfigMap that is not here; says so. */
  readonly settingsElsewhere?: string;
}

/** A word with the place where it is written, or where the string is that it stands in. */
export interface ProgramWord {
  readonly text: string;
  readonly at: Origin;
}

const connection = /host|url|uri|dsn|conn|server/i;

/** Reads the program of a CronJob from all of its containers. */
export function readJobProgram({ root }: KubernetesObject): JobProgram {
  const containers = [
    ...itemsAt(root, ...podSpec, 'initContainers'),
    ...itemsAt(root, ...podSpec, 'containers'),
  ].filter((container) => isWritten(container, 'image') || isWritten(container, 'command'));
  const strings = containers.flatMap((container) => [...itemsAt(container, 'command'), ...itemsAt(container, 'args')]);
  const environment = containers.flatMap((container) => itemsAt(container, 'env'));
  const imported = containers.flatMap((container) => itemsAt(container, 'envFrom'));
  const volumes = itemsAt(root, ...podSpec, 'volumes');
  const unseen =
    unseenPart(containers, strings, environment) ??
    containers.flatMap((container) => scriptElsewhere(container, volumes) ?? [])[0];
  return {
    words: strings.flatMap(wordsOf),
    variables: new Map(environment.flatMap(readVariable)),
    environment: environment.flatMap((variable) => wordAt(variable, 'name').map(({ text }) => text)),
    secrets: [
      ...environment.flatMap((variable) => wordAt(variable, 'valueFrom', 'secretKeyRef', 'name')),
      ...imported.flatMap((source) => wordAt(source, 'secretRef', 'name')),
    ],
    scripts: containers.map(readContainerScript),
    images: containers.flatMap((container) => wordAt(container, 'image').map(({ text }) => text)),
    ...(unseen === undefined ? {} : { unseen }),
    ...(imported.length > 0 || environment.some(namesServerElsewhere)
      ? { connectsElsewhere: 'the server it connects to is named by a Secret or ConfigMap' }
      : {}),
    ...(imported.some((source) => isWritten(source, 'configMapRef')) ||
    environment.some((variable) => isWritten(variable, 'valueFrom', 'configMapKeyRef'))
      ? { settingsElsewhere: 'part of its environment is in a ConfigMap that is not here' }
      : {}),
  };
}

function wordsOf(node: Node): ProgramWord[] {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return [];
  const place = placesIn(node);
  return shellWords(node.value).map(({ text, start, end }) => ({ text, at: place(start, end) }));
}

function readVariable(node: Node): [string, ProgramWord][] {
  const [name] = wordAt(node, 'name');
  return name ? wordAt(node, 'value').map((value) => [name.text, value]) : [];
}

function wordAt(node: Node, ...path: readonly string[]): ProgramWord[] {
  const value = stringAt(node, ...path);
  return value.kind === 'written' ? [{ text: value.value, at: value.origin }] : [];
}

function namesServerElsewhere(variable: Node): boolean {
  return wordAt(variable, 'name').some(({ text }) => connection.test(text)) && isWritten(variable, 'valueFrom');
}

function unseenPart(
  containers: readonly Node[],
  strings: readonly Node[],
  environment: readonly Node[],
): string | undefined {
  if (strings.some(({ kind }) => kind === 'unknown')) return 'part of its command comes from outside the manifest';
  if (environment.some((variable) => stringAt(variable, 'value').kind === 'unknown')) {
    return 'part of its environment comes from outside the manifest';
  }
  if (containers.length > 0 && strings.length === 0) return 'it runs the program built into its image';
  return undefined;
}

/** A script that is all that a container runs, and that stands in its image or in a volume; those of ConfigMaps are read. */
function scriptElsewhere(container: Node, volumes: readonly Node[]): string | undefined {
  const strings = [...itemsAt(container, 'command'), ...itemsAt(container, 'args')];
  const texts = strings.map((node) => (node.kind === 'scalar' ? String(node.value) : ''));
  const file = loneProgram(texts[programIndex(texts)] ?? '');
  if (file === undefined || !/\.(?:sh|bash|py|pl|rb|js|mjs|php)$/.test(file)) return undefined;
  const mounted = itemsAt(container, 'volumeMounts')
    .filter((mount) => isInside(file, known(stringAt(mount, 'mountPath'))))
    .map((mount) => known(stringAt(mount, 'name')));
  const isRead = volumes.some(
    (volume) => mounted.includes(known(stringAt(volume, 'name'))) && configMapsIn(volume).length > 0,
  );
  return isRead ? undefined : `the script ${file} that it runs is not in these files`;
}
