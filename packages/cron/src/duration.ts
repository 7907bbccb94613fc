import { quotedBytes } from './go-text.ts';
import { invalid, type Outcome, valid } from './outcome.ts';

const nanoseconds: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

const limit = 2n ** 63n;

/** Reads a duration such as `1h30m` as Go's `time.ParseDuration` does, in nanoseconds, with the same errors. */
export function readDuration(text: string): Outcome<bigint> {
  const fail = (why: string) => invalid(`time: ${why} ${quotedBytes(text)}`);
  const [, sign = '', parts = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (parts === '0') return valid(0n);
  let total = 0n;
  let rest = parts;
  do {
    const [part = '', whole = '', fraction = '', unitName = ''] = /^([0-9]*)(?:\.([0-9]*))?([^.0-9]*)/.exec(rest) ?? [];
    if (whole === '' && fraction === '') return fail('invalid duration');
    if (BigInt(whole) > limit) return fail('invalid duration');
    if (unitName === '') return fail('missing unit in duration');
    const unit = nanoseconds.get(unitName);
    if (unit === undefined) return fail(`unknown unit ${quotedBytes(unitName)} in duration`);
    total += BigInt(whole) * unit + partOfUnit(fraction, unit);
    if (total > limit) return fail('invalid duration');
    rest = rest.slice(part.length);
  } while (rest !== '');
  if (sign !== '-' && total === limit) return fail('invalid duration');
  return valid(sign === '-' ? -total : total);
}

/** Go counts fractions in floating point and ignores the digits that no longer fit into 63 bits. */
function partOfUnit(fraction: string, unit: bigint): bigint {
  let digits = fraction;
  while (BigInt(digits) > limit) digits = digits.slice(0, -1);
  return BigInt(Math.trunc(Number(digits) * (Number(unit) / 10 ** digits.length)));
}
