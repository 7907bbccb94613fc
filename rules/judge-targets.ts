import type { Assessment } from '@backlint/lint/assessment';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { BackupModel } from '@backlint/model/backup-model';
import { mayShareNamespace } from '@backlint/model/link';
import type { BackupRequest } from '@backlint/model/protection';
import { citation } from '@backlint/source/position';
import { known } from '@backlint/source/value';
import { nearestName } from './nearest-name.ts';

/** Judges whether the cluster that a request for backups names is there, as CloudNativePG looks for it. */
export function judgeTarget(model: BackupModel, request: BackupRequest, consequence: string): Assessment {
  const { database: link, title } = request;
  const at = link.origin;
  if (link.kind === 'unknown') {
    return { outcome: 'undecided', about: request, at, why: `the cluster of ${title} is not known: ${link.why}` };
  }
  if (link.kind === 'resolved') {
    const name = known(link.to.name) ?? link.to.title;
    return {
      outcome: 'upheld',
      about: request,
      message: `${title} targets \`${name}\`, which matches ${link.to.title} at ${citation(link.to.origin.range)}`,
      evidence: [
        { message: 'the target', at },
        { message: 'the Cluster', at: link.to.origin },
      ],
    };
  }
  if (link.name === '') {
    return {
      outcome: 'problem',
      about: request,
      at,
      message: `${title} names no cluster, so the API server refuses it and nothing is backed up`,
      remedy: 'Write the name of a Cluster of the same namespace in spec.cluster.name',
    };
  }
  return judgeDangling(model, request, link.name, consequence);
}

function judgeDangling(model: BackupModel, request: BackupRequest, name: string, consequence: string): Assessment {
  const { title, database: link } = request;
  const at = link.origin;
  const elsewhere = model.databases.find((database) => known(database.name) === name);
  const home = known(request.namespace);
  if (elsewhere) {
    return {
      outcome: 'problem',
      about: request,
      at,
      message: `${title} looks for \`${name}\` in its own namespace${home === undefined ? '' : ` ${home}`}, but ${elsewhere.title} is in another: ${consequence}`,
      remedy: `Move it to the namespace of the Cluster${known(elsewhere.namespace) === undefined ? '' : `, ${known(elsewhere.namespace)}`}`,
      evidence: [{ message: 'the Cluster of that name', at: elsewhere.origin }],
    };
  }
  if (model.databases.length === 0) {
    return {
      outcome: 'undecided',
      about: request,
      at,
      why: `no Cluster is declared here, so \`${name}\` may be elsewhere`,
    };
  }
  const candidates = model.databases.filter(({ namespace }) => mayShareNamespace(namespace, request.namespace));
  const nearest = nearestName(
    name,
    candidates.flatMap((database) => known(database.name) ?? []),
  );
  const meant = candidates.find((database) => nearest !== undefined && known(database.name) === nearest);
  return {
    outcome: 'problem',
    about: request,
    at,
    message: `${title} names the cluster \`${name}\`, which is not declared here: ${consequence}`,
    remedy: nearest === undefined ? 'Name a Cluster of the same namespace' : `Did you mean \`${nearest}\`?`,
    evidence: meant ? [{ message: 'the nearest name', at: meant.origin }] : [],
    ...(nearest === undefined
      ? {}
      : replaceValue(request.databaseName, nearest, { title: `Target ${nearest}`, safety: 'unsafe' })),
  };
}
