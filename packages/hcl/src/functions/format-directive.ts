import type { Node } from '@backlint/source/node';
import { type Decimal, isInteger, numberOf, printDecimal } from '../evaluate/decimal.ts';
import { decimalIn, isNull } from '../evaluate/nodes.ts';
import { convert } from '../types/convert.ts';
import { jsonText } from './json-text.ts';
import type { Refusal } from './simple.ts';
import { clusters } from './text.ts';

/** Literal text, or a verb with its flags: `%-8.3f`, `%[2]s`. */
export interface Directive {
  readonly literal: string;
  readonly verb?: string;
  readonly flags: string;
  readonly width?: number;
  readonly precision?: number;
  /** The argument it names, from zero. */
  readonly position?: number;
}

const directive = /%(?:%|([-+ #0]*)(\d*)(?:\.(\d*))?(?:\[(\d+)\])?([A-Za-z]))/y;

/** Cuts the template of `format` into literal text and verbs. */
export function directivesIn(template: string): readonly Directive[] | Refusal {
  const found: Directive[] = [];
  let at = 0;
  while (at < template.length) {
    const percent = template.indexOf('%', at);
    if (percent !== at) {
      const end = percent === -1 ? template.length : percent;
      found.push({ literal: template.slice(at, end), flags: '' });
      at = end;
      continue;
    }
    directive.lastIndex = at;
    const match = directive.exec(template);
    if (!match) return { refusal: 'a verb of format is not valid' };
    at += match[0].length;
    found.push(verbOf(match));
  }
  return found;
}

export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refusal' in result;
}

function verbOf([written, flags = '', width = '', precision, position, verb]: RegExpExecArray): Directive {
  if (verb === undefined) return { literal: written.slice(1), flags: '' };
  return {
    literal: '',
    verb,
    flags,
    ...(width === '' ? {} : { width: Number(width) }),
    ...(precision === undefined ? {} : { precision: Number(precision) }),
    ...(position === undefined ? {} : { position: Number(position) - 1 }),
  };
}

/** What a verb makes of its argument. */
export function renderDirective(verb: Directive, arg: Node): string | Refusal {
  switch (verb.verb) {
    case 's':
    case 'q':
      return renderText(verb, arg);
    case 'v':
      return renderAny(verb, arg);
    case 't': {
      const value = convert(arg, 'bool');
      return value.kind === 'scalar' && value.value !== null
        ? String(value.value)
        : { refusal: 'a bool is needed for %t' };
    }
    default:
      return renderNumber(verb, arg);
  }
}

function renderText(verb: Directive, arg: Node): string | Refusal {
  const value = convert(arg, 'string');
  if (value.kind !== 'scalar' || value.value === null) return { refusal: `text is needed for %${verb.verb}` };
  const text = String(value.value);
  const cut = verb.precision === undefined ? text : clusters(text).slice(0, verb.precision).join('');
  return padded(verb.verb === 'q' ? jsonText(cut) : cut, verb);
}

function renderAny(verb: Directive, arg: Node): string | Refusal {
  const isPlainText = arg.kind === 'scalar' && typeof arg.value === 'string' && !verb.flags.includes('#');
  if (isPlainText) return renderText(verb, arg);
  const number = arg.kind === 'scalar' ? decimalIn(arg) : undefined;
  if (number) return renderNumber({ ...verb, verb: isInteger(number) ? 'd' : 'f' }, arg, verb.verb === 'v');
  return padded(jsonText(arg), verb);
}

function renderNumber(verb: Directive, arg: Node, isExact = false): string | Refusal {
  const value = convert(arg, 'number');
  const number = value.kind === 'scalar' && !isNull(value) ? decimalIn(value) : undefined;
  if (!number) return { refusal: `a number is needed for %${verb.verb}` };
  const size = { ...number, digits: number.digits < 0n ? -number.digits : number.digits };
  const digits = isExact ? printDecimal(size) : digitsFor(verb, size);
  if (digits === undefined) return { refusal: `%${verb.verb} is no verb of format, or not for such a number` };
  const sign = number.digits < 0n ? '-' : verb.flags.includes('+') ? '+' : verb.flags.includes(' ') ? ' ' : '';
  return padded(digits, verb, sign);
}

const bases: Readonly<Record<string, readonly [base: number, mark: string]>> = {
  b: [2, '0b'],
  d: [10, ''],
  o: [8, '0'],
  x: [16, '0x'],
  X: [16, '0X'],
};

function digitsFor({ verb = '', flags, precision }: Directive, size: Decimal): string | undefined {
  const base = bases[verb];
  if (base) {
    if (!isInteger(size)) return undefined;
    const [radix, mark] = base;
    const digits = BigInt(printDecimal(size))
      .toString(radix)
      .padStart(precision ?? 0, '0');
    return (flags.includes('#') ? mark : '') + (verb === 'X' ? digits.toUpperCase() : digits);
  }
  switch (verb) {
    case 'f':
    case 'F':
      return fixed(size, precision ?? 6);
    case 'e':
    case 'E':
      return exponential(numberOf(size).toExponential(Math.min(precision ?? 6, 100)), verb);
    case 'g':
    case 'G':
      return general(numberOf(size), precision, verb);
    default:
      return undefined;
  }
}

/** Rounds half to even. */
function fixed({ digits, exponent }: Decimal, places: number): string {
  const shift = exponent + places;
  let units = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  if (shift < 0) {
    const unit = 10n ** BigInt(-shift);
    const twice = (digits % unit) * 2n;
    if (twice > unit || (twice === unit && units % 2n === 1n)) units++;
  }
  const text = String(units).padStart(places + 1, '0');
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** Go writes at least two digits of exponent. */
function exponential(text: string, verb: string): string {
  const written = text.replace(/e([+-])(\d)$/, 'e$10$2');
  return verb === 'E' || verb === 'G' ? written.toUpperCase() : written;
}

function general(value: number, precision: number | undefined, verb: string): string {
  const digits = precision === undefined ? undefined : Math.min(Math.max(precision, 1), 100);
  const text = digits === undefined ? value.toExponential() : value.toExponential(digits - 1);
  const exponent = Number(text.slice(text.indexOf('e') + 1));
  const mantissa = text
    .slice(0, text.indexOf('e'))
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
  if (exponent < -4 || exponent >= (digits ?? 6)) {
    return exponential(`${mantissa}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`, verb);
  }
  return fixedFrom(mantissa, exponent);
}

function fixedFrom(mantissa: string, exponent: number): string {
  const digits = mantissa.replace('.', '');
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = digits.slice(exponent + 1);
  return rest === '' ? whole : `${whole}.${rest}`;
}

/** Zeros go between the sign and the digits. */
function padded(text: string, { flags, width = 0 }: Directive, sign = ''): string {
  const missing = Math.max(width - clusters(sign + text).length, 0);
  if (flags.includes('-')) return sign + text + ' '.repeat(missing);
  return flags.includes('0') ? sign + '0'.repeat(missing) + text : ' '.repeat(missing) + sign + text;
}
