/** A whole number with a comma between thousands, on every machine alike: `8,760`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
