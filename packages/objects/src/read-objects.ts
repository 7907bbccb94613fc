import type { Comment } from '@backlint/source/comment';
import type { Read } from '@backlint/source/diagnostic';
import type { SourceTree } from '@backlint/source/source-tree';
import { type KubernetesObject, kubernetesObjectFrom } from './kubernetes/kubernetes-object.ts';
import { readManifests } from './kubernetes/read-manifests.ts';
import { settleTemplates } from './kubernetes/settle-templates.ts';

/** The objects a platform would receive from a tree of files, and how much was looked at to find them. */
export interface ObjectsRead {
  readonly objects: readonly KubernetesObject[];
  /** The comments of the files that hold those objects, by path. */
  readonly comments: ReadonlyMap<string, readonly Comment[]>;
  readonly seen: { readonly files: number };
}

/** The kinds that matter for backups; documents that mention none of these words are not even parsed. */
const words = ['cnpg.io', 'CronJob'] as const;

/** Reads every object that matters for backups from a tree of files. */
export function readObjects(tree: SourceTree): Read<ObjectsRead> {
  const { result, diagnostics } = readManifests(tree, { words });
  const objects = result.objects.flatMap(({ root }) => kubernetesObjectFrom(settleTemplates(root)) ?? []);
  return { result: { objects, comments: result.comments, seen: { files: result.seen.files } }, diagnostics };
}
