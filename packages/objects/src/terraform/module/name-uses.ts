import type { Body, Expression, Step, TemplatePart } from '@backlint/hcl/syntax-tree';
import type { Range } from '@backlint/source/range';

/** A reference as it is written: `var.a[0].b` uses the names `var` and `a`, and then `b`. */
export interface NameUse {
  readonly names: readonly string[];
  readonly range: Range;
}

/** Every reference in a body and the blocks in it. */
export function namesInBody({ attributes, blocks }: Body): readonly NameUse[] {
  return [
    ...[...attributes.values()].flatMap(({ value }) => namesInExpression(value)),
    ...blocks.flatMap(({ body }) => namesInBody(body)),
  ];
}

/** Every reference in an expression. Indices are left out of the names. */
export function namesInExpression(expression: Expression): readonly NameUse[] {
  const { range } = expression;
  switch (expression.kind) {
    case 'literal':
    case 'unreadable':
      return [];
    case 'variable':
      return [{ names: [expression.name], range }];
    case 'traversal': {
      const { source, steps } = expression;
      const inside = namesInSteps(steps);
      if (source.kind !== 'variable') return [...namesInExpression(source), ...inside];
      const names = steps.flatMap((step) => (step.kind === 'attribute' ? [step.name] : []));
      return [{ names: [source.name, ...names], range }, ...inside];
    }
    default:
      return partsOf(expression).flatMap(namesInExpression);
  }
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'template':
      return expression.parts.flatMap(expressionsInPart);
    case 'tuple':
      return expression.items;
    case 'object':
      // A bare name before `=` is the key itself.
      return expression.entries.flatMap(({ key, value }) => (key.kind === 'variable' ? [value] : [key, value]));
    case 'for':
      return [expression.collection, expression.entryKey, expression.value, expression.condition].filter(
        (part) => part !== undefined,
      );
    case 'call':
      return expression.arguments;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'parentheses':
      return [expression.inner];
    default:
      return [];
  }
}

function expressionsInPart(part: TemplatePart): readonly Expression[] {
  switch (part.kind) {
    case 'text':
      return [];
    case 'interpolation':
      return [part.value];
    case 'if':
      return [part.condition, ...[...part.whenTrue, ...part.whenFalse].flatMap(expressionsInPart)];
    case 'for':
      return [part.collection, ...part.body.flatMap(expressionsInPart)];
  }
}

function namesInSteps(steps: readonly Step[]): readonly NameUse[] {
  return steps.flatMap((step) => {
    if (step.kind === 'index') return namesInExpression(step.key);
    return step.kind === 'splat' ? namesInSteps(step.steps) : [];
  });
}
