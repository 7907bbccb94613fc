import type { Answer, Call } from '../forge-server.ts';

/** What a server is set to when nobody sets it; larger pages are cut to it in silence. */
const mostOnPage = 50;

/** A page of a list: its header tells how much there is, and no address leads to the next. */
export function page<T>({ query }: Call, items: readonly T[], shape: (item: T) => object): Answer {
  const size = Math.min(mostOnPage, Number(query.get('limit') ?? 30));
  const number = Number(query.get('page') ?? 1);
  const shown = items.slice((number - 1) * size, number * size);
  return {
    body: items.length === 0 ? null : shown.map(shape),
    headers: { 'x-total-count': String(items.length) },
  };
}
