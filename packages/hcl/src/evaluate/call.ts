import type { Node, UnknownNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { FunctionSpec, Parameter } from '../functions/function-spec.ts';
import { functions } from '../functions/functions.ts';
import { whyUnknown } from '../functions/impure.ts';
import type { Call, Expression } from '../syntax-tree.ts';
import { convert } from '../types/convert.ts';
import { evaluateIn } from './evaluate.ts';
import { type Evaluation, withoutErrors } from './evaluation.ts';
import { exhausted } from './led-to.ts';
import { failure, isNull, scalar, sizeOf, unknown, unknownBecause, unknownIn } from './nodes.ts';

/** Evaluates a function call. Functions that would look outside the files are unknown, and say why. */
export function evaluateCall(call: Call, evaluation: Evaluation): Node {
  const origin = { range: call.range };
  const name = call.name.text.replace(/^core::/, '');
  if (name === 'try') return evaluateTry(call.arguments, origin, evaluation);
  if (name === 'can') return evaluateCan(call.arguments, origin, evaluation);
  const spec = functions.get(name);
  const args = call.arguments.map((argument) => evaluateIn(argument, evaluation));
  if (!spec) return unknown(whyUnknown(name), origin);
  const last = args.at(-1);
  if (!call.isSpread || !last) return applyFunction(spec, args, origin, evaluation);
  if (last.kind === 'unknown') return unknownBecause(last, origin);
  if (last.kind !== 'sequence') return failure('only a list can be spread with ...', origin);
  return applyFunction(spec, [...args.slice(0, -1), ...last.items], origin, evaluation);
}

function applyFunction(spec: FunctionSpec, args: readonly Node[], origin: Origin, evaluation: Evaluation): Node {
  const { parameters, rest, apply } = spec;
  if (args.length < parameters.length || (!rest && args.length > parameters.length)) {
    return failure('the function has another number of arguments', origin);
  }
  if (!evaluation.scope.budget.spend(args.reduce((size, arg) => size + sizeOf(arg), 0))) return exhausted(origin);
  const converted: Node[] = [];
  let obstacle: UnknownNode | undefined;
  for (const [index, arg] of args.entries()) {
    const parameter = parameters[index] ?? rest;
    if (!parameter) break;
    const node = prepared(arg, parameter, origin);
    const doubt = doubtIn(node, parameter);
    if (doubt?.isError || (doubt && !obstacle?.isError && (!obstacle || doubt.isSensitive))) obstacle = doubt;
    converted.push(node);
  }
  return obstacle ? unknownBecause(obstacle, origin) : apply(converted, { origin, scope: evaluation.scope });
}

function prepared(node: Node, { type, takesNull }: Parameter, origin: Origin): Node {
  if (isNull(node)) return takesNull ? node : failure('an argument is null', origin);
  return convert(node, type);
}

/** What keeps a function from being applied to an argument. */
function doubtIn(node: Node, { takes }: Parameter): UnknownNode | undefined {
  if (node.kind === 'unknown' && node.isError) return node;
  if (takes === 'unknown') return undefined;
  if (takes === 'parts') return node.kind === 'unknown' ? node : undefined;
  return unknownIn(node);
}

/**
 * `try` gives the first argument without an error. An unknown might turn out to be one, unless it is only a part of
 * something that is there.
 */
function evaluateTry(args: readonly Expression[], origin: Origin, evaluation: Evaluation): Node {
  for (const argument of args) {
    const { result, failed } = withoutErrors(evaluation, () => evaluateIn(argument, evaluation));
    if (failed) continue;
    const doubt = isPlainReference(argument) && result.kind !== 'unknown' ? undefined : unknownIn(result);
    return doubt ? unknownBecause(doubt, origin) : result;
  }
  return failure('every argument of try is an error', origin);
}

function evaluateCan([argument]: readonly Expression[], origin: Origin, evaluation: Evaluation): Node {
  if (!argument) return failure('can needs an argument', origin);
  const { result, failed } = withoutErrors(evaluation, () => evaluateIn(argument, evaluation));
  if (failed) return scalar(false, origin);
  const doubt = isPlainReference(argument) && result.kind !== 'unknown' ? undefined : unknownIn(result);
  return doubt ? unknownBecause(doubt, origin) : scalar(true, origin);
}

function isPlainReference(expression: Expression): boolean {
  return expression.kind === 'variable' || (expression.kind === 'traversal' && expression.source.kind === 'variable');
}
