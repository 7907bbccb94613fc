import type { Answer, Call } from '../forge-server.ts';

/**
 * A page of a list. The address of the next one leads away from the server, so that a client that follows it instead of
 * counting is found out.
 */
export function page<T>({ query }: Call, items: readonly T[], shape: (item: T) => object): Answer {
  const size = Math.min(100, Number(query.get('per_page') ?? 30));
  const number = Number(query.get('page') ?? 1);
  const isLast = number * size >= items.length;
  const link = '<http://elsewhere.invalid/next>; rel="next"';
  return {
    body: items.slice((number - 1) * size, number * size).map(shape),
    headers: isLast ? {} : { link },
  };
}
