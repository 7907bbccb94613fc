/**
 * A decimal number: `digits × 10^exponent`. Terraform computes with 512 bits, about 154 digits, so neither `0.1 + 0.2`
 * nor twenty-digit integers lose anything that anyone could see.
 */
export interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const precision = 154;
const largestExponent = 1000;
const pattern = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

/** The number that a text says, or undefined where it says none. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = pattern.exec(text) ?? [];
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  return normal(sign === '-' ? -digits : digits, Number(exponent) - fraction.length);
}

/** The number that a JavaScript number prints as; undefined for NaN and infinities. */
export function decimalOf(value: number): Decimal | undefined {
  return parseDecimal(String(value));
}

/** The nearest JavaScript number. */
export function numberOf({ digits, exponent }: Decimal): number {
  return Number(`${digits}e${exponent}`);
}

/** All digits, never an exponent. */
export function printDecimal({ digits, exponent }: Decimal): string {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits);
  if (exponent >= 0) return sign + text + '0'.repeat(exponent);
  const padded = text.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** Whether the exponent is one that Terraform's users could mean. */
export function isReasonable({ exponent, digits }: Decimal): boolean {
  return digits === 0n || Math.abs(exponent) <= largestExponent;
}

export function isInteger({ exponent }: Decimal): boolean {
  return exponent >= 0;
}

export function addDecimals(left: Decimal, right: Decimal): Decimal {
  if (left.digits === 0n) return right;
  if (right.digits === 0n) return left;
  const exponent = Math.min(left.exponent, right.exponent);
  return normal(scaled(left, exponent) + scaled(right, exponent), exponent);
}

export function negateDecimal({ digits, exponent }: Decimal): Decimal {
  return { digits: -digits, exponent };
}

export function multiplyDecimals(left: Decimal, right: Decimal): Decimal {
  return normal(left.digits * right.digits, left.exponent + right.exponent);
}

/** The quotient, exact or to some more digits than are kept; undefined for a division by zero. */
export function divideDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  if (right.digits === 0n) return undefined;
  const shift = precision + 6 + length(right.digits) - Math.min(length(left.digits), length(right.digits));
  return normal((left.digits * 10n ** BigInt(shift)) / right.digits, left.exponent - right.exponent - shift);
}

/** What is left of a division, with the sign of the left number; undefined for a division by zero. */
export function remainderOfDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  if (right.digits === 0n) return undefined;
  const exponent = Math.min(left.exponent, right.exponent);
  return normal(scaled(left, exponent) % scaled(right, exponent), exponent);
}

/** Negative, zero or positive as the left number is smaller than, equal to or larger than the right one. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const { digits } = addDecimals(left, negateDecimal(right));
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** The largest integer that is not larger. */
export function floorDecimal({ digits, exponent }: Decimal): Decimal {
  if (exponent >= 0) return { digits, exponent };
  const unit = 10n ** BigInt(-exponent);
  const rest = digits % unit;
  return normal(digits / unit - (rest < 0n ? 1n : 0n), 0);
}

/** No trailing zeros, and no more digits than are kept. */
function normal(digits: bigint, exponent: number): Decimal {
  if (digits === 0n) return { digits: 0n, exponent: 0 };
  const excess = length(digits) - precision;
  let kept = digits;
  let power = exponent;
  if (excess > 0) {
    const unit = 10n ** BigInt(excess);
    const half = digits < 0n ? -unit / 2n : unit / 2n;
    kept = (digits + half) / unit;
    power += excess;
  }
  while (kept % 10n === 0n) {
    kept /= 10n;
    power++;
  }
  return { digits: kept, exponent: power };
}

function length(digits: bigint): number {
  return String(digits < 0n ? -digits : digits).length;
}

function scaled({ digits, exponent }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(exponent - to);
}
