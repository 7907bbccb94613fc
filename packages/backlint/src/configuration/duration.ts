const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** The seconds of a time as configurations write it, such as `15m`, `24h` or `7d`. */
export function secondsOf(duration: string): number {
  return Number(duration.slice(0, -1)) * (seconds[duration.slice(-1)] ?? 1);
}
