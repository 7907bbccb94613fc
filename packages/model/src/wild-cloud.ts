import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import type { Locality } from './locality.ts';
import type { Part } from './part.ts';

/** What Wild Cloud installs, backs up and restores, as of its blue-green restore (2026). */
export interface WildCloud {
  readonly apps: readonly WildCloudApp[];
  readonly instances: readonly WildCloudInstance[];
  readonly plans: readonly RecoveryPlan[];
}

/** Every part of a Wild Cloud that can be judged. */
export function partsOfWildCloud({ apps, instances, plans }: WildCloud): readonly Part[] {
  return [...apps, ...instances, ...plans];
}

/** Something that has a name, at the place where it is named. */
export interface NamedPlace {
  readonly name: string;
  readonly origin: Origin;
}

/** An app by its `manifest.yaml`. */
export interface WildCloudApp extends Part {
  readonly name: string;
  /** What must be installed before it: `postgres`, `redis`. */
  readonly requires: readonly NamedPlace[];
  /** The settings of `defaultConfig` by their paths: `dbName`, `db.name`. */
  readonly settings: ReadonlyMap<string, Value<string>>;
  /** The secrets that are made for it. */
  readonly secrets: readonly AppSecret[];
  /** The keys that it takes from the secrets of other apps. */
  readonly requiredSecrets: readonly string[];
  /** How a standby of it is told apart; absent where the manifest does not say. */
  readonly restore?: RestoreDeclaration;
  /** The volumes that its kustomization claims; absent where the files do not decide. */
  readonly claims?: readonly NamedPlace[];
  readonly directory: string;
}

export interface AppSecret extends NamedPlace {
  /** What it is filled with, by a template that may name settings; absent where it is random or asked for. */
  readonly template: Value<string>;
}

/** The `restore` field of a manifest: what to change in the files of a standby. */
export interface RestoreDeclaration {
  readonly databases: readonly {
    readonly configKey: Value<string>;
    readonly secretKeys: readonly NamedPlace[];
    readonly origin: Origin;
  }[];
  readonly volumes: readonly NamedPlace[];
  readonly origin: Origin;
}

/** An instance by its `config.yaml`. */
export interface WildCloudInstance extends Part {
  readonly destination: InstanceDestination;
  /** The settings under `backup` that promise something: schedules, retention, verification. */
  readonly promises: readonly (NamedPlace & { readonly name: 'schedules' | 'retention' | 'verification' })[];
  /** The keys under `backup` that Wild Cloud reads nowhere. */
  readonly unread: readonly UnreadKey[];
}

export interface InstanceDestination {
  /** `local` where nothing is written. */
  readonly type: Value<string>;
  /** The server of `nfs`. */
  readonly server: Value<string>;
  /** What `nfs` cannot be mounted without and is not written. */
  readonly missing: readonly NamedPlace[];
  /** Where `nfs` is mounted on the controller; absent where that is left to Wild Cloud. */
  readonly mountPoint: Value<string>;
  readonly locality: Locality;
}

export interface UnreadKey extends NamedPlace {
  /** The keys that are read in its place. */
  readonly known: readonly string[];
  /** Whether it is for a credential, which is read from `secrets.yaml`. */
  readonly isCredential: boolean;
  /** The path of what it is in: `backup.destination.azure`. */
  readonly within: string;
}

/** The record of a backup and of its restore to a standby of another colour. */
export interface RecoveryPlan extends Part {
  readonly app: Value<string>;
  readonly instance: Value<string>;
  /** `YYYYMMDDThhmmssZ`. */
  readonly timestamp: Value<string>;
  readonly status: Value<string>;
  readonly source: PlanSide;
  readonly standby: PlanSide;
  readonly strategies: readonly PlanStrategy[];
  readonly phases: readonly PlanPhase[];
  /** The required keys that are not written. */
  readonly missing: readonly string[];
}

/** The app in use, or its standby. */
export interface PlanSide {
  readonly color: Value<string>;
  readonly namespace: Value<string>;
  readonly directory: Value<string>;
  /** What its files use; absent where they do not decide, or are not here. */
  readonly uses?: SideUses;
}

/** What the rendered files of one side refer to. */
export interface SideUses {
  readonly claims: readonly NamedPlace[];
  /** The claims that pods mount. */
  readonly mounts: readonly NamedPlace[];
  readonly variables: readonly (NamedPlace & { readonly value: string })[];
  readonly namespaces: readonly NamedPlace[];
  /** The host names under which it is reached. */
  readonly hosts: readonly NamedPlace[];
}

export interface PlanStrategy {
  readonly name: Value<string>;
  readonly status: Value<string>;
  readonly database: Value<string>;
  readonly restoredDatabase: Value<string>;
  readonly volumes: readonly { readonly claim: Value<string>; readonly url: Value<string>; readonly origin: Origin }[];
  readonly restoredVolumes: readonly { readonly claim: Value<string>; readonly volume: Value<string> }[];
  readonly origin: Origin;
}

export interface PlanPhase extends NamedPlace {
  readonly startedAt: Value<string>;
  readonly completedAt: Value<string>;
}
