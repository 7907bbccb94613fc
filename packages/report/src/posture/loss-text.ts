import type { SurvivalSummary } from './posture-summary.ts';

/** How much is lost at most, in a word for a table: `nothing`, `seconds`, `5 min`, `24 h`, `7 d`, `lost`, `?`. */
export function lossText({
  outcome,
  loss,
  lossSeconds,
}: Pick<SurvivalSummary, 'outcome' | 'loss' | 'lossSeconds'>): string {
  if (outcome === 'lost') return 'lost';
  if (outcome === 'unknown') return '?';
  if (loss === 'nothing') return 'nothing';
  if (loss === 'moments') return 'seconds';
  return lossSeconds === null ? 'survives' : timeText(lossSeconds);
}

/** A time in the unit that suits it, rounded up: `90 s`, `5 min`, `24 h`, `7 d`. */
export function timeText(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.ceil(seconds / 60)} min`;
  return seconds <= 48 * 3600 ? `${Math.ceil(seconds / 3600)} h` : `${Math.ceil(seconds / 86_400)} d`;
}
