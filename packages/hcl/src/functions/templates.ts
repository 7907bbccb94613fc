import type { Node } from '@backlint/source/node';
import { originInText } from '@backlint/source/text-piece';
import { evaluate } from '../evaluate/evaluate.ts';
import { failure } from '../evaluate/nodes.ts';
import type { Scope } from '../evaluate/scope.ts';
import type { SourceText } from '../source-text.ts';
import { Cursor } from '../syntax/cursor.ts';
import { parseWholeTemplate } from '../syntax/parse-template.ts';
import { fileAt } from './files.ts';
import { anything, type FunctionCall, type Functions, text } from './function-spec.ts';
import { textOf } from './simple.ts';

/** Functions that fill in a template with variables of its own. */
export const templateFunctions: Functions = {
  templatefile: {
    parameters: [text, anything],
    apply: ([path, variables], call) => {
      const file = fileAt(path, call);
      return 'kind' in file ? file : fillIn({ file, text: file.text }, variables, call);
    },
  },
  templatestring: {
    parameters: [text, anything],
    apply: ([template, variables], call) => {
      if (template?.kind !== 'scalar') return failure('the first argument is no text', call.origin);
      const placeOf = (offset: number) => originInText(template, offset, offset).range.start;
      const { file } = originInText(template, 0, 0).range;
      return fillIn({ file, text: textOf(template), placeOf }, variables, call);
    },
  },
};

/** What the template comes to, at its own places, led to by the call. */
function fillIn(source: SourceText, variables: Node | undefined, { origin, scope }: FunctionCall): Node {
  if (scope.isTemplate) return failure('a template cannot fill in another template', origin);
  if (variables?.kind !== 'mapping' && variables?.kind !== 'unknown')
    return failure('the variables are no map', origin);
  const cursor = new Cursor(source);
  const template = parseWholeTemplate(cursor);
  if (cursor.diagnostics.length > 0) return failure('the template has an error of syntax', origin);
  const node = evaluate(template, templateScope(scope, variables));
  return { ...node, origin: { range: node.origin.range, via: node.origin.via ?? origin } };
}

function templateScope(scope: Scope, variables: Node & { kind: 'mapping' | 'unknown' }): Scope {
  return {
    ...scope,
    isTemplate: true,
    resolve: ({ root }) => {
      const entry = variables.entries?.get(root);
      if (entry) return { node: entry.value, used: 0 };
      return variables.kind === 'unknown' ? { node: variables, used: 0 } : undefined;
    },
  };
}
