import type { Node, UnknownNode } from '@backlint/source/node';
import type { Template, TemplateFor, TemplateIf, TemplatePart } from '../syntax-tree.ts';
import { convert } from '../types/convert.ts';
import { evaluateIn } from './evaluate.ts';
import { type Evaluation, withVariables } from './evaluation.ts';
import { turnVariables } from './for.ts';
import { turnsThrough } from './iterate.ts';
import { failure, isNull, unknownBecause } from './nodes.ts';
import { TextBuilder } from './text-builder.ts';

/**
 * Evaluates a template. One that is a single interpolation is its value, of whatever type; any other is text, of which
 * everything before the first unknown is certain.
 */
export function evaluateTemplate({ parts, form, range }: Template, evaluation: Evaluation): Node {
  const [first, second] = parts;
  if (first?.kind === 'interpolation' && !second && form !== 'heredoc') return evaluateIn(first.value, evaluation);
  const origin = { range };
  if (first?.kind === 'text' && !second && form === 'quoted') return { kind: 'scalar', value: first.value, origin };
  const text = new TextBuilder(evaluation.scope.budget);
  const obstacle = addParts(parts, text, evaluation);
  return obstacle ? unknownBecause(obstacle, origin, text.text) : text.build(origin);
}

/** Adds what parts say to a text, up to the first that is not known, which it returns. */
function addParts(parts: readonly TemplatePart[], text: TextBuilder, evaluation: Evaluation): UnknownNode | undefined {
  for (const part of parts) {
    const obstacle = addPart(part, text, evaluation) ?? text.obstacle({ range: part.range });
    if (obstacle) return obstacle;
  }
  return undefined;
}

function addPart(part: TemplatePart, text: TextBuilder, evaluation: Evaluation): UnknownNode | undefined {
  switch (part.kind) {
    case 'text':
      text.add(part.value, { range: part.range });
      return undefined;
    case 'interpolation': {
      const value = convert(evaluateIn(part.value, evaluation), 'string');
      if (isNull(value)) return counted(failure('a null has no place in text', { range: part.range }), evaluation);
      if (value.kind === 'unknown') {
        if (value.prefix) text.add(value.prefix, value.origin);
        return counted(value, evaluation);
      }
      if (value.kind === 'scalar') text.add(String(value.value), value.origin);
      return undefined;
    }
    case 'if':
      return addIf(part, text, evaluation);
    case 'for':
      return addFor(part, text, evaluation);
  }
}

function addIf(part: TemplateIf, text: TextBuilder, evaluation: Evaluation): UnknownNode | undefined {
  const condition = convert(evaluateIn(part.condition, evaluation), 'bool');
  if (condition.kind === 'unknown') return counted(condition, evaluation);
  if (isNull(condition)) return counted(failure('a condition is null', { range: part.range }), evaluation);
  const isTrue = condition.kind === 'scalar' && condition.value === true;
  return addParts(isTrue ? part.whenTrue : part.whenFalse, text, evaluation);
}

function addFor(part: TemplateFor, text: TextBuilder, evaluation: Evaluation): UnknownNode | undefined {
  const turns = turnsThrough(evaluateIn(part.collection, evaluation), { range: part.range });
  if (!Array.isArray(turns)) return counted(turns as UnknownNode, evaluation);
  for (const turn of turns) {
    const obstacle = addParts(part.body, text, withVariables(evaluation, turnVariables(part, turn)));
    if (obstacle) return obstacle;
  }
  return undefined;
}

function counted(node: UnknownNode, { errors }: Evaluation): UnknownNode {
  if (node.isError) errors.count++;
  return node;
}
