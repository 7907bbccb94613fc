import type { Node, UnknownNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';
import type { Step, Traversal, Variable } from '../syntax-tree.ts';
import { elementOf, namedOf } from './access.ts';
import { evaluateIn } from './evaluate.ts';
import { type Evaluation, variableIn } from './evaluation.ts';
import { ledTo } from './led-to.ts';
import { failure, isNull, sequence } from './nodes.ts';

/** Evaluates a name that stands alone. */
export function evaluateVariable({ name, range }: Variable, evaluation: Evaluation): Node {
  return resolve(name, [], range, evaluation).node;
}

/** Evaluates a value and the steps after it: `var.a.b[0].c`, `f(x).a`, `a[*].b`. */
export function evaluateTraversal({ source, steps, range }: Traversal, evaluation: Evaluation): Node {
  if (source.kind !== 'variable') return takeSteps(evaluateIn(source, evaluation), steps, range, evaluation);
  const { node, used, isLocal } = resolve(source.name, leadingNames(steps), range, evaluation);
  const reached = takeSteps(node, steps.slice(used), range, evaluation);
  return isLocal ? reached : ledTo(reached, range, evaluation.scope.budget);
}

interface Found {
  readonly node: Node;
  readonly used: number;
  /** Whether it is the variable of a `for`, which is no place worth mentioning. */
  readonly isLocal: boolean;
}

function resolve(root: string, names: readonly string[], range: Range, evaluation: Evaluation): Found {
  const local = variableIn(evaluation, root);
  if (local) return { node: local, used: 0, isLocal: true };
  const found = evaluation.scope.resolve({ root, names, range });
  if (found) return { ...found, isLocal: false };
  const name = [root, ...names.slice(0, 1)].join('.');
  return { node: failure(`nothing declares ${name}`, { range }), used: names.length, isLocal: true };
}

function leadingNames(steps: readonly Step[]): readonly string[] {
  const names: string[] = [];
  for (const step of steps) {
    if (step.kind !== 'attribute') break;
    names.push(step.name);
  }
  return names;
}

function takeSteps(start: Node, steps: readonly Step[], range: Range, evaluation: Evaluation): Node {
  const origin: Origin = { range };
  let here = start;
  for (const step of steps) {
    switch (step.kind) {
      case 'attribute':
        here = namedOf(here, step.name, origin);
        break;
      case 'index':
        here = elementOf(here, evaluateIn(step.key, evaluation), origin);
        break;
      case 'splat':
        here = takeSplat(here, step.steps, range, evaluation);
        break;
    }
  }
  return here;
}

/** A splat takes steps in each element; a value that is no list counts as a list of itself, and null as an empty one. */
function takeSplat(node: Node, steps: readonly Step[], range: Range, evaluation: Evaluation): Node {
  if (node.kind === 'unknown') return node;
  const origin = { range };
  if (isNull(node)) return sequence([], origin);
  const items = node.kind === 'sequence' ? node.items : [node];
  const results = items.map((item) => takeSteps(item, steps, range, evaluation));
  const failed = results.find((result): result is UnknownNode => result.kind === 'unknown' && result.isError === true);
  if (failed) return failed;
  const collection = node.kind === 'sequence' && node.collection ? 'list' : undefined;
  return sequence(results, node.kind === 'sequence' ? node.origin : origin, collection);
}
