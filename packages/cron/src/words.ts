/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[], conjunction = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** Ascending numbers in words: "8 to 18", "1 to 5 and 9", "0, 5, 10 … 55". `name` says what a number is called. */
export function listedNumbers(values: readonly number[], name: (value: number) => string = String): string {
  if (values.length > 5 && (stepOf(values) ?? 1) > 1) {
    return `${values.slice(0, 3).map(name).join(', ')} … ${values.slice(-1).map(name).join()}`;
  }
  const spans: { from: number; to: number }[] = [];
  for (const value of values) {
    const span = spans.at(-1);
    if (span && value === span.to + 1) span.to = value;
    else spans.push({ from: value, to: value });
  }
  return listed(
    spans.flatMap(({ from, to }) => {
      if (to - from >= 2) return [`${name(from)} to ${name(to)}`];
      return from === to ? [name(from)] : [name(from), name(to)];
    }),
  );
}

/** The distance from each number to the next, if that is always the same and there are two at least. */
export function stepOf(values: readonly number[]): number | undefined {
  const [first, second] = values;
  if (first === undefined || second === undefined) return undefined;
  const step = second - first;
  return values.every((value, index) => value === first + index * step) ? step : undefined;
}

/** "7 days", "1 hour 30 minutes", "36 hours": only a number of whole days is counted in days. */
export function durationInWords(seconds: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ];
  let rest = seconds;
  const words: string[] = [];
  for (const [unit, size] of units) {
    if (unit === 'day' && rest % size !== 0) continue;
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) words.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  return words.length === 0 ? '0 seconds' : words.join(' ');
}
