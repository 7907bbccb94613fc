/** What the server takes from anybody, before it knows who that is. Times are milliseconds. */
export interface Limits {
  readonly bodyBytes: number;
  /** Of all bodies together that are on their way. */
  readonly allBodiesBytes: number;
  readonly headerBytes: number;
  /** For all headers to arrive. */
  readonly headersTime: number;
  /** For the whole request to arrive. */
  readonly requestTime: number;
  /** For anything to happen on a connection: who takes no answer is not waited for. */
  readonly silence: number;
  readonly connections: number;
}

/** The limits that are promised. */
export const promisedLimits: Limits = {
  bodyBytes: 2 * 1024 * 1024,
  allBodiesBytes: 64 * 1024 * 1024,
  headerBytes: 16 * 1024,
  headersTime: 5_000,
  requestTime: 10_000,
  silence: 20_000,
  connections: 256,
};
