/**
 * What Kubernetes' YAML reader (sigs.k8s.io/yaml, go-yaml v2) makes of a scalar without quotes: YAML 1.1 as Go reads it,
 * with `yes` and `on` for true, `012` and `0o12` octal and `1_000` a number, but `1:30` and dates text.
 */
export function plainScalarValue(text: string): string | number | boolean | null {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  return integer(text.replaceAll('_', '')) ?? decimal(text) ?? text;
}

/**
 * Why it is not certain what a scalar without quotes becomes in a cluster; undefined where it is. The answers of kubectl
 * (go-yaml v2) and kustomize (go-yaml v3) were compared: kustomize keeps `yes` as text and turns dates into times, so
 * `suspend: yes` suspends, or is refused, as the tool may be; it is never known to be off.
 */
export function plainScalarDoubt(text: string): string | undefined {
  if (disputedBoolean.test(text)) return 'kubectl reads a boolean and kustomize text: write true, false or quotes';
  if (time.test(text) && !settledTime.test(text)) return 'kubectl reads text and kustomize a time: write quotes';
  if (noNumber.test(text)) return 'Kubernetes has no such number';
  return undefined;
}

const disputedBoolean = /^(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;
const noNumber = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const time = /^\d{4}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?:(?:[Tt][\d:.]+(?:Z|[-+]\d\d:\d\d)| [\d:.]+))?$/;
const settledTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d*[1-9])?Z$/;

const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['', '~', 'null', 'Null', 'NULL'].map((text) => [text, null] as const),
  ...['true', 'True', 'TRUE', 'y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((text) => [text, true] as const),
  ...['false', 'False', 'FALSE', 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((text) => [text, false] as const),
]);

/** A Go integer literal with a base; one that 64 bits do not hold is no integer. */
function integer(text: string): number | undefined {
  const { sign, octal, other } = based.exec(text)?.groups ?? {};
  const digits = octal === undefined ? other?.toLowerCase() : `0o${octal}`;
  if (digits === undefined) return undefined;
  const size = BigInt(digits);
  if (size > (sign === '-' ? 2n ** 63n : 2n ** 64n - 1n)) return undefined;
  return sign === '-' ? 0 - Number(size) : Number(size);
}

const based = /^(?<sign>[-+]?)(?:0(?<octal>[0-7]+)|(?<other>0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)))$/;

/** A decimal number; one that is too large for a float stays text. */
function decimal(text: string): number | undefined {
  const digits = text.startsWith('.') ? text.replace(/(?<=\d)_(?=\d)/g, '') : text.replaceAll('_', '');
  if (!/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(digits)) return undefined;
  const value = Number(digits);
  if (!Number.isFinite(value)) return undefined;
  return value === 0 ? 0 : value;
}
