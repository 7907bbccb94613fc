import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { Destination } from '@backlint/model/destination';
import { sentence } from '../sentence.ts';
import { providerNames, troubleIn } from './trouble.ts';

export const invalidCredentials: Rule = {
  id: 'invalid-credentials',
  summary: 'An object store without exactly one complete set of credentials',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    const read = model.restorePaths.flatMap(({ destination }) =>
      destination.kind === 'resolved' ? [destination.to] : [],
    );
    for (const destination of new Set([...model.destinations, ...read])) yield judge(destination);
  },
};

function judge(destination: Destination): Assessment {
  const { blocks, unknown, origin: at } = destination.credentials;
  const { title } = destination;
  const evidence = blocks.map(({ provider, origin }) => ({
    message: `${providerNames[provider]} credentials`,
    at: origin,
  }));
  const trouble = troubleIn(destination);
  if (trouble !== undefined) {
    const message = sentence(`${title} ${trouble}`);
    return { outcome: 'problem', about: destination, at, message, remedy, evidence };
  }
  if (unknown !== undefined) {
    const why = `the credentials of ${title} are not known: ${unknown}`;
    return { outcome: 'undecided', about: destination, at, why };
  }
  if (blocks.length === 0) {
    const message = sentence(`${title} has no credentials: every upload and every restore fails`);
    return { outcome: 'problem', about: destination, at, message, remedy };
  }
  const message = sentence(`${title} has one complete set of credentials`);
  return { outcome: 'upheld', about: destination, message, evidence };
}

const remedy = 'Write one of s3Credentials, azureCredentials and googleCredentials, with one way to sign in';
