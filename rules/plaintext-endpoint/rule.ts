import type { Rule } from '@backlint/lint/rule';
import type { Destination } from '@backlint/model/destination';
import { known, type Value } from '@backlint/source/value';
import { sentence } from '../sentence.ts';

export const plaintextEndpoint: Rule = {
  id: 'plaintext-endpoint',
  summary: 'An object store that is reached without encryption',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    const restored = model.restorePaths.flatMap(({ destination }) =>
      destination.kind === 'resolved' ? [destination.to] : [],
    );
    for (const destination of new Set([...model.destinations, ...restored])) {
      const url = urlOf(destination);
      const at = url.origin;
      const text = known(url) ?? (url.kind === 'unknown' ? url.prefix : undefined) ?? '';
      const inside = destination.locality.kind === 'in-cluster';
      if (text.startsWith('http://')) {
        yield {
          outcome: 'problem',
          about: destination,
          at,
          ...(inside ? { severity: 'note' as const } : {}),
          message: sentence(
            `${destination.title} is reached over plain HTTP: every row of the database passes ${inside ? 'between nodes' : 'the network'} readable, and can be changed on its way`,
          ),
          remedy: 'Write an `https://` endpoint; endpointCA takes a private certificate authority',
        };
      } else if (text.startsWith('https://')) {
        const message = sentence(`${destination.title} is reached over HTTPS`);
        yield { outcome: 'upheld', about: destination, at, message, evidence: [{ message: 'the endpoint', at }] };
      }
    }
  },
};

/** Azure writes its endpoint into the path. */
function urlOf({ endpoint, path }: Destination): Value<string> {
  return endpoint.kind === 'absent' ? path : endpoint;
}
