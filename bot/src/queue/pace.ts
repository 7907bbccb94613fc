/** How fast an account may go, for all processes that use it together. */
export interface Pace {
  /** Milliseconds until the next write of an account may be made; takes that time, so that the next to ask comes after it. */
  beforeWrite(account: string, between: number): Promise<number>;
  /** Nobody is to use the account for so many milliseconds; a pause that is already longer stays. */
  pauseFor(account: string, milliseconds: number): Promise<void>;
  /** Milliseconds that the account has still to be left alone. */
  pausedFor(account: string): Promise<number>;
}
