/** What the server does at one path. */
export type Route =
  | { readonly method: 'GET'; answer(): Promise<Answer> }
  | { readonly method: 'POST'; answer(request: PostedRequest): Promise<Answer> };

/** A request with JSON, as far as anybody may know it who has not verified it: its body was counted and never read. */
export interface PostedRequest {
  /** A header by its name in lower case; what was sent twice is joined by commas. */
  header(name: string): string | undefined;
  readonly body: Buffer;
}

/** What is answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** Those that are not as usual; plain text is. */
  readonly headers?: Readonly<Record<string, string>>;
}
