import { configMapsIn } from '@backlint/objects/kubernetes/config-map';
import type { Entry, MappingNode, Node, ScalarNode } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { ConfigMapData } from './config-maps.ts';
import { isShell } from './lone-program.ts';
import { shellWords } from './shell-words.ts';

/**
 * What a container runs out of ConfigMaps that it mounts, and the files of ConfigMaps that this names in turn, each as a
 * container that runs just that. A script whose ConfigMap is not here is one that runs something unknown.
 */
export function mountedScriptsOf(
  container: Node,
  volumes: readonly Node[],
  dataOf: ConfigMapData,
): readonly MappingNode[] {
  const strings = [...itemsAt(container, 'command'), ...itemsAt(container, 'args')].filter(isText);
  const mounts = itemsAt(container, 'volumeMounts').map((mount): Mount => {
    const volume = volumes.find((one) => known(stringAt(one, 'name')) === known(stringAt(mount, 'name')));
    const sources = volume ? configMapsIn(volume) : [];
    return {
      folder: known(stringAt(mount, 'mountPath')),
      files: sources.map((source) => filesOf(source, mount, dataOf)),
    };
  });
  return scriptsNamedIn(strings, mounts, new Set());
}

/** A folder of a container, with the files of each ConfigMap in it; undefined for one that is not here. */
interface Mount {
  readonly folder: string | undefined;
  readonly files: readonly (ReadonlyMap<string, Node> | undefined)[];
}

function scriptsNamedIn(
  texts: readonly ScalarNode[],
  mounts: readonly Mount[],
  seen: Set<string>,
): readonly MappingNode[] {
  const words = texts.flatMap((node) => shellWords(String(node.value)).map(({ text }) => ({ text, node })));
  return words.flatMap(({ text, node }, index) => {
    if (seen.has(text)) return [];
    seen.add(text);
    const script = mounts.flatMap(({ files }) => files.flatMap((one) => one?.get(text) ?? []))[0];
    if (script) {
      const start = startOf(words.slice(0, index).map((word) => word.text));
      return [running(script, start), ...scriptsNamedIn([script].filter(isText), mounts, seen)];
    }
    const isHidden = mounts.some(({ folder, files }) => files.includes(undefined) && isInside(text, folder));
    const why = 'the script is in a ConfigMap that is not here';
    return isHidden ? [running({ kind: 'unknown', why, origin: node.origin }, [])] : [];
  });
}

function isText(node: Node): node is ScalarNode {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

/** The files that a ConfigMap puts below a mount, by their paths; undefined where the ConfigMap is not here. */
function filesOf(source: Node, mount: Node, dataOf: ConfigMapData): ReadonlyMap<string, Node> | undefined {
  const data = dataOf(stringAt(source, 'configMap', 'name'));
  const folder = known(stringAt(mount, 'mountPath'))?.replace(/\/+$/, '');
  if (!data || folder === undefined) return undefined;
  const items = itemsAt(source, 'configMap', 'items');
  const paths = items.map((item) => [known(stringAt(item, 'key')), known(stringAt(item, 'path'))] as const);
  const files = items.length === 0 ? [...data.keys()].map((key) => [key, key] as const) : paths;
  const single = known(stringAt(mount, 'subPath'));
  return new Map(
    files.flatMap(([key = '', path = '']): [string, Node][] => {
      const file: Entry | undefined = data.get(key);
      if (!file || (single !== undefined && single !== path)) return [];
      return [[single === undefined ? `${folder}/${path}` : folder, file.value]];
    }),
  );
}

/** Whether a file lies in a folder, or is mounted in its place. */
export function isInside(path: string, folder: string | undefined): boolean {
  return folder !== undefined && (path === folder || path.startsWith(`${folder.replace(/\/+$/, '')}/`));
}

/** The shell that is started with a script, and its options; none where the script is started by itself. */
function startOf(before: readonly string[]): readonly string[] {
  const at = before.findLastIndex((word) => isShell(word));
  const options = at === -1 ? [] : before.slice(at + 1);
  const isPlain = options.every(
    (word, index) => /^-(?![a-z]*c)/.test(word) || /^-[a-z]*o$/.test(options[index - 1] ?? ''),
  );
  return at !== -1 && isPlain ? before.slice(at) : [];
}

/** The words of a script's first line that say what runs it. */
function firstLineOf(script: Node): readonly string[] {
  const [, line = ''] = /^#![ \t]*(.*)/.exec(isText(script) ? String(script.value) : '') ?? [];
  return line.split(/\s+/).filter((word) => word !== '' && word !== '-S' && !/(?:^|\/)env$/.test(word));
}

/** A container that runs a script as it is started, or else as its first line says. */
function running(script: Node, start: readonly string[]): MappingNode {
  const { origin } = script;
  const program = [start, firstLineOf(script), ['sh']].find((words) => words.length > 0) ?? [];
  const words = [...program, '-c'].map((value): Node => ({ kind: 'scalar', value, origin }));
  const command: Node = { kind: 'sequence', items: [...words, script], origin };
  return { kind: 'mapping', entries: new Map([['command', { key: origin, value: command }]]), origin };
}
