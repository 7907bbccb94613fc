/** The units of time that PostgreSQL takes in a parameter, in seconds. */
const units: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86_400 };

/** A time as PostgreSQL reads it for a parameter that counts seconds; undefined for text that it refuses. */
export function readPostgresTime(text: string): number | undefined {
  const { number, unit = 's' } = /^\s*(?<number>\d+(?:\.\d*)?)(?:\s*(?<unit>[a-z]+))?\s*$/.exec(text)?.groups ?? {};
  const factor = units[unit];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
