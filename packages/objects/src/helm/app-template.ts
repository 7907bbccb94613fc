import { type Entry, type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { booleanAt, isWritten, itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';
import { mapping, scalar, sequence } from './build-node.ts';
import type { HelmRelease } from './helm-release.ts';

/** Whether a release's values are those of bjw-s' `app-template`, by whatever name its chart is known here. */
export function isAppTemplate({ values }: HelmRelease): boolean {
  return [...controllersOf(values)].some(([, { value }]) => mappingAt(value, 'containers') !== undefined);
}

/**
 * The CronJobs, Deployments and StatefulSets that `app-template` (since version 3) makes of its values, with what they run
 * and what they mount. Nothing where the name of the release is not known.
 */
export function renderAppTemplate(release: HelmRelease): readonly MappingNode[] {
  const name = known(stringAt(release.values, 'fullnameOverride')) ?? known(release.releaseName);
  if (name === undefined) return [];
  const controllers = [...controllersOf(release.values)].filter(
    ([, { value }]) => known(booleanAt(value, 'enabled')) !== false,
  );
  return controllers.flatMap(([key, { key: origin, value }]) => {
    const own = controllers.length === 1 ? name : `${name}-${key}`;
    return renderController({ release, name, key, origin, values: value }, own) ?? [];
  });
}

interface Controller {
  readonly release: HelmRelease;
  readonly name: string;
  readonly key: string;
  readonly origin: Origin;
  readonly values: Node;
}

function controllersOf(values: Node): ReadonlyMap<string, Entry> {
  return mappingAt(values, 'controllers')?.entries ?? new Map();
}

function renderController(controller: Controller, name: string): MappingNode | undefined {
  const { release, origin, values } = controller;
  const type = known(stringAt(values, 'type')) ?? 'deployment';
  const pod = renderPod(controller);
  const template = mapping(origin, { metadata: podMetadata(controller), spec: pod });
  const metadata = mapping(origin, {
    name: scalar(name, origin),
    namespace:
      release.namespace.kind === 'written' ? scalar(release.namespace.value, release.namespace.origin) : undefined,
  });
  const object = (apiVersion: string, kind: string, spec: MappingNode) =>
    mapping(origin, { apiVersion: scalar(apiVersion, origin), kind: scalar(kind, origin), metadata, spec });
  if (type === 'cronjob') return object('batch/v1', 'CronJob', cronJobSpec(controller, template));
  if (type === 'deployment') return object('apps/v1', 'Deployment', mapping(origin, { template }));
  if (type !== 'statefulset') return undefined;
  return object(
    'apps/v1',
    'StatefulSet',
    mapping(origin, { template, volumeClaimTemplates: claimTemplates(controller) }),
  );
}

function cronJobSpec({ origin, values }: Controller, template: MappingNode): MappingNode {
  const at = (field: string) => nodeAt(values, ['cronjob', field]);
  return mapping(origin, {
    schedule: at('schedule') ?? scalar('*/20 * * * *', origin),
    timeZone: at('timeZone'),
    suspend: at('suspend'),
    concurrencyPolicy: at('concurrencyPolicy') ?? scalar('Forbid', origin),
    jobTemplate: mapping(origin, {
      spec: mapping(origin, {
        template,
        backoffLimit: at('backoffLimit'),
        activeDeadlineSeconds: at('activeDeadlineSeconds'),
      }),
    }),
  });
}

function podMetadata({ origin, values }: Controller): MappingNode {
  return mapping(origin, {
    annotations: nodeAt(values, ['pod', 'annotations']),
    labels: nodeAt(values, ['pod', 'labels']),
  });
}

function renderPod(controller: Controller): MappingNode {
  const { origin, values } = controller;
  const containers = (field: string) =>
    sequence(
      origin,
      [...(mappingAt(values, field)?.entries ?? [])].map(([key, entry]) => renderContainer(controller, key, entry)),
    );
  return mapping(origin, {
    initContainers: containers('initContainers'),
    containers: containers('containers'),
    volumes: sequence(
      origin,
      persistenceOf(controller).flatMap(([key, entry]) => renderVolume(controller, key, entry) ?? []),
    ),
  });
}

function renderContainer(controller: Controller, key: string, { key: origin, value }: Entry): MappingNode {
  const at = (...path: string[]) => nodeAt(value, path);
  return mapping(origin, {
    name: scalar(key, origin),
    image: renderImage(value),
    command: asList(at('command')),
    args: asList(at('args')),
    env: renderEnvironment(at('env')),
    envFrom: at('envFrom'),
    volumeMounts: sequence(origin, [
      ...persistenceOf(controller).flatMap(([name, entry]) => renderMounts(controller, key, name, entry)),
      ...(key === firstContainer(controller) ? claimMounts(controller) : []),
    ]),
  });
}

function firstContainer({ values }: Controller): string | undefined {
  return [...(mappingAt(values, 'containers')?.entries.keys() ?? [])][0];
}

function renderImage(container: Node): Node | undefined {
  const repository = stringAt(container, 'image', 'repository');
  if (repository.kind !== 'written') return nodeAt(container, ['image']);
  const tag = known(stringAt(container, 'image', 'tag'));
  return scalar(tag === undefined ? repository.value : `${repository.value}:${tag}`, repository.origin);
}

function asList(node: Node | undefined): Node | undefined {
  return node?.kind === 'scalar' ? sequence(node.origin, [node]) : node;
}

/** Variables are written as a list, or as a mapping of names to values or sources. */
function renderEnvironment(node: Node | undefined): Node | undefined {
  if (node?.kind !== 'mapping') return node;
  const variables = [...node.entries].map(([name, { key, value }]) => {
    const isPlain = value.kind !== 'mapping';
    return mapping(key, {
      name: scalar(name, key),
      value: isPlain ? asText(value) : nodeAt(value, ['value']),
      valueFrom: isPlain
        ? undefined
        : (nodeAt(value, ['valueFrom']) ?? (isWritten(value, 'value') ? undefined : value)),
    });
  });
  return sequence(node.origin, variables);
}

function asText(node: Node): Node {
  return node.kind === 'scalar' ? scalar(node.written ?? String(node.value), node.origin) : node;
}

function persistenceOf({ release }: Controller): readonly (readonly [string, Entry])[] {
  const entries = mappingAt(release.values, 'persistence')?.entries ?? new Map<string, Entry>();
  return [...entries].filter(([, { value }]) => known(booleanAt(value, 'enabled')) !== false);
}

/** The template of nearly every claim is the name of the release; of another it is only known that it is one. */
function renderClaimName(node: Node | undefined, release: string): Node | undefined {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return node;
  const text = node.value.replace(/\{\{-?\s*\.Release\.Name\s*-?\}\}/g, release);
  if (!text.includes('{{')) return scalar(text, node.origin);
  return { kind: 'unknown', why: 'Helm fills it in', origin: node.origin };
}

function renderVolume(
  { name, release }: Controller,
  key: string,
  { key: origin, value }: Entry,
): MappingNode | undefined {
  const type = known(stringAt(value, 'type')) ?? 'persistentVolumeClaim';
  const source = (field: string, node: Node) => mapping(origin, { name: scalar(key, origin), [field]: node });
  if (type === 'emptyDir') return source('emptyDir', mapping(origin, {}));
  if (type === 'nfs' || type === 'hostPath') return source(type, value);
  if (type !== 'persistentVolumeClaim') return undefined;
  const claimName =
    renderClaimName(nodeAt(value, ['existingClaim']), known(release.releaseName) ?? name) ?? scalar(name, origin);
  return source('persistentVolumeClaim', mapping(origin, { claimName }));
}

function renderMounts(
  { key }: Controller,
  container: string,
  volume: string,
  { key: origin, value }: Entry,
): MappingNode[] {
  const own = itemsAt(value, 'advancedMounts', key, container);
  const everywhere = itemsAt(value, 'globalMounts');
  const path = (node: Node) => nodeAt(node, ['path']) ?? scalar(`/${volume}`, origin);
  const mount = (mountPath: Node, subPath?: Node) =>
    mapping(origin, { name: scalar(volume, origin), mountPath, subPath });
  const written = [...own, ...everywhere].map((node) => mount(path(node), nodeAt(node, ['subPath'])));
  const isBare = !isWritten(value, 'advancedMounts') && !isWritten(value, 'globalMounts');
  return isBare ? [mount(scalar(`/${volume}`, origin))] : written;
}

function claimTemplates({ origin, values }: Controller): Node {
  return sequence(
    origin,
    itemsAt(values, 'statefulset', 'volumeClaimTemplates').map((template) =>
      mapping(template.origin, {
        metadata: mapping(template.origin, {
          name: nodeAt(template, ['name']),
          labels: nodeAt(template, ['labels']),
          annotations: nodeAt(template, ['annotations']),
        }),
      }),
    ),
  );
}

function claimMounts({ values }: Controller): readonly MappingNode[] {
  return itemsAt(values, 'statefulset', 'volumeClaimTemplates').flatMap((template) =>
    [...itemsAt(template, 'globalMounts'), ...advancedMountsOf(template)].map((mount) =>
      mapping(mount.origin, { name: nodeAt(template, ['name']), mountPath: nodeAt(mount, ['path']) }),
    ),
  );
}

function advancedMountsOf(template: Node): readonly Node[] {
  const controllers = [...(mappingAt(template, 'advancedMounts')?.entries.values() ?? [])];
  return controllers.flatMap(({ value }) => (value.kind === 'sequence' ? value.items : []));
}
