import type { Node } from '@backlint/source/node';
import { failure, sequence, tooLong, unknownBecause, unknownIn } from '../evaluate/nodes.ts';
import { TextBuilder } from '../evaluate/text-builder.ts';
import { limits } from '../limits.ts';
import { type Directive, directivesIn, isRefusal, renderDirective } from './format-directive.ts';
import { anything, type FunctionCall, type Functions, text } from './function-spec.ts';
import { textOf } from './simple.ts';

/** `format` and its list form. */
export const formatFunctions: Functions = {
  format: { parameters: [text], rest: anything, apply: ([template, ...args], call) => format(template, args, call) },
  formatlist: { parameters: [text], rest: anything, apply: formatList },
};

/** Text in which verbs stand for arguments; everything before the first unknown one is certain. */
function format(template: Node | undefined, args: readonly Node[], { origin, scope }: FunctionCall): Node {
  const directives = directivesIn(textOf(template));
  if (isRefusal(directives)) return failure(directives.refusal, origin);
  const builder = new TextBuilder(scope.budget);
  let used = 0;
  for (const directive of directives) {
    const position = directive.position ?? used;
    const arg = args[position];
    if (typeof directive.verb === 'string') {
      if (!arg) return failure('format has fewer arguments than verbs', origin);
      used = position + 1;
    }
    const obstacle = addDirective(builder, directive, arg, template?.origin ?? origin);
    if (obstacle) return obstacle.kind === 'unknown' ? unknownBecause(obstacle, origin, builder.text) : obstacle;
  }
  const all = directives.some(({ position }) => position !== undefined) ? args.length : used;
  if (all < args.length) return failure('format has more arguments than verbs', origin);
  return builder.build(origin);
}

/** Adds what one directive becomes, or returns what keeps it from becoming anything. */
function addDirective(
  builder: TextBuilder,
  directive: Directive,
  arg: Node | undefined,
  origin: Node['origin'],
): Node | undefined {
  if (directive.verb === undefined || !arg) {
    builder.add(directive.literal, origin);
    return builder.obstacle(origin);
  }
  if ((directive.width ?? 0) > limits.textLength || (directive.precision ?? 0) > limits.textLength)
    return tooLong(origin);
  const doubt = unknownIn(arg);
  if (doubt) {
    const isPlain = directive.width === undefined && directive.precision === undefined;
    if (isPlain && arg.kind === 'unknown' && /[sv]/.test(directive.verb)) builder.add(arg.prefix ?? '', arg.origin);
    return doubt;
  }
  const rendered = renderDirective(directive, arg);
  if (isRefusal(rendered)) return failure(rendered.refusal, origin);
  builder.add(rendered, arg.origin);
  return builder.obstacle(origin);
}

/** Formats once for each element of the lists among the arguments, which all have one length. */
function formatList([template, ...args]: readonly Node[], call: FunctionCall): Node {
  const { origin } = call;
  const unknown = args.find((arg) => arg.kind === 'unknown');
  if (unknown?.kind === 'unknown') return unknownBecause(unknown, origin);
  const lists = args.flatMap((arg) => (arg.kind === 'sequence' ? [arg.items] : []));
  const length = lists[0]?.length ?? 1;
  if (lists.some((items) => items.length !== length)) return failure('the lists have different lengths', origin);
  const results: Node[] = [];
  for (let index = 0; index < length; index++) {
    const turn = args.map((arg) => (arg.kind === 'sequence' ? (arg.items[index] ?? arg) : arg));
    const result = format(template, turn, call);
    if (result.kind === 'unknown' && result.isError) return result;
    results.push(result);
  }
  return sequence(results, origin, 'list');
}
