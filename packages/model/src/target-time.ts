/** The moment at which a restore stops, as CloudNativePG and PostgreSQL read `recoveryTarget.targetTime`. */
export type TargetTime =
  | {
      readonly kind: 'time';
      /** Read as UTC where no zone is written. */
      readonly at: Date;
      readonly hasZone: boolean;
      /** `T` is rewritten by CloudNativePG, and is then UTC without a zone; `blank` reaches PostgreSQL as it is. */
      readonly separator: 'T' | 'blank';
    }
  /** `meant` is the nearest text that is accepted, where the slip is evident. */
  | { readonly kind: 'invalid'; readonly meant?: string };

const date = String.raw`(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)`;
const clock = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:[.,](?<fraction>\d+))?`;
const blankForm = new RegExp(`^${date}(?: ${clock}(?<zone>Z|[+-]\\d\\d(?::\\d\\d(?::\\d\\d)?)?)?)?$`);
const tForm = new RegExp(`^${date}T${clock}(?<zone>Z|[+-]\\d\\d:\\d\\d)?$`);

/** Reads a target time in the forms that CloudNativePG 1.30 accepts (`ParseTargetTime` of its machinery). */
export function readTargetTime(text: string): TargetTime {
  const read = readForm(text);
  if (read) return read;
  // No time is that long, and the patterns below are not made for long texts.
  const meant = text.length > 64 ? '' : spelledRight(text);
  return { kind: 'invalid', ...(readForm(meant) ? { meant } : {}) };
}

function readForm(text: string): TargetTime | undefined {
  const inT = tForm.exec(text);
  const {
    year,
    month,
    day,
    hour = '0',
    minute = '0',
    second = '0',
    zone,
  } = (inT ?? blankForm.exec(text))?.groups ?? {};
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = Number.NaN, mo = 0, d = 0, h = 0, mi = 0, s = 0] = parts;
  const local = new Date(Date.UTC(y, mo - 1, d, h, mi, s));
  if (Number.isNaN(y) || local.getUTCMonth() !== mo - 1 || local.getUTCDate() !== d || mi > 59 || s > 59)
    return undefined;
  const at = new Date(local.getTime() - offsetOf(zone) * 1000);
  return { kind: 'time', at, hasZone: zone !== undefined, separator: inT ? 'T' : 'blank' };
}

/** Seconds east of UTC. */
function offsetOf(zone = 'Z'): number {
  if (zone === 'Z') return 0;
  const [hours = 0, minutes = 0, seconds = 0] = zone.slice(1).split(':').map(Number);
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

/** What people write elsewhere: `2025-05-06 12:00:00 +0200`, `2025-05-06T12:00Z`, `2025/05/06 12:00:00 UTC`. */
function spelledRight(text: string): string {
  return text
    .trim()
    .replace(/^(\d{4})[/.](\d\d)[/.](\d\d)/, '$1-$2-$3')
    .replace(/^([\d-]+) *[tT] *(?=\d)/, '$1T')
    .replace(/ *(?:UTC|GMT|z)$/i, 'Z')
    .replace(/([ T]\d\d:\d\d)(?=$|Z| *[+-])/, '$1:00')
    .replace(/ +(?=Z$|[+-]\d\d:?(?:\d\d)?$)/, '')
    .replace(/(:\d\d(?:\.\d+)?[+-]\d\d)(\d\d)$/, '$1:$2')
    .replace(/(T.*[+-]\d\d)$/, '$1:00');
}
