import type { Comment } from '@backlint/source/comment';
import type { MappingNode } from '@backlint/source/node';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';

/**
 * The files by which Wild Cloud runs and backs up apps. They are no Kubernetes objects, and are recognised by their
 * names, their places and their keys together, so that nobody else's `config.yaml` is taken for one.
 */
export interface WildCloudFiles {
  readonly apps: readonly AppFile[];
  readonly instances: readonly InstanceFile[];
  readonly plans: readonly PlanFile[];
}

/** A `manifest.yaml`: an app as Wild Cloud installs it. */
export interface AppFile {
  readonly root: MappingNode;
  readonly directory: string;
  /** What the kustomization beside it makes; absent where the files do not decide all of it. */
  readonly objects?: readonly KubernetesObject[];
}

/** The `config.yaml` of an instance, with all that is set up in a cloud. */
export interface InstanceFile {
  readonly root: MappingNode;
  readonly directory: string;
}

/** The record of one backup and its restore. */
export interface PlanFile {
  readonly root: MappingNode;
  /** What the app in use is made of; absent where the files do not decide it. */
  readonly active?: readonly KubernetesObject[];
  /** What the standby is made of; absent where the files do not decide it. */
  readonly standby?: readonly KubernetesObject[];
}

/** The files of Wild Cloud, with the comments in them. */
export interface WildCloudRead extends WildCloudFiles {
  readonly comments: ReadonlyMap<string, readonly Comment[]>;
}
