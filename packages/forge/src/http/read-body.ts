/** No answer that we ask for is larger, after it was unpacked: a file of 10 MiB in base64 is the largest. */
const mostBytes = 16 * 1024 * 1024;

/** The body of an answer, read no further than our limit. */
export async function readBody(response: Response): Promise<Uint8Array | 'too-large'> {
  if (!response.body) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body) {
    size += piece.length;
    if (size > mostBytes) return 'too-large';
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
