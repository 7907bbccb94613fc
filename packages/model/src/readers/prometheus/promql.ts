import { parser } from '@prometheus-io/lezer-promql';
import type { Aggregation, LabelMatcher, MetricUse } from '../../alert.ts';
import type { PlaceInText } from '../cron-job/places-in-text.ts';
import { durationSeconds } from './duration-seconds.ts';

/** What an expression in PromQL asks for, and which ages it does not stand for. */
export interface ExpressionReading {
  readonly metrics: readonly MetricUse[];
  readonly ageLimits: readonly AgeLimitReading[];
  /** Set where the text is no PromQL, or more than that: nothing is known of it. */
  readonly unreadable?: string;
}

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

interface AgeLimitReading {
  readonly metrics: readonly MetricUse[];
  readonly seconds: number;
  readonly origin: MetricUse['origin'];
}

/**
 * What the value of a part of an expression means for the alarm: it is raised where there is any value (`presence`), by
 * high or by low ones, or by none but zero; undefined where that is not plain.
 */
type Meaning = 'presence' | 'high' | 'low' | 'zero' | undefined;

interface Reading {
  readonly text: string;
  readonly place: PlaceInText;
  readonly metrics: MetricUse[];
  readonly ageLimits: AgeLimitReading[];
}

/** Reads an expression, with the places of what is in it. */
export function readPromql(text: string, place: PlaceInText): ExpressionReading {
  const tree = parser.parse(text);
  let isBroken = false;
  tree.iterate({
    enter: ({ type }) => {
      isBroken ||= type.isError;
    },
  });
  if (isBroken) return { metrics: [], ageLimits: [], unreadable: 'its expression is no PromQL that backlint can read' };
  const reading: Reading = { text, place, metrics: [], ageLimits: [] };
  for (const node of partsOf(tree.topNode)) visit(reading, node, 'presence', []);
  return { metrics: reading.metrics, ageLimits: reading.ageLimits };
}

function visit(reading: Reading, node: SyntaxNode, meaning: Meaning, aggregations: readonly Aggregation[]): void {
  if (node.name === 'VectorSelector') {
    readSelector(reading, node, meaning, aggregations);
    return;
  }
  if (node.name === 'BinaryExpr') {
    visitBinary(reading, node, meaning, aggregations);
    return;
  }
  if (node.name === 'FunctionCall') {
    visitCall(reading, node, meaning, aggregations);
    return;
  }
  if (node.name === 'AggregateExpr') {
    const inner = [readAggregation(reading, node, meaning), ...aggregations];
    for (const part of argumentsOf(node)) visit(reading, part, meaning, inner);
    return;
  }
  const isMinus = node.name === 'UnaryExpr' && reading.text[node.from] === '-';
  for (const part of partsOf(node)) visit(reading, part, isMinus ? opposite(meaning) : meaning, aggregations);
}

function visitBinary(reading: Reading, node: SyntaxNode, meaning: Meaning, aggregations: readonly Aggregation[]): void {
  const parts = partsOf(node).filter(({ name }) => name !== 'BoolModifier' && name !== 'MatchingModifierClause');
  const [left, operator, right] = parts;
  if (!left || !operator || !right) return;
  const before = reading.metrics.length;
  const [leftMeaning, rightMeaning] =
    meaning === 'presence' && asksForZero(reading, left, operator, right)
      ? (['zero', undefined] as const)
      : meaningsIn(operator.name, meaning, isConstant(left), isConstant(right));
  visit(reading, left, leftMeaning, aggregations);
  visit(reading, right, rightMeaning, aggregations);
  const age = isAbove(operator.name)
    ? ageIn(reading, left)
    : isBelow(operator.name)
      ? ageIn(reading, right)
      : undefined;
  const limit = constantOf(reading, isAbove(operator.name) ? right : left);
  if (age === undefined || limit === undefined) return;
  const metrics = reading.metrics.slice(before);
  const { from, to } = isAbove(operator.name) ? right : left;
  reading.ageLimits.push({ metrics, seconds: limit * age.unit, origin: reading.place(from, to) });
}

