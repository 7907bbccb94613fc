import type { Comment } from '@backlint/source/comment';
import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import type { MappingNode } from '@backlint/source/node';
import type { SourceFile } from '@backlint/source/source-file';
import { isSourceFile, type SourceTree } from '@backlint/source/source-tree';
import { limits } from '../yaml/limits.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { type KubernetesObject, kubernetesObjectFrom } from './kubernetes-object.ts';
import { objectMappingsOf } from './kubernetes-objects.ts';
import { eitherRelevance, type Relevance, relevanceOf } from './relevance.ts';

/** The Kubernetes objects in the YAML and JSON files of a tree, and how much was looked at to find them. */
export interface Manifests {
  readonly objects: readonly KubernetesObject[];
  /** The comments of the documents that hold those objects, by the path of their file. */
  readonly comments: ReadonlyMap<string, readonly Comment[]>;
  /** The files looked into, and the documents in them that had to be parsed. */
  readonly seen: { readonly files: number; readonly documents: number };
  /** For each text of `ManifestOptions.noted` the paths of the files that have it in them. */
  readonly withNoted: ReadonlyMap<string, readonly string[]>;
}

export interface ManifestOptions {
  /** Kinds (`CronJob`) and API groups or their ends (`cnpg.io`): the objects that matter. */
  readonly words: readonly string[];
  /** Objects that are welcome as evidence: where one cannot be read, nothing is said about it. */
  readonly evidence?: Relevance;
  /** Texts that files are remembered for, so that nobody has to read them all again. */
  readonly noted?: readonly string[];
}

/**
 * Reads the objects that matter from a tree, in the order of its files, and keeps the text of no other file. What cannot
 * be read is a diagnostic where it may hold such an object, and nothing elsewhere.
 */
export function readManifests(tree: SourceTree, { words, evidence, noted = [] }: ManifestOptions): Read<Manifests> {
  const own = relevanceOf(words);
  const relevance = evidence ? { ...own, isMet: eitherRelevance(own, evidence).isMet } : own;
  const objects: KubernetesObject[] = [];
  const comments = new Map<string, readonly Comment[]>();
  const diagnostics: Diagnostic[] = [];
  const seen = { files: 0, documents: 0 };
  const withNoted = new Map(noted.map((text) => [text, [] as string[]]));
  for (const path of tree.paths) {
    if (!/\.(?:ya?ml|json)$/.test(path)) continue;
    const file = tree.read(path);
    if (!isSourceFile(file)) {
      if (file) diagnostics.push(file);
      continue;
    }
    seen.files++;
    for (const [text, paths] of withNoted) if (file.text.includes(text)) paths.push(path);
    const reads = [
      ...(relevance.mayBeInFile(file.text) ? [readManifest(file, relevance)] : []),
      ...(evidence?.mayBeInFile(file.text) ? [readEvidence(file, relevance, evidence)] : []),
    ];
    for (const { result, diagnostics: troubles } of reads) {
      seen.documents += result.documents;
      for (const object of result.objects) objects.push(object);
      for (const trouble of troubles) diagnostics.push(trouble);
      if (result.objects.length > 0) comments.set(path, [...(comments.get(path) ?? []), ...result.comments]);
    }
  }
  return { result: { objects, comments, seen, withNoted }, diagnostics };
}

interface Manifest {
  readonly objects: readonly KubernetesObject[];
  readonly comments: readonly Comment[];
  readonly documents: number;
}

/** The documents of a file that may hold evidence and nothing that matters. */
function readEvidence(file: SourceFile, relevance: Relevance, evidence: Relevance): Read<Manifest> {
  const mayBeInDocument = (text: string) => evidence.mayBeInDocument(text) && !relevance.mayBeInDocument(text);
  const { result } = readManifest(file, { ...evidence, mayBeInDocument });
  return { result, diagnostics: [] };
}

function readManifest(file: SourceFile, relevance: Relevance): Read<Manifest> {
  const { result: documents, diagnostics } = readYaml(file, { matters: relevance.mayBeInDocument });
  const objects: KubernetesObject[] = [];
  const comments: Comment[] = [];
  const nameless: Diagnostic[] = [];
  for (const document of documents) {
    const mappings = objectMappingsOf(document.root);
    const found = mappings.flatMap((mapping) => kubernetesObjectFrom(mapping) ?? []).filter(relevance.isMet);
    for (const object of found) objects.push(object);
    if (found.length > 0) for (const comment of document.comments) comments.push(comment);
    for (const mapping of mappings) nameless.push(...unknownKind(mapping));
  }
  return {
    result: { objects, comments, documents: documents.length },
    diagnostics: [...diagnostics, ...nameless.slice(0, limits.diagnostics)],
  };
}

/** An object whose kind is in doubt could be one that matters, so that it must not vanish in silence. */
function unknownKind(mapping: MappingNode): Diagnostic[] {
  return ['apiVersion', 'kind'].flatMap((key) => {
    const value = mapping.entries.get(key)?.value;
    if (value?.kind !== 'unknown') return [];
    const message = `It is not certain which ${key} this object has: ${value.why}.`;
    return [{ code: 'kubernetes-kind', message, at: value.origin.range }];
  });
}
