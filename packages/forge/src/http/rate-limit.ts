const shortest = 1_000;
const longest = 60 * 60_000;

/**
 * How long a forge asks us to stay away, when that is what it says; undefined when the answer is about something else.
 * GitHub says so in many ways: 429, or 403 with a header, a budget of 0 or words, or 422 with `abuse`.
 */
export function limitOf({ status, headers }: Response, text: string, now: number): { retryAfter: number } | undefined {
  const asked = headers.get('retry-after');
  const isSpent = headers.get('x-ratelimit-remaining') === '0';
  const isLimit =
    status === 429 ||
    (status === 503 && asked !== null) ||
    (status === 403 && (asked !== null || isSpent || /secondary rate limit|abuse detection/i.test(text))) ||
    (status === 422 && /"code"\s*:\s*"abuse"|secondary rate limit/i.test(text));
  if (!isLimit) return undefined;
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN) * 1_000 - now;
  const wished = millisecondsOf(asked, now) ?? (isSpent && Number.isFinite(reset) ? reset : 60_000);
  return { retryAfter: Math.min(longest, Math.max(shortest, wished)) };
}

/** `Retry-After` is a number of seconds or a date. */
function millisecondsOf(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : date - now;
}
