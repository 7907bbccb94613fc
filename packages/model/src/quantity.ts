const quantity =
  /^\+?(?<number>\d+(?:\.\d*)?|\.\d+)(?:(?<unit>Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E)|[eE](?<exponent>[+-]?\d+))?$/;

const units: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};

/** A Kubernetes quantity such as `10Gi`, in bytes; undefined for text that is none. */
export function readQuantity(text: string): number | undefined {
  const { number, unit, exponent } = quantity.exec(text)?.groups ?? {};
  if (number === undefined) return undefined;
  return Number(number) * (unit === undefined ? 10 ** Number(exponent ?? 0) : (units[unit] ?? 1));
}
