import type { Rule } from '@backlint/lint/rule';
import { hostOf } from '@backlint/model/locality';
import { known } from '@backlint/source/value';
import { sentence } from '../sentence.ts';

/** Providers that take a signature for the region in the name of the host alone. */
const regional = [
  /(?:^|\.)s3\.(?<region>[a-z0-9-]+)\.(?:io\.|perf\.)?cloud\.ovh\.(?:net|us)$/,
  /(?:^|\.)s3\.(?<region>[a-z0-9-]+)\.scw\.cloud$/,
];

export const missingRegion: Rule = {
  id: 'missing-region',
  summary: 'An object store that is not told the region it signs for',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    const read = model.restorePaths.flatMap(({ destination }) =>
      destination.kind === 'resolved' && destination.to.declaredIn === 'external-cluster' ? [destination.to] : [],
    );
    for (const destination of [...model.destinations, ...read]) {
      const { endpoint, credentials, regionFrom, title } = destination;
      const host = hostOf(known(endpoint) ?? '') ?? '';
      const region = regional.map((pattern) => pattern.exec(host)?.groups?.region).find((name) => name !== undefined);
      if (region === undefined || credentials.unknown !== undefined || regionFrom.kind === 'unknown') continue;
      if (regionFrom.kind !== 'absent') {
        const message = sentence(`${title} is told its region`);
        const evidence = [{ message: 'what tells it', at: regionFrom.origin }];
        yield { outcome: 'upheld', about: destination, at: regionFrom.origin, message, evidence };
        continue;
      }
      yield {
        outcome: 'problem',
        about: destination,
        at: endpoint.origin,
        message: sentence(
          `${title} is in the region ${region} and names none: its requests are signed for us-east-1, which ${host} refuses, so that each is sent twice or fails`,
        ),
        remedy: `Add \`region\` to s3Credentials: a key of the Secret that says \`${region}\``,
      };
    }
  },
};
