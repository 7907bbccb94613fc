import type { Rule } from '@backlint/lint/rule';
import { archiveIdentity } from '@backlint/model/archive-identity';
import { restorePathsOf, walArchivesOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';

export const mismatchedOwnEntry: Rule = {
  id: 'mismatched-own-entry',
  summary: 'An external cluster that stands for the database itself, and is not where it archives',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      const self = database.replica && known(database.replica.self);
      const entry = restorePathsOf(model, database).find(({ source }) => self !== undefined && known(source) === self);
      const { certain, possible } = walArchivesOf(model, database);
      if (!entry || entry.usedBy.length > 0 || certain.length === 0 || possible.length > 0) continue;
      const stated = archiveIdentity(entry.destination, entry.serverName);
      const written = certain.map(({ destination, serverName }) => archiveIdentity(destination, serverName));
      const evidence = certain.map(({ origin }) => ({ message: 'where it archives', at: origin }));
      if (stated === undefined || written.includes(undefined)) {
        const why = `whether ${database.title} archives where its own entry says is not known`;
        yield { outcome: 'undecided', about: entry, why };
      } else if (written.includes(stated)) {
        const message = `${database.title} archives where its own entry among the external clusters says: ${stated}`;
        yield { outcome: 'upheld', about: entry, message, evidence };
      } else {
        yield {
          outcome: 'problem',
          about: entry,
          message: `The external cluster \`${self}\` stands for ${database.title} itself and says ${stated}, but it archives into ${written.join(' and ')}: clusters with the same list follow an archive that it does not write`,
          remedy: 'Write the same endpoint, path and serverName in both, here and in the other clusters',
          evidence,
        };
      }
    }
  },
};
