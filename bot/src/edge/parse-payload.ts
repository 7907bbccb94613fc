/** No forge nests deeper than a dozen. */
const deepest = 64;

/** The JSON object that a body is; undefined where it is anything else, or nests deeper than forges do. */
export function parsePayload(body: Buffer): object | undefined {
  try {
    const payload: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
    return isObject(payload) && !Array.isArray(payload) && !isTooDeep(payload) ? payload : undefined;
  } catch {
    return undefined;
  }
}

/** Level by level, since a recursion would overflow where it matters. */
function isTooDeep(payload: object): boolean {
  let level: readonly object[] = [payload];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > deepest) return true;
    level = level.flatMap((value) => Object.values(value).filter(isObject));
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
