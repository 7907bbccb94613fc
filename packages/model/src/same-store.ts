import { known } from '@backlint/source/value';
import type { Destination } from './destination.ts';
import { hostOf } from './locality.ts';
import { isSameText } from './same-text.ts';

/**
 * Whether two destinations are in one store. A store may have several names, and one outside may lead into the cluster; so two
 * names are two stores for certain only where one belongs to a provider, and the other does not or to another one.
 */
export function isSameStore(before: Destination, after: Destination): boolean | undefined {
  if (before.endpoint.kind === 'unknown' || after.endpoint.kind === 'unknown') {
    return isSameText(before.endpoint, after.endpoint);
  }
  const [was, is] = [hostOfStore(before), hostOfStore(after)];
  if (was === is || was === `${is}.svc` || is === `${was}.svc`) return true;
  const [from, to] = [before.locality.kind, after.locality.kind];
  if (from === 'unknown' || to === 'unknown' || (from !== 'off-site' && to !== 'off-site')) return undefined;
  return from === to && domainOf(was) === domainOf(is) ? undefined : false;
}

/** The host of a destination's store in one way of writing it. Buckets of Amazon and Google are known in all of their regions. */
export function hostOfStore({ endpoint }: Destination): string {
  const written = known(endpoint);
  const host = serviceHostOf(written ?? '');
  const isGlobal = ['amazonaws.com', 'amazonaws.com.cn', 'googleapis.com'].includes(domainOf(host));
  return written === undefined || isGlobal ? 'the endpoint of the provider' : host;
}

/** The host of a URL; a Service of the cluster has one name however much of it is written. */
export function serviceHostOf(url: string): string {
  return hostOf(url).replace(/\.svc(?:\.cluster\.local)?$/, '.svc');
}

function domainOf(host: string): string {
  return host
    .split('.')
    .slice(host.endsWith('.cn') ? -3 : -2)
    .join('.');
}
