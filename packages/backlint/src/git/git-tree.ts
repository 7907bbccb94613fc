import type { Diagnostic } from '@backlint/source/diagnostic';
import type { SourceFile } from '@backlint/source/source-file';
import { compareText, type SourceTree } from '@backlint/source/source-tree';
import { decodeText } from '../decode-text.ts';
import { pathDiagnostic } from '../path-diagnostic.ts';
import { runGit } from './run-git.ts';

const largest = 1024 * 1024;

/** Files that are read as a rule, and so fetched together: one git process for all instead of one for each. */
const usuallyRead = /\.(?:ya?ml|json|tf|tofu|tfvars|hcl|tftpl|tpl|env|properties)$|(?:^|\/)[Kk]ustomization$/;

/**
 * The files of a commit, read from git's own store: nothing is checked out and no link is followed. A message says what
 * git complained about.
 */
export function gitTree(folder: string, commit: string): SourceTree | { readonly message: string } {
  const listed = runGit(folder, ['ls-tree', '-r', '-z', '-l', '--full-tree', commit]);
  if (listed.kind === 'problem') return { message: listed.message };
  const blobs = new Map(listed.bytes.toString('utf8').split('\0').flatMap(readEntry));
  const wanted = [...blobs].filter(([path, { size }]) => usuallyRead.test(path) && size <= largest);
  const texts = readBlobs(folder, [...new Set(wanted.map(([, { id }]) => id))]);
  if ('message' in texts) return texts;
  return {
    paths: [...blobs.keys()].sort(compareText),
    read(path) {
      const blob = blobs.get(path);
      return blob && readBlob(path, blob, texts, folder);
    },
  };
}

interface Blob {
  readonly id: string;
  readonly size: number;
}

/** `100644 blob ID SIZE<TAB>PATH`; links and submodules have other modes and types. */
function readEntry(entry: string): [string, Blob][] {
  const fields = /^100\d{3} blob (?<id>[0-9a-f]+) +(?<size>\d+)\t(?<path>[\s\S]+)$/.exec(entry)?.groups;
  return fields?.path === undefined ? [] : [[fields.path, { id: fields.id ?? '', size: Number(fields.size) }]];
}

function readBlob(
  path: string,
  { id, size }: Blob,
  texts: ReadonlyMap<string, Buffer>,
  folder: string,
): SourceFile | Diagnostic {
  if (size > largest) {
    return pathDiagnostic('limit-size', path, 'This file is larger than 1 MiB, so it was not read. Split it.');
  }
  const bytes = texts.get(id);
  if (bytes) return decodeText(bytes, path);
  const answer = runGit(folder, ['cat-file', 'blob', id]);
  return answer.kind === 'output'
    ? decodeText(answer.bytes, path)
    : pathDiagnostic('path-unreadable', path, `This file cannot be read (${answer.message}).`);
}

/** The contents of many blobs by one process: each is announced by a line with its size. */
function readBlobs(folder: string, ids: readonly string[]): ReadonlyMap<string, Buffer> | { readonly message: string } {
  const answer = runGit(folder, ['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  if (answer.kind === 'problem') return { message: answer.message };
  const { bytes } = answer;
  const texts = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at);
    const [id = '', , size = ''] = bytes.toString('latin1', at, end).split(' ');
    const start = end + 1;
    texts.set(id, bytes.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return texts;
}
