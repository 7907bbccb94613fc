import type { Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { SourceFile } from '@backlint/source/source-file';
import { isSourceFile } from '@backlint/source/source-tree';
import { failure, scalar, sequence, unknown } from '../evaluate/nodes.ts';
import type { Files } from '../evaluate/scope.ts';
import { type FunctionCall, type Functions, text } from './function-spec.ts';
import { compileGlob } from './glob.ts';
import { insideTree } from './inside-tree.ts';
import { textOf } from './simple.ts';

/** Functions that read files: those in the tree, and never anything else. */
export const fileFunctions: Functions = {
  file: { parameters: [text], apply: ([path], call) => readText(path, call) },
  filebase64: { parameters: [text], apply: readBase64 },
  fileexists: { parameters: [text], apply: exists },
  fileset: { parameters: [text, text], apply: fileSet },
};

/** A file of the tree, or why there is none to read. */
export function fileAt(path: Node | undefined, { origin, scope }: FunctionCall): SourceFile | Node {
  const found = locate(path, origin, scope.files);
  if (!('tree' in found)) return found;
  const read = found.tree.read(found.path);
  if (read === undefined) return failure(`there is no file ${found.path}`, origin);
  return isSourceFile(read) ? read : unknown(`the file ${found.path} cannot be read`, origin);
}

interface Located {
  readonly tree: Files['tree'];
  readonly path: string;
}

function locate(path: Node | undefined, origin: Origin, files: Files | undefined): Located | Node {
  if (!files) return unknown('no files can be read here', origin);
  const inside = insideTree(files.directory, textOf(path));
  return inside === undefined
    ? unknown('it would be read from outside the repository', origin)
    : { tree: files.tree, path: inside };
}

function readText(path: Node | undefined, call: FunctionCall): Node {
  const file = fileAt(path, call);
  if ('kind' in file) return file;
  const whole = { range: { file, start: 0, end: file.text.length }, via: call.origin };
  const node = scalar(file.text, whole);
  return node.kind === 'scalar' ? { ...node, pieces: [{ start: 0, origin: whole }] } : node;
}

function readBase64([path]: readonly Node[], call: FunctionCall): Node {
  const file = fileAt(path, call);
  return 'kind' in file ? file : scalar(Buffer.from(file.text, 'utf8').toString('base64'), call.origin);
}

function exists([path]: readonly Node[], { origin, scope }: FunctionCall): Node {
  const found = locate(path, origin, scope.files);
  return 'tree' in found ? scalar(found.tree.read(found.path) !== undefined, origin) : found;
}

function fileSet([folder, pattern]: readonly Node[], { origin, scope }: FunctionCall): Node {
  const found = locate(folder, origin, scope.files);
  if (!('tree' in found)) return found;
  const glob = compileGlob(textOf(pattern));
  if (!glob) return unknown('the pattern of fileset is too long or not understood', origin);
  const start = found.path === '' ? '' : `${found.path}/`;
  if (!scope.budget.spend(found.tree.paths.length)) return unknown('working it out takes too many steps', origin);
  const names = found.tree.paths.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
  return sequence(
    names.filter(glob).map((name) => scalar(name, origin)),
    origin,
    'set',
  );
}
