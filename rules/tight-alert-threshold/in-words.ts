const day = 86_400;
const hour = 3_600;

/** A time in the largest unit that says it exactly: `26 hours`, `7 days`. */
export function inWords(seconds: number): string {
  if (seconds % day === 0 && seconds > day) return counted(seconds / day, 'day');
  if (seconds % hour === 0) return counted(seconds / hour, 'hour');
  return seconds % 60 === 0 ? counted(seconds / 60, 'minute') : counted(seconds, 'second');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
