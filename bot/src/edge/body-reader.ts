import type { IncomingMessage } from 'node:http';
import type { Limits } from './limits.ts';

/** A body; or why there is none. */
export type Body = Buffer | 'too-large' | 'too-busy' | 'broken-off';

/** Reads the bodies of one server's requests, each and all together within limits. It never rejects. */
export function bodyReader({ bodyBytes, allBodiesBytes }: Limits): (request: IncomingMessage) => Promise<Body> {
  let heldByAll = 0;
  return (request) => {
    if (Number(request.headers['content-length'] ?? 0) > bodyBytes) return Promise.resolve('too-large');
    return new Promise((resolve) => {
      let body = Buffer.alloc(0);
      let size = 0;
      const finish = (result: Body) => {
        request.off('data', take).pause();
        heldByAll -= body.length;
        body = Buffer.alloc(0);
        resolve(result);
      };
      const take = (piece: Buffer) => {
        const needed = size + piece.length;
        if (needed > bodyBytes) return finish('too-large');
        if (needed > body.length) {
          const larger = Math.min(bodyBytes, Math.max(4_096, 2 * needed));
          if (heldByAll + larger - body.length > allBodiesBytes) return finish('too-busy');
          heldByAll += larger - body.length;
          // Copied, since a list of the pieces would weigh hundreds of times more than a body that comes byte by byte.
          body = Buffer.concat([body], larger);
        }
        size += piece.copy(body, size);
      };
      request.on('data', take);
      request.on('end', () => finish(body.subarray(0, size)));
      request.on('error', () => finish('broken-off'));
      request.on('close', () => finish('broken-off'));
    });
  };
}
