const day = 86_400;

/** A time that somebody has to wait, in days or hours and rounded up: `2 days`, `24 hours`. */
export function waitText(seconds: number): string {
  return seconds > day ? counted(Math.ceil(seconds / day), 'day') : counted(Math.ceil(seconds / 3600), 'hour');
}

function counted(count: number, unit: string): string {
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
