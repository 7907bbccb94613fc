/** How a request can go wrong that was right. */
export type Fault = (typeof faultsByEffect)[keyof typeof faultsByEffect][number];

/** All faults, by what they leave behind. */
export const faultsByEffect = {
  /** Nothing was done, and the client cannot know: an error, a proxy without its server, a lost connection, silence. */
  nothing: ['error-500', 'bad-gateway', 'reset-before', 'no-answer'],
  /** It was done, and the client cannot know. */
  everything: ['bad-gateway-after', 'reset-after', 'no-answer-after', 'truncated'],
  /** Where the server works bit by bit, some of it was done; elsewhere all of it. */
  half: ['halfway'],
  /** Nothing was done, and the client is told so: 429 with `Retry-After`, and 403 with GitHub's words. */
  refusal: ['rate-limited', 'secondary-limit'],
} as const;

/** Decides about the n-th request since it was set, counted from 1. */
export type FaultPlan = (request: number) => Fault | undefined;

/** The n-th request fails, and no other. */
export function failOnce(n: number, fault: Fault): FaultPlan {
  return (request) => (request === n ? fault : undefined);
}

/** Some requests fail, in all the ways there are; the same seed gives the same ones. */
export function failSometimes(seed: number, share: number): FaultPlan {
  const kinds = Object.values(faultsByEffect).flat();
  let state = seed * 2_654_435_761 + 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return () => (next() < share ? kinds[Math.floor(next() * kinds.length)] : undefined);
}
