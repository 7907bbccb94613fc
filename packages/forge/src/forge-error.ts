/** Why a forge did not do what it was asked. */
export type ForgeErrorReason =
  /** The token is wrong or has expired. */
  | 'unauthorized'
  /** The token may not do this. */
  | 'forbidden'
  /** There is no such thing, or the token may not know of it. */
  | 'not-found'
  /** The forge understood, and says that the request makes no sense: a line outside the diff, for one. */
  | 'refused'
  /** Too many requests; nothing was done. */
  | 'rate-limited'
  /** No answer, or one that does not say whether it was done: networks, timeouts, proxies without their server. */
  | 'unreachable'
  /** The server failed at it, after some of it may have been done; it may fail at it for ever. */
  | 'failed'
  /** An answer that no such forge gives, or one over our limits of size. */
  | 'unexpected';

/** The only error of forge clients. Its message is for people and logs, and holds no token, header or foreign text. */
export class ForgeError extends Error {
  readonly reason: ForgeErrorReason;
  /** Milliseconds that the forge asked to wait, where it did. */
  readonly retryAfter: number | undefined;

  constructor(reason: ForgeErrorReason, message: string, retryAfter?: number) {
    super(message);
    this.name = 'ForgeError';
    this.reason = reason;
    this.retryAfter = retryAfter;
  }
}
