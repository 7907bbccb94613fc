import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import type { Entry, Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { startOf } from '@backlint/source/range';
import type { SourceFile } from '@backlint/source/source-file';
import { isSourceFile, type SourceTree } from '@backlint/source/source-tree';
import { placedInText } from '@backlint/source/text-piece';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import { kubernetesObjectsOf } from '../kubernetes/kubernetes-objects.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { unknownNamespace } from './chart-request.ts';
import type { HelmRelease } from './helm-release.ts';

/**
 * The objects in what `helm template` printed. Each points at the line of its template that says its kind, as Helm names
 * the template above each document; where the template is not in the tree (a packed dependency), at the release.
 */
export function objectsInChart(
  text: string,
  release: HelmRelease,
  tree: SourceTree,
): Read<readonly KubernetesObject[]> {
  const objects: KubernetesObject[] = [];
  const diagnostics: Diagnostic[] = [];
  const seen = new Map<string, number>();
  for (const { source, body } of documentsOf(text)) {
    const kind = /^kind:[ \t]*["']?(\w+)/m.exec(body)?.[1] ?? '';
    const nth = seen.get(`${source} ${kind}`) ?? 0;
    seen.set(`${source} ${kind}`, nth + 1);
    const origin = placeInTemplate(source, kind, nth, release, tree);
    const file = { path: origin.range.file.path, text: body };
    const read = readYaml(file);
    for (const { code, message } of read.diagnostics) diagnostics.push({ code, message, at: origin.range });
    const whole = { kind: 'scalar', value: body, origin } as const;
    for (const { root } of read.result) {
      const placed = body.includes(unknownNamespace) ? settleNamespace(root) : root;
      for (const object of kubernetesObjectsOf(placedInText(placed, file, whole)))
        objects.push(inRelease(object, release));
    }
  }
  return { result: objects, diagnostics };
}

function documentsOf(text: string): readonly { readonly source: string; readonly body: string }[] {
  return text.split(/^---[ \t]*\r?\n(?=# Source: )/m).flatMap((part) => {
    const [, source = '', body = ''] = /^# Source: ([^\r\n]*)\r?\n([\s\S]*)$/.exec(part) ?? [];
    return source === '' ? [] : [{ source, body }];
  });
}

/** Helm begins the path of a template with the name of the chart, whatever its directory is called. */
function placeInTemplate(
  source: string,
  kind: string,
  nth: number,
  { directory = '', origin }: HelmRelease,
  tree: SourceTree,
): Origin {
  const inside = source.slice(source.indexOf('/') + 1);
  const file = tree.read(directory === '' ? inside : `${directory}/${inside}`);
  if (!isSourceFile(file)) return origin;
  return { range: kindLine(file, kind, nth) ?? startOf(file), via: origin };
}

/** The line of a template that says a kind for the nth time; the last one where a loop makes more of them. */
function kindLine(file: SourceFile, kind: string, nth: number) {
  const lines = [...file.text.matchAll(/^[ \t]*kind:[ \t]*["']?(?<kind>\w+).*$/gm)];
  const found = lines.filter(({ groups }) => groups?.kind === kind);
  const line = found[Math.min(nth, found.length - 1)];
  return line && { file, start: line.index, end: line.index + line[0].length };
}

function inRelease(object: KubernetesObject, { namespace }: HelmRelease): KubernetesObject {
  if (object.namespace.kind !== 'absent' || namespace.kind !== 'written') return object;
  return { ...object, namespace, address: object.address.replace('/-/', `/${namespace.value}/`) };
}

/** What was made of a namespace that nobody knows is not known itself. */
function settleNamespace(root: Node): Node {
  const done = new Map<Node, Node>();
  const visit = (node: Node): Node => {
    const result = done.get(node) ?? settle(node, visit);
    done.set(node, result);
    return result;
  };
  return visit(root);
}

function settle(node: Node, visit: (node: Node) => Node): Node {
  if (node.kind === 'unknown') return node;
  if (node.kind === 'sequence') return { ...node, items: node.items.map(visit) };
  if (node.kind === 'mapping') {
    const entries = new Map<string, Entry>();
    for (const [key, entry] of node.entries) entries.set(key, { ...entry, value: visit(entry.value) });
    return { ...node, entries };
  }
  const at = typeof node.value === 'string' ? node.value.indexOf(unknownNamespace) : -1;
  if (at === -1) return node;
  const prefix = String(node.value).slice(0, at);
  const why = 'the namespace of the release is not known';
  return { kind: 'unknown', why, origin: node.origin, ...(prefix === '' ? {} : { prefix }) };
}
