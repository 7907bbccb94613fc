import { InvalidArgumentError } from 'commander';
import { type FormatChoice, formats, parseFormat } from '../formats.ts';
import { didYouMean } from '../usage-error.ts';

/** Reads one more `FORMAT` or `FORMAT=FILE` of several. */
export function readFormat(text: string, before: readonly FormatChoice[]): readonly FormatChoice[] {
  return [...before, readOneFormat(text, Object.keys(formats))];
}

/** Reads `FORMAT` or `FORMAT=FILE`. */
export function readOneFormat(text: string, names: readonly string[]): FormatChoice {
  const choice = parseFormat(text, names);
  if (choice) return choice;
  throw new InvalidArgumentError(`Allowed choices are ${names.join(', ')}.${didYouMean(text, names)}`);
}

/** Reads words between commas, on top of those before. */
export function readList(text: string, before: readonly string[]): readonly string[] {
  return [...before, ...text.split(',').map((word) => word.trim())];
}

/** Takes one more of several. */
export function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

/** Reads a version, with or without its v. */
export function readVersion(text: string): string {
  const bare = text.replace(/^v/, '');
  if (/^\d+\.\d+\.\d+$/.test(bare)) return bare;
  throw new InvalidArgumentError('A version looks like 1.29.2.');
}

/** A time without an offset is taken for UTC, never for the time of this machine. */
export function readTime(text: string): Date {
  const isTime = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text);
  const time = new Date(/T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  if (isTime && !Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError('A time looks like 2026-03-29T00:00:00Z.');
}

/** Reads a number of things to show. */
export function readCount(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) <= 1000) return Number(text);
  throw new InvalidArgumentError('Write a number from 0 to 1000.');
}
