import { parseHcl } from '@backlint/hcl/parse-hcl';
import type { Block, Expression, HclFile } from '@backlint/hcl/syntax-tree';
import type { Comment } from '@backlint/source/comment';
import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import { isSourceFile, type SourceTree } from '@backlint/source/source-tree';
import type { ConfigurationFiles } from './configuration-files.ts';
import { overridden } from './override.ts';

/** What the files of one directory declare together, overrides applied. */
export interface Declarations {
  readonly directory: string;
  readonly variables: ReadonlyMap<string, Block>;
  readonly locals: ReadonlyMap<string, Expression>;
  readonly outputs: ReadonlyMap<string, Block>;
  readonly calls: ReadonlyMap<string, Block>;
  /** By `type.name`, or `data.type.name` for a data source. */
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  /** False where a part could not be read: then something that seems undeclared may be declared after all. */
  readonly isComplete: boolean;
  /** The files that were read, with their comments. */
  readonly files: ReadonlyMap<string, readonly Comment[]>;
}

export interface ResourceDeclaration {
  readonly isData: boolean;
  readonly type: string;
  readonly name: string;
  readonly block: Block;
}

/** Reads the configuration of a directory. */
export function readDeclarations(tree: SourceTree, paths: ConfigurationFiles): Read<Declarations> {
  const diagnostics: Diagnostic[] = [];
  const collected: Collected = {
    variables: new Map(),
    locals: new Map(),
    outputs: new Map(),
    calls: new Map(),
    resources: new Map(),
  };
  const files = new Map<string, readonly Comment[]>();
  let isComplete = true;
  for (const [index, path] of [...paths.primary, ...paths.overrides].entries()) {
    const file = tree.read(path);
    if (!isSourceFile(file)) {
      isComplete = false;
      if (file) diagnostics.push(file);
      continue;
    }
    const { result, diagnostics: troubles } = parseHcl(file);
    diagnostics.push(...troubles);
    isComplete &&= result.isComplete && troubles.length === 0;
    files.set(path, result.comments);
    collect(result, index >= paths.primary.length, collected, diagnostics);
  }
  return { result: { ...collected, directory: paths.directory, isComplete, files }, diagnostics };
}

interface Collected {
  readonly variables: Map<string, Block>;
  readonly locals: Map<string, Expression>;
  readonly outputs: Map<string, Block>;
  readonly calls: Map<string, Block>;
  readonly resources: Map<string, ResourceDeclaration>;
}

function collect(file: HclFile, isOverride: boolean, into: Collected, diagnostics: Diagnostic[]): void {
  for (const block of file.blocks) {
    const labels = block.labels.map(({ text }) => text);
    const [first = '', second = ''] = labels;
    switch (block.type.text) {
      case 'variable':
        declare(into.variables, first, block, isOverride, diagnostics);
        break;
      case 'output':
        declare(into.outputs, first, block, isOverride, diagnostics);
        break;
      case 'module':
        declare(into.calls, first, block, isOverride, diagnostics);
        break;
      case 'locals':
        for (const [name, { value }] of block.body.attributes) into.locals.set(name, value);
        break;
      case 'resource':
      case 'data':
        declareResource(into.resources, { type: first, name: second, block }, isOverride, diagnostics);
        break;
    }
  }
}

function declare(
  blocks: Map<string, Block>,
  name: string,
  block: Block,
  isOverride: boolean,
  diagnostics: Diagnostic[],
): void {
  const before = blocks.get(name);
  const trouble = troubleOf(before, block, isOverride);
  if (trouble) diagnostics.push(trouble);
  else blocks.set(name, before ? overridden(before, block) : block);
}

function declareResource(
  resources: Map<string, ResourceDeclaration>,
  { type, name, block }: Omit<ResourceDeclaration, 'isData'>,
  isOverride: boolean,
  diagnostics: Diagnostic[],
): void {
  const isData = block.type.text === 'data';
  const key = `${isData ? 'data.' : ''}${type}.${name}`;
  const before = resources.get(key);
  const trouble = troubleOf(before?.block, block, isOverride);
  if (trouble) diagnostics.push(trouble);
  else resources.set(key, { isData, type, name, block: before ? overridden(before.block, block) : block });
}

function troubleOf(before: Block | undefined, { header }: Block, isOverride: boolean): Diagnostic | undefined {
  if (isOverride === (before !== undefined)) return undefined;
  const message = isOverride
    ? 'Nothing in its module declares what this would override. Terraform refuses that; it was not read.'
    : 'This is declared a second time in its module. Terraform refuses that; only the first was read.';
  return { code: isOverride ? 'terraform-override' : 'terraform-duplicate', message, at: header };
}
