import { quoted } from './go-text.ts';
import { invalid, type Outcome, valid } from './outcome.ts';
import type { Dialect, Field } from './schedule.ts';

/** Which values a field can have, and the names that stand for some of them. */
export interface FieldKind {
  readonly minimum: number;
  readonly maximum: number;
  /** Names in lower case; the first one stands for the minimum, and so on. */
  readonly names: readonly string[];
}

export const secondField: FieldKind = { minimum: 0, maximum: 59, names: [] };
export const minuteField: FieldKind = { minimum: 0, maximum: 59, names: [] };
export const hourField: FieldKind = { minimum: 0, maximum: 23, names: [] };
export const dayOfMonthField: FieldKind = { minimum: 1, maximum: 31, names: [] };
export const monthField: FieldKind = {
  minimum: 1,
  maximum: 12,
  names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
};
export const dayOfWeekField: FieldKind = {
  minimum: 0,
  maximum: 6,
  names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
};

/** Reads one field, a list of ranges; errors are those of robfig/cron v1.2.0, of which v3 differs in the first letter. */
export function readField(text: string, kind: FieldKind, dialect: Dialect): Outcome<Field> {
  const values = new Set<number>();
  let star = false;
  // Empty items of a list are passed over, so that a lone comma is a field without values.
  for (const item of text.split(',').filter((item) => item !== '')) {
    const range = readRange(item, kind);
    if (range.kind === 'invalid') return range;
    const { start, end, step, isStar } = range.value;
    for (let value = start; value <= end; value += step) values.add(value);
    // Only v3 says that `*/2` is no star; v1.2.0 keeps it one.
    star ||= isStar && (dialect === 'cnpg' || step === 1);
  }
  return valid({ values: [...values].sort((left, right) => left - right), star });
}

/** Every value of a field, written as a star. */
export function everyValue({ minimum, maximum }: FieldKind): Field {
  return { values: Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index), star: true };
}

interface SteppedRange {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly isStar: boolean;
}

/** Go reads 64-bit numbers and names them in its errors, hence the big integers. */
function readRange(text: string, kind: FieldKind): Outcome<SteppedRange> {
  const [minimum, maximum] = [BigInt(kind.minimum), BigInt(kind.maximum)];
  const [range = '', stepText, ...moreSteps] = text.split('/');
  const [low = '', high, ...moreHyphens] = range.split('-');
  // The library looks no further than the star, so `*-5` is one too.
  const isStar = low === '*' || low === '?';

  const start = isStar ? valid(minimum) : readNumber(low, kind.names, minimum);
  if (start.kind === 'invalid') return start;
  if (!isStar && moreHyphens.length > 0) return invalid(`Too many hyphens: ${text}`);
  const end = isStar ? valid(maximum) : high === undefined ? start : readNumber(high, kind.names, minimum);
  if (end.kind === 'invalid') return end;
  if (moreSteps.length > 0) return invalid(`Too many slashes: ${text}`);
  const step = stepText === undefined ? valid(1n) : readNumber(stepText);
  if (step.kind === 'invalid') return step;

  const first = start.value;
  const last = stepText !== undefined && high === undefined ? maximum : end.value;
  if (first < minimum) return invalid(`Beginning of range (${first}) below minimum (${minimum}): ${text}`);
  if (last > maximum) return invalid(`End of range (${last}) above maximum (${maximum}): ${text}`);
  if (first > last) return invalid(`Beginning of range (${first}) beyond end of range (${last}): ${text}`);
  if (step.value === 0n) return invalid(`Step of range should be a positive number: ${text}`);
  return valid({ start: Number(first), end: Number(last), step: Number(step.value), isStar });
}

function readNumber(text: string, names: readonly string[] = [], valueOfFirstName = 0n): Outcome<bigint> {
  const index = names.indexOf(text.toLowerCase());
  if (index !== -1) return valid(valueOfFirstName + BigInt(index));
  const fail = (why: string) =>
    invalid(`Failed to parse int from ${text}: strconv.Atoi: parsing ${quoted(text)}: ${why}`);
  const [, sign, digits] = /^([+-]?)([0-9]+)$/.exec(text) ?? [];
  if (digits === undefined) return fail('invalid syntax');
  const number = sign === '-' ? -BigInt(digits) : BigInt(digits);
  if (number >= 2n ** 63n || number < -(2n ** 63n)) return fail('value out of range');
  return number < 0n ? invalid(`Negative number (${number}) not allowed: ${text}`) : valid(number);
}
