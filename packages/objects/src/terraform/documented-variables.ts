import { parseHcl } from '@backlint/hcl/parse-hcl';
import type { Origin } from '@backlint/source/origin';
import { directoryOf, isSourceFile, type SourceTree } from '@backlint/source/source-tree';

/** A variable that somebody must set, in a module that comes with an example of how to set them. */
export interface DemandedVariable {
  readonly name: string;
  readonly origin: Origin;
  /** The example files beside it. */
  readonly examples: readonly string[];
  /** Where an example sets it. */
  readonly documentedAt?: Origin;
}

const exampleName = /\.tfvars\.(?:example|sample|dist|template)$|\.example\.tfvars$/;

/** The variables without a default of the modules that have an example of their values, such as `k3s.tfvars.example`. */
export function readDemandedVariables(tree: SourceTree): readonly DemandedVariable[] {
  const examples = tree.paths.filter((path) => exampleName.test(path));
  return [...new Set(examples.map(directoryOf))].flatMap((directory) => {
    const own = examples.filter((path) => directoryOf(path) === directory);
    const documented = new Map(own.flatMap((path) => assignmentsIn(path, tree)));
    return tree.paths
      .filter((path) => directoryOf(path) === directory && /\.(?:tf|tofu)$/.test(path))
      .flatMap((path) => variablesIn(path, tree))
      .map(({ name, origin }) => {
        const documentedAt = documented.get(name);
        return { name, origin, examples: own, ...(documentedAt ? { documentedAt } : {}) };
      });
  });
}

function assignmentsIn(path: string, tree: SourceTree): [string, Origin][] {
  const file = tree.read(path);
  if (!isSourceFile(file)) return [];
  const { attributes } = parseHcl(file).result;
  // What is only shown in a comment is shown all the same.
  const commented = Array.from(
    file.text.matchAll(/^[ \t]*(?:#|\/\/)[ \t]*(\w[\w-]*)[ \t]*=/gm),
    (match): [string, Origin] => {
      const start = match.index;
      return [match[1] ?? '', { range: { file, start, end: start + match[0].length } }];
    },
  );
  return [
    ...commented,
    ...Array.from(attributes, ([name, { value }]): [string, Origin] => [name, { range: value.range }]),
  ];
}

function variablesIn(path: string, tree: SourceTree): readonly { readonly name: string; readonly origin: Origin }[] {
  const file = tree.read(path);
  if (!isSourceFile(file)) return [];
  return parseHcl(file)
    .result.blocks.filter(({ type, body }) => type.text === 'variable' && !body.attributes.has('default'))
    .flatMap(({ labels }) => labels.slice(0, 1).map((label) => ({ name: label.text, origin: { range: label.range } })));
}
