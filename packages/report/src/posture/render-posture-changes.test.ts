import { expect, test } from 'vitest';
import { postureChanges } from './posture-changes.ts';
import type { PostureSummary, SurvivalSummary } from './posture-summary.ts';
import { postureChangesText, postureSentences } from './render-posture-changes.ts';

const none = { certain: 0, perhaps: 0 };

function posture(...survivals: readonly Pick<SurvivalSummary, 'disaster' | 'outcome' | 'loss' | 'lossSeconds'>[]) {
  const summary: PostureSummary = {
    address: 'Cluster/shop/orders',
    title: 'Cluster shop/orders',
    survivals: survivals.map((survival) => ({ ...survival, why: 'because', evidence: [] })),
    verifiedBy: [],
    count: { copies: none, media: none, offSite: none, immutable: none, drills: none },
  };
  return [summary];
}

const lost = { outcome: 'lost', loss: null, lossSeconds: null } as const;
const unknown = { outcome: 'unknown', loss: null, lossSeconds: null } as const;
const minutes = { outcome: 'survives', loss: 'at-most', lossSeconds: 300 } as const;
const seconds = { outcome: 'survives', loss: 'moments', lossSeconds: null } as const;
const somehow = { outcome: 'survives', loss: 'unknown', lossSeconds: null } as const;

const before = posture(
  { disaster: 'namespace', ...lost },
  { disaster: 'kubernetes-cluster', ...lost },
  { disaster: 'site', ...lost },
  { disaster: 'node', ...seconds },
);
const after = posture(
  { disaster: 'namespace', ...minutes },
  { disaster: 'kubernetes-cluster', ...minutes },
  { disaster: 'site', ...unknown },
  { disaster: 'node', ...somehow },
);

test('disasters that fare alike are told together', () => {
  expect(postureSentences(postureChanges(before, after))).toEqual([
    'This change moves Cluster shop/orders from lost with its namespace or the Kubernetes cluster to 5 min lost; from lost with the site to not known; from seconds lost with its node to restored to nobody knows when',
  ]);
});

test('each disaster has its line', () => {
  expect(postureChangesText(postureChanges(before, after))).toBe(`Cluster shop/orders
  the namespace is deleted: from lost to 5 min (because)
  the Kubernetes cluster is lost: from lost to 5 min (because)
  the site is lost: from lost to ? (because)
  its node is lost for good: from seconds to survives (because)
`);
});

test('what comes and what goes is said so', () => {
  expect(postureSentences(postureChanges([], posture({ disaster: 'site', ...lost })))).toEqual([
    'This change brings Cluster shop/orders: lost with the site',
  ]);
  expect(postureSentences(postureChanges(before, []))).toEqual([
    'This change takes Cluster shop/orders away, and whatever its backups are worth',
  ]);
  expect(postureChangesText(postureChanges(before, []))).toContain('the site is lost: from lost to gone\n');
});

test('what stays the same is not told', () => {
  expect(postureChanges(after, after)).toEqual([]);
  expect(postureChangesText([])).toBe('No database would fare better or worse.\n');
});
