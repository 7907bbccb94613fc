import { type ASTNode, Environment, EvaluationError } from '@marcbachmann/cel-js';
import { UnknownField } from './fields.ts';

/** A CEL expression that is ready to be asked, or why it cannot be. */
export type Expression =
  | { readonly kind: 'expression'; ask(variables: Readonly<Record<string, unknown>>): Answer }
  | { readonly kind: 'problem'; readonly message: string };

/** What an expression says of one part; `unknown` where that depends on what the files do not decide. */
export type Answer =
  | { readonly kind: 'answer'; readonly value: unknown }
  | { readonly kind: 'unknown'; readonly why: string }
  | { readonly kind: 'problem'; readonly message: string };

const limits = { maxAstNodes: 500, maxDepth: 30, maxListElements: 100, maxMapEntries: 50, maxCallArguments: 8 };

/** Loops inside of loops beyond this could take long on a large model. */
const deepestLoops = 2;

const loops: ReadonlySet<string> = new Set([
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
  'transformList',
  'transformMap',
]);

/** Functions whose cost a text can blow up: regular expressions backtrack, and a bound value can double again and again. */
const forbidden: ReadonlySet<string> = new Set(['matches', 'bind']);

/** Compiles an expression over the named variables, each a mapping. Its cost is bounded before it is ever asked. */
export function compileExpression(source: string, variables: readonly string[]): Expression {
  try {
    const environment = new Environment({ limits });
    for (const name of variables) environment.registerVariable(name, 'map');
    const parsed = environment.parse(source);
    const objection = objectionTo(parsed.ast, 0);
    if (objection !== undefined) return { kind: 'problem', message: objection };
    const { valid, error } = parsed.check();
    if (!valid) return { kind: 'problem', message: summaryOf(error) };
    return { kind: 'expression', ask: (values) => answerOf(() => parsed({ ...values })) };
  } catch (error) {
    return { kind: 'problem', message: summaryOf(error) };
  }
}

function answerOf(evaluate: () => unknown): Answer {
  try {
    return { kind: 'answer', value: evaluate() };
  } catch (error) {
    const unknown = unknownBehind(error);
    return unknown ? { kind: 'unknown', why: unknown.message } : { kind: 'problem', message: summaryOf(error) };
  }
}

function unknownBehind(error: unknown): UnknownField | undefined {
  if (error instanceof UnknownField) return error;
  return error instanceof Error && error.cause !== undefined ? unknownBehind(error.cause) : undefined;
}

function summaryOf(error: unknown): string {
  if (error instanceof EvaluationError) return error.summary;
  if (error instanceof Error && 'summary' in error && typeof error.summary === 'string') return error.summary;
  return error instanceof Error ? error.message : String(error);
}

function objectionTo(node: ASTNode, depth: number): string | undefined {
  const name = node.op === 'call' ? node.args[0] : node.op === 'rcall' ? node.args[0] : undefined;
  if (name !== undefined && forbidden.has(name)) {
    return `${name}() is not available here: use startsWith, endsWith, contains or in`;
  }
  const inner = name !== undefined && loops.has(name) ? depth + 1 : depth;
  if (inner > deepestLoops) return `more than ${deepestLoops} loops inside of each other`;
  for (const child of childrenOf(node)) {
    const objection = objectionTo(child, inner);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  return nodesIn(node.args);
}

function nodesIn(value: unknown): readonly ASTNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}
