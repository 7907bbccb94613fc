import type { AppFile } from '@backlint/objects/wild-cloud/wild-cloud-files';
import type { MappingNode, Node } from '@backlint/source/node';
import { isWritten, itemsAt, mappingAt, originAt, stringAt } from '@backlint/source/node-values';
import { known, type Value } from '@backlint/source/value';
import type { AppSecret, NamedPlace, RestoreDeclaration, WildCloudApp } from '../../wild-cloud.ts';
import { namesIn } from './names-in.ts';
import { usesOf } from './side-uses.ts';

/** Reads an app from its `manifest.yaml`. */
export function readApp({ root, directory, objects }: AppFile): WildCloudApp {
  const name = known(stringAt(root, 'name')) ?? directory;
  const uses = objects && usesOf(objects);
  const restore = readRestore(root);
  return {
    address: `wild-cloud/App/${directory}`,
    title: `app ${name}`,
    origin: stringAt(root, 'name').origin,
    name,
    directory,
    requires: itemsAt(root, 'requires').flatMap((item) => namePlace(item, 'name')),
    settings: new Map(settingsIn(mappingAt(root, 'defaultConfig'), '')),
    secrets: itemsAt(root, 'defaultSecrets').flatMap(readSecret),
    requiredSecrets: namesIn(itemsAt(root, 'requiredSecrets')).map((one) => one.name),
    ...(restore ? { restore } : {}),
    ...(uses ? { claims: uses.claims } : {}),
  };
}

function settingsIn(mapping: MappingNode | undefined, prefix: string): readonly (readonly [string, Value<string>])[] {
  return [...(mapping?.entries ?? [])].flatMap(([key, { value }]) =>
    value.kind === 'mapping' ? settingsIn(value, `${prefix}${key}.`) : [[`${prefix}${key}`, stringAt(value)] as const],
  );
}

function readSecret(item: Node): readonly AppSecret[] {
  return namePlace(item, 'key').map((place) => ({ ...place, template: stringAt(item, 'default') }));
}

function readRestore(root: MappingNode): RestoreDeclaration | undefined {
  if (!isWritten(root, 'restore')) return undefined;
  return {
    databases: itemsAt(root, 'restore', 'databases').map((item) => ({
      configKey: stringAt(item, 'configKey'),
      secretKeys: namesIn(itemsAt(item, 'secretKeys')),
      origin: item.origin,
    })),
    volumes: namesIn(itemsAt(root, 'restore', 'volumes')),
    origin: originAt(root, ['restore']),
  };
}

function namePlace(item: Node, field: string): readonly NamedPlace[] {
  const value = stringAt(item, field);
  return value.kind === 'written' ? [{ name: value.value, origin: value.origin }] : [];
}
