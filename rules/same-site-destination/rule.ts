import type { Rule } from '@backlint/lint/rule';
import { destinationsInUse, listTitles } from '../destinations-in-use.ts';
import { dumpsInUse, localityOfDump } from '../dumps-in-use.ts';
import { sentence } from '../sentence.ts';
import { volumeTargetsInUse } from '../volume-targets-in-use.ts';

export const sameSiteDestination: Rule = {
  id: 'same-site-destination',
  summary: 'Backups that never leave the site',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    for (const { destination, databases } of destinationsInUse(model)) {
      const { locality, endpoint, path } = destination;
      const at = (endpoint.kind === 'absent' ? path : endpoint).origin;
      if (locality.kind === 'off-site') {
        const message = sentence(`${destination.title} is off-site`);
        yield { outcome: 'upheld', about: destination, at, message, evidence: [{ message: locality.why, at }] };
      } else if (locality.kind === 'same-site') {
        yield {
          outcome: 'problem',
          about: destination,
          at,
          message: `The backups of ${listTitles(databases)} stay on the site: ${locality.why}. Fire, theft and a compromised network take both copies`,
          remedy: 'Copy them off-site as well, best to a store that cannot be deleted from here',
        };
      }
    }
    for (const { dump, databases } of dumpsInUse(model)) {
      const { kind, why } = localityOfDump(dump);
      const at = dump.target.origin;
      if (kind === 'off-site') {
        const message = `The dumps of ${dump.title} go off-site`;
        yield { outcome: 'upheld', about: dump, at, message, evidence: [{ message: why, at }] };
      } else if (kind === 'same-site') {
        yield {
          outcome: 'problem',
          about: dump,
          at,
          message: `The only backups of ${listTitles(databases)} are the dumps of ${dump.title}, which stay on the site: ${why}. Fire, theft and a compromised network take both copies`,
          remedy: 'Copy them off-site as well, best to a store that cannot be deleted from here',
        };
      }
    }
    for (const { target, databases } of volumeTargetsInUse(model)) {
      if (target.locality.kind !== 'same-site') continue;
      yield {
        outcome: 'problem',
        about: target,
        at: target.url.origin,
        message: `Longhorn copies the volumes of ${listTitles(databases)} to ${target.title}, which is on the site: ${target.locality.why}. Fire, theft and a compromised network take both copies`,
        remedy: 'Write to a bucket of a provider, or copy the share off-site as well',
      };
    }
    for (const instance of model.wildCloud.instances) {
      const { locality, server } = instance.destination;
      if (locality.kind !== 'same-site') continue;
      yield {
        outcome: 'problem',
        about: instance,
        at: server.origin,
        message: `The backups of ${instance.title} stay on the site: ${locality.why}. Fire, theft and a compromised network take both copies`,
        remedy: 'Copy them off-site as well, encrypted: Wild Cloud puts the secrets of its apps into them as they are',
      };
    }
  },
};
