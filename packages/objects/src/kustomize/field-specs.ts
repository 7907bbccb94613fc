import type { MappingNode, Node } from '@backlint/source/node';
import { booleanAt, itemsAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';
import { withEntry } from './edit-node.ts';
import { identityOf } from './resource.ts';

/** A field that a transformer is told to change as well, by a file under `configurations` (api/types/fieldspec.go). */
export interface FieldSpec {
  readonly path: readonly string[];
  /** Whether mappings on the way to it are made where they are missing. */
  readonly create: boolean;
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
}

/** The fields that the configurations list for one transformer: `commonLabels`, `namespace`, `images`, `replicas` … */
export function fieldSpecsOf(configurations: readonly Node[], transformer: string): readonly FieldSpec[] {
  return configurations.flatMap((document) =>
    itemsAt(document, transformer).flatMap((spec): readonly FieldSpec[] => {
      const [path, group, version, kind] = ['path', 'group', 'version', 'kind'].map((field) =>
        known(stringAt(spec, field)),
      );
      if (path === undefined) return [];
      return [
        {
          // A slash that belongs to a name is written with a backslash.
          path: path.split(/(?<!\\)\//).map((step) => step.replace(/\\\//g, '/').replace(/\[\]$/, '')),
          create: known(booleanAt(spec, 'create')) === true,
          ...(group === undefined ? {} : { group }),
          ...(version === undefined ? {} : { version }),
          ...(kind === undefined ? {} : { kind }),
        },
      ];
    }),
  );
}

/** The object with the field changed, in every item of the lists on the way, where it is of the kind that is meant. */
export function changeField(
  root: MappingNode,
  spec: FieldSpec,
  change: (old: Node | undefined) => Node | undefined,
  at: Origin,
): MappingNode {
  const { group, version, kind } = identityOf(root);
  const isMeant =
    (spec.kind === undefined || spec.kind === kind) &&
    (spec.group === undefined || spec.group === group) &&
    (spec.version === undefined || spec.version === version);
  if (!isMeant) return root;
  const result = changeIn(root, spec.path, spec.create, change, at);
  return result?.kind === 'mapping' ? result : root;
}

function changeIn(
  node: Node | undefined,
  path: readonly string[],
  create: boolean,
  change: (old: Node | undefined) => Node | undefined,
  at: Origin,
): Node | undefined {
  if (node?.kind === 'sequence') {
    return { ...node, items: node.items.flatMap((item) => changeIn(item, path, create, change, at) ?? []) };
  }
  const [step, ...rest] = path;
  if (step === undefined) return change(node);
  if (node !== undefined && node.kind !== 'mapping') return node;
  if (node === undefined && !create) return undefined;
  const here: MappingNode = node ?? { kind: 'mapping', entries: new Map(), origin: at };
  const old = here.entries.get(step)?.value;
  if (old === undefined && !create) return node;
  const value = changeIn(old, rest, create, change, at);
  return value === undefined || value === old ? node : withEntry(here, step, value, at);
}
