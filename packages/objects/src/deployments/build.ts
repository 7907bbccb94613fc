import type { Read } from '@backlint/source/diagnostic';
import type { MappingNode } from '@backlint/source/node';
import type { KustomizeBuild } from '../kustomize/kustomize-build.ts';

/**
 * Builds the kustomization of a directory; undefined where the directory is not in the tree. `overlay` holds kustomization
 * fields that a deployment adds to it.
 */
export type Build = (directory: string, overlay?: MappingNode) => Read<KustomizeBuild> | undefined;
