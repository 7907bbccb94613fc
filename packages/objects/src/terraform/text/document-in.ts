import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import type { Node, ScalarNode } from '@backlint/source/node';
import { originInText, placedInText } from '@backlint/source/text-piece';
import { readYaml } from '../../yaml/read-yaml.ts';

/** The YAML documents in a text, each part at the place where that part of the text was written. */
export function documentsIn(text: ScalarNode): Read<readonly Node[]> {
  if (text.encodes) return { result: [text.encodes], diagnostics: [] };
  const file = { path: text.origin.range.file.path, text: String(text.value) };
  const { result, diagnostics } = readYaml(file);
  return {
    result: result.map(({ root }) => placedInText(root, file, text)),
    diagnostics: diagnostics.map(({ at, ...trouble }): Diagnostic => {
      return { ...trouble, at: originInText(text, at.start, at.end).range };
    }),
  };
}

/** The first document in a text. */
export function documentIn(text: ScalarNode): Read<Node | undefined> {
  const { result, diagnostics } = documentsIn(text);
  return { result: result[0], diagnostics };
}
