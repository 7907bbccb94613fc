import type { MappingNode } from '@backlint/source/node';
import type { UnknownObjects } from '../unknown-objects.ts';

/** What a kustomization renders to, and the files it is made of. */
export interface KustomizeBuild {
  readonly resources: readonly RenderedResource[];
  /** What cannot be known from the tree: remote bases, charts, plugins. */
  readonly unknown: readonly UnknownObjects[];
  /** Every file that was read for it, so that what is left over is known not to be part of it. */
  readonly files: readonly string[];
  /** Set where kustomize would refuse to build it, so that nothing of it reaches a cluster; says why. */
  readonly refused?: string;
}

/** A rendered object; each value in it remembers the line that wrote it and what that replaced. */
export interface RenderedResource {
  readonly root: MappingNode;
}