/** `metric == 0`, and `metric < 1` where what is counted is whole. */
function asksForZero(reading: Reading, left: SyntaxNode, { name }: SyntaxNode, right: SyntaxNode): boolean {
  const limit = isConstant(left) ? undefined : constantOf(reading, right);
  return (limit === 0 && (name === 'Eql' || name === 'Lte')) || (limit === 1 && name === 'Lss');
}

function isAbove(operator: string): boolean {
  return operator === 'Gtr' || operator === 'Gte';
}

function isBelow(operator: string): boolean {
  return operator === 'Lss' || operator === 'Lte';
}

function meaningsIn(operator: string, meaning: Meaning, leftIsConstant: boolean, rightIsConstant: boolean): Meaning[] {
  const isPresence = meaning === 'presence';
  if (operator === 'And' || operator === 'Or') return isPresence ? ['presence', 'presence'] : [undefined, undefined];
  if (operator === 'Unless') return [isPresence ? 'presence' : undefined, undefined];
  if (isAbove(operator)) return isPresence ? ['high', 'low'] : [undefined, undefined];
  if (isBelow(operator)) return isPresence ? ['low', 'high'] : [undefined, undefined];
  if (isPresence) return [undefined, undefined];
  if (operator === 'Add') return meaning === 'zero' ? [undefined, undefined] : [meaning, meaning];
  if (operator === 'Sub') return [meaning, opposite(meaning)];
  if (operator === 'Mul') return [rightIsConstant ? meaning : undefined, leftIsConstant ? meaning : undefined];
  return [operator === 'Div' && rightIsConstant ? meaning : undefined, undefined];
}

function alarmingWhen(meaning: Meaning): Pick<MetricUse, 'alarmingWhen'> {
  return meaning === undefined || meaning === 'presence' ? {} : { alarmingWhen: meaning };
}

function opposite(meaning: Meaning): Meaning {
  if (meaning === 'high') return 'low';
  return meaning === 'low' ? 'high' : undefined;
}

/** Functions whose result grows with their argument. */
const growing =
  /^(?:increase|rate|irate|delta|idelta|(?:max|min|avg|sum|last)_over_time|ceil|floor|round|clamp|clamp_min|clamp_max|scalar|vector|sort|sort_desc)$/;

function visitCall(reading: Reading, node: SyntaxNode, meaning: Meaning, aggregations: readonly Aggregation[]): void {
  const name = textOf(reading, node.getChild('FunctionIdentifier'));
  const before = reading.metrics.length;
  const inner = growing.test(name) && meaning !== 'presence' ? meaning : undefined;
  for (const part of argumentsOf(node)) visit(reading, part, inner, aggregations);
  if (!/^absent(?:_over_time)?$/.test(name)) return;
  const asked = reading.metrics.splice(before).map((use) => ({ ...use, isAskedForAbsence: true as const }));
  reading.metrics.push(...asked);
}

function readSelector(
  reading: Reading,
  node: SyntaxNode,
  meaning: Meaning,
  aggregations: readonly Aggregation[],
): void {
  const matchers = matchersOf(reading, node);
  const identifier = node.getChild('Identifier');
  const named = matchers.find(({ label, operator }) => label === '__name__' && operator === '=');
  const name = identifier ? textOf(reading, identifier) : named?.value;
  if (name === undefined) return;
  reading.metrics.push({
    name,
    matchers: matchers.filter(({ label }) => label !== '__name__'),
    aggregations,
    ...alarmingWhen(meaning),
    origin: identifier ? reading.place(identifier.from, identifier.to) : (named?.origin ?? reading.place(0, 0)),
  });
}

const operators: Readonly<Record<string, LabelMatcher['operator']>> = {
  EqlSingle: '=',
  Neq: '!=',
  EqlRegex: '=~',
  NeqRegex: '!~',
};

