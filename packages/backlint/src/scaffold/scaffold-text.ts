import { type ModelOptions, readBackupModel } from '@backlint/model/read-backup-model';
import { readObjects } from '@backlint/objects/read-objects';
import { known } from '@backlint/source/value';
import type { CheckedTree } from '../check.ts';
import { type HclSurroundings, hclText } from './hcl-text.ts';
import { scaffoldKinds } from './kinds.ts';
import type { ScaffoldKind } from './scaffold-kind.ts';
import type { ScaffoldWishes } from './scaffold-wishes.ts';
import { findSubject, type Subject } from './subject.ts';
import { yamlText } from './yaml-text.ts';

/** What shall be written, for which cluster, and in which language. */
export interface ScaffoldOrder extends ScaffoldWishes {
  readonly kind: ScaffoldKind;
  /** The name of a cluster, with its namespace where the name alone is not enough. */
  readonly for: string;
  readonly as: 'yaml' | 'terraform';
}

/** Writes manifests that fit a cluster of these files, or says why it cannot. */
export function scaffoldText(
  tree: CheckedTree,
  model: ModelOptions,
  order: ScaffoldOrder,
): { readonly text: string } | { readonly message: string } {
  const { objects } = readObjects(tree).result;
  const subject = findSubject(readBackupModel(objects, model), objects, order.for);
  if ('message' in subject) return subject;
  const scaffold = scaffoldKinds[order.kind](subject, order);
  if (scaffold.kind === 'problem') return { message: scaffold.message };
  const isHcl = order.as === 'terraform';
  return { text: isHcl ? hclText(scaffold.objects, surroundingsOf(subject)) : yamlText(scaffold.objects) };
}

/** Only a root module can be written into: other modules name their resources differently. */
function surroundingsOf({ namespace, database, model }: Subject): HclSurroundings {
  const isNear = (resource: string) => !resource.startsWith('module.');
  const cluster = database.terraform?.resource;
  if (cluster === undefined || !isNear(cluster)) return { namespace };
  const home = model.managedNamespaces.find(({ name }) => known(name) === namespace)?.terraform?.resource;
  const isReferable = home !== undefined && isNear(home) && home.startsWith('kubernetes_namespace');
  return { namespace, cluster, ...(isReferable ? { namespaceReference: `${home}.metadata[0].name` } : {}) };
}
