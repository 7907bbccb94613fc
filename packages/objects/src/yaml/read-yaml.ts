import type { Comment } from '@backlint/source/comment';
import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import type { Node } from '@backlint/source/node';
import { type Range, startOf } from '@backlint/source/range';
import type { SourceFile } from '@backlint/source/source-file';
import { buildNode } from './build-node.ts';
import { encodingTrouble } from './encoding.ts';
import { limits, type YamlBudget } from './limits.ts';
import { parseDocument } from './parse-document.ts';
import { parsePlainDocument } from './parse-plain-document.ts';
import { splitDocuments } from './split-documents.ts';
import { asTemplateTrouble } from './template-trouble.ts';

/** One document of a YAML or JSON file that holds anything. */
export interface YamlDocument {
  readonly root: Node;
  readonly comments: readonly Comment[];
  readonly range: Range;
}

export interface YamlOptions {
  /** Which documents are worth parsing, told from their text; all of them where it is not given. */
  readonly matters?: (text: string) => boolean;
}

/**
 * Reads a YAML or JSON file as the tools of Kubernetes do. Every document is read by itself: one that is broken or asks
 * for too much is a diagnostic and costs its neighbours nothing. A file that asks for too much as a whole is a single
 * diagnostic, and none of its documents is read, so that their order never decides which are.
 */
export function readYaml(file: SourceFile, { matters = () => true }: YamlOptions = {}): Read<readonly YamlDocument[]> {
  if (file.text.length > limits.fileLength) return tooMuch('size', `more than ${limits.fileLength} characters`, file);
  const spans = splitDocuments(file.text);
  if (spans.length > limits.documents) return tooMuch('documents', `more than ${limits.documents} documents`, file);

  const budget: YamlBudget = { tokens: limits.tokens, nodes: limits.nodes };
  const documents: YamlDocument[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { start, end } of spans) {
    if (!matters(file.text.slice(start, end))) continue;
    const read = readDocument({ file, start, end }, budget);
    if (budget.tokens < 0) return tooMuch('tokens', `more than ${limits.tokens} tokens`, file);
    if (budget.nodes < 0) return tooMuch('nodes', `more than ${limits.nodes} values`, file);
    if (read.result) documents.push(read.result);
    for (const trouble of read.diagnostics) diagnostics.push(trouble);
  }
  return { result: documents, diagnostics: withOneTemplate(diagnostics).slice(0, limits.diagnostics) };
}

function readDocument(range: Range, budget: YamlBudget): Read<YamlDocument | undefined> {
  const trouble = encodingTrouble(range);
  if (trouble) return { result: undefined, diagnostics: [trouble] };
  const plain = parsePlainDocument(range);
  if (plain && plain.nodes <= budget.nodes) {
    budget.nodes -= plain.nodes;
    return { result: { root: plain.root, comments: plain.comments, range }, diagnostics: [] };
  }
  return readFully(range, budget);
}

/** Reads a document with the full parser. */
export function readFully(range: Range, budget: YamlBudget): Read<YamlDocument | undefined> {
  const parsed = parseDocument(range, budget);
  const built = parsed.result?.contents
    ? buildNode(parsed.result.contents, range.file, budget)
    : { result: undefined, diagnostics: [] };
  const diagnostics = [...parsed.diagnostics, ...built.diagnostics];
  if (!parsed.result || !built.result) {
    return { result: undefined, diagnostics: diagnostics.map((trouble) => asTemplateTrouble(trouble, range)) };
  }
  return { result: { root: built.result, comments: parsed.result.comments, range }, diagnostics };
}

function tooMuch(limit: string, what: string, file: SourceFile): Read<readonly YamlDocument[]> {
  const message = `This file has ${what}, so nothing in it was read. Split it into smaller files.`;
  return { result: [], diagnostics: [{ code: `limit-${limit}`, message, at: startOf(file) }] };
}

/** A template is one trouble, however many documents it is made of. */
function withOneTemplate(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const first = diagnostics.find(({ code }) => code === 'yaml-template');
  return diagnostics.filter((trouble) => trouble.code !== 'yaml-template' || trouble === first);
}