function matchersOf(reading: Reading, node: SyntaxNode): LabelMatcher[] {
  const list = node.getChild('LabelMatchers');
  return (list?.getChildren('UnquotedLabelMatcher') ?? []).flatMap((matcher) => {
    const literal = matcher.getChild('StringLiteral');
    const operator = operators[matcher.getChild('MatchOp')?.firstChild?.name ?? ''];
    if (!literal || operator === undefined) return [];
    const label = textOf(reading, matcher.getChild('LabelName'));
    const value = textOf(reading, literal)
      .slice(1, -1)
      .replace(/\\(["'\\])/g, '$1');
    return [{ label, operator, value, origin: reading.place(matcher.from, matcher.to) }];
  });
}

function readAggregation(reading: Reading, node: SyntaxNode, meaning: Meaning): Aggregation {
  const modifier = node.getChild('AggregateModifier');
  const labels = modifier?.getChild('GroupingLabels')?.getChildren('LabelName') ?? [];
  const operator = node.getChild('AggregateOp') ?? node;
  return {
    operator: textOf(reading, operator).toLowerCase(),
    grouping: modifier?.getChild('By') ? 'by' : modifier ? 'without' : 'none',
    labels: labels.map((label) => textOf(reading, label)),
    ...alarmingWhen(meaning),
    origin: reading.place(operator.from, operator.to),
  };
}

/** Whether a part of an expression is an age, and in which unit: `time() - metric`, in seconds unless it is divided. */
function ageIn(reading: Reading, node: SyntaxNode): { readonly unit: number } | undefined {
  const [left, operator, right] = partsOf(node);
  if (node.name === 'ParenExpr') return left && ageIn(reading, left);
  if (node.name === 'AggregateExpr') {
    const [inner, second] = argumentsOf(node);
    return inner && !second ? ageIn(reading, inner) : undefined;
  }
  if (node.name !== 'BinaryExpr' || !left || !operator || !right) return undefined;
  if (operator.name === 'Sub') return /^time\s*\(\s*\)$/.test(textOf(reading, left)) ? { unit: 1 } : undefined;
  const divisor = operator.name === 'Div' ? constantOf(reading, right) : undefined;
  const inner = divisor === undefined ? undefined : ageIn(reading, left);
  return inner && divisor !== undefined ? { unit: inner.unit * divisor } : undefined;
}

function isConstant(node: SyntaxNode): boolean {
  return node.name === 'NumberDurationLiteral' || (node.name === 'ParenExpr' && partsOf(node).every(isConstant));
}

/** The number that a part of an expression is, whatever is measured. */
function constantOf(reading: Reading, node: SyntaxNode): number | undefined {
  if (node.name === 'NumberDurationLiteral') return numberOf(textOf(reading, node));
  const [left, operator, right] = partsOf(node);
  if (node.name === 'ParenExpr') return left && constantOf(reading, left);
  if (node.name !== 'BinaryExpr' || !left || !operator || !right) return undefined;
  const [a, b] = [constantOf(reading, left), constantOf(reading, right)];
  if (a === undefined || b === undefined) return undefined;
  if (operator.name === 'Add') return a + b;
  if (operator.name === 'Sub') return a - b;
  if (operator.name === 'Mul') return a * b;
  return operator.name === 'Div' && b !== 0 ? a / b : undefined;
}

function numberOf(text: string): number | undefined {
  const number = Number(text.replaceAll('_', ''));
  return Number.isFinite(number) ? number : durationSeconds(text);
}

function argumentsOf(node: SyntaxNode): SyntaxNode[] {
  const body = node.getChild('FunctionCallBody');
  return body ? partsOf(body) : [];
}

function partsOf(node: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') parts.push(child);
  }
  return parts;
}

function textOf({ text }: Reading, node: SyntaxNode | null): string {
  return node ? text.slice(node.from, node.to) : '';
}
