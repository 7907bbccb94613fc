import { type Disaster, disasterTexts } from '@backlint/model/posture/disaster';
import { visibleText } from '../visible-text.ts';
import { lossText } from './loss-text.ts';
import type { PostureChange } from './posture-changes.ts';
import type { SurvivalSummary } from './posture-summary.ts';

/** What a change gains and loses, in a line for each disaster that it makes a difference to. */
export function postureChangesText(changes: readonly PostureChange[]): string {
  if (changes.length === 0) return 'No database would fare better or worse.\n';
  return Array.from(byDatabase(changes).values(), (group) => {
    const lines = group.map(({ disaster, before, after }) => {
      const [from, to] = [before ? lossText(before) : 'not there', after ? lossText(after) : 'gone'];
      return `  ${disasterTexts[disaster]}: from ${from} to ${to}${after ? ` (${visibleText(after.why)})` : ''}\n`;
    });
    return `${visibleText(group[0]?.title ?? '')}\n${lines.join('')}`;
  }).join('\n');
}

/**
 * What a change gains and loses, in a sentence for each database: `This change moves Cluster shop/orders from lost with the
 * Kubernetes cluster to 5 min lost`. For a review.
 */
export function postureSentences(changes: readonly PostureChange[]): readonly string[] {
  return Array.from(byDatabase(changes).values(), (group) => {
    const [first] = group;
    const title = first?.title ?? '';
    if (!first?.after) return `This change takes ${title} away, and whatever its backups are worth`;
    const moves = [
      ...grouped(
        group,
        ({ before, after }) => `${before ? stateText(before) : ''}\n${after ? stateText(after) : ''}`,
      ).values(),
    ];
    if (!first.before) return `This change brings ${title}: ${moves.map(newText).join('; ')}`;
    return `This change moves ${title} ${moves.map(moveText).join('; ')}`;
  });
}

function byDatabase(changes: readonly PostureChange[]): ReadonlyMap<string, readonly PostureChange[]> {
  return grouped(changes, ({ address }) => address);
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function moveText(group: readonly PostureChange[]): string {
  const [first] = group;
  if (!first?.before || !first.after) return '';
  const occasions = occasionsText(group);
  const [from, to] = [stateText(first.before), stateText(first.after)];
  return `from ${from} ${occasions} to ${to}`;
}

function newText(group: readonly PostureChange[]): string {
  const [first] = group;
  return first?.after ? `${stateText(first.after)} ${occasionsText(group)}` : '';
}

function stateText(survival: SurvivalSummary): string {
  if (survival.outcome === 'lost') return 'lost';
  if (survival.outcome === 'unknown') return 'not known';
  const loss = lossText(survival);
  return loss === 'survives' ? 'restored to nobody knows when' : `${loss} lost`;
}

const occasions: Readonly<Record<Disaster, string>> = {
  pod: 'a pod',
  volume: 'its volume',
  node: 'its node',
  'cluster-object': 'its Cluster object',
  namespace: 'its namespace',
  'kubernetes-cluster': 'the Kubernetes cluster',
  'object-store': 'the object store',
  site: 'the site',
  ransomware: 'stolen keys',
  'bad-migration': 'a bad migration',
};

function occasionsText(group: readonly PostureChange[]): string {
  const names = group.map(({ disaster }) => occasions[disaster]);
  const last = names.at(-1) ?? '';
  return `with ${names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`}`;
}
