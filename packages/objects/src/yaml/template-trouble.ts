import type { Diagnostic } from '@backlint/source/diagnostic';
import type { Range } from '@backlint/source/range';

/** What a template without its values is to a YAML reader, beside plain bad syntax. */
const symptoms: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'yaml-key',
  'yaml-alias',
  'yaml-merge',
  'yaml-directive',
]);

const opening = /\{\{|\{%|<%/;

/**
 * The trouble with a document that could not be read, told as what it is where the document is a template of Helm, Jinja
 * or the like: by what it holds, or because it lies in the `templates` folder of a chart.
 */
export function asTemplateTrouble(trouble: Diagnostic, { file, start, end }: Range): Diagnostic {
  if (!symptoms.has(trouble.code)) return trouble;
  const found = opening.exec(file.text.slice(start, end));
  if (!found && !/(?:^|\/)templates\//.test(file.path)) return trouble;
  const at = found ? { file, start: start + found.index, end: start + found.index + 2 } : trouble.at;
  const message = 'This file is a template, so what it declares is not known. Check what it renders to.';
  return { code: 'yaml-template', message, at };
}
