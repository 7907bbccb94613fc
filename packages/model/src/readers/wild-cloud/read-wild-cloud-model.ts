import type { WildCloudFiles } from '@backlint/objects/wild-cloud/wild-cloud-files';
import type { PlaceFact } from '../../place-facts.ts';
import type { WildCloud } from '../../wild-cloud.ts';
import { readApp } from './app.ts';
import { readInstance } from './instance.ts';
import { readRecoveryPlan } from './recovery-plan.ts';

/** Reads what the files of Wild Cloud mean for backups. */
export function readWildCloudModel(
  { apps, instances, plans }: WildCloudFiles,
  facts?: readonly PlaceFact[],
): WildCloud {
  return {
    apps: apps.map(readApp),
    instances: instances.map((file) => readInstance(file, facts)),
    plans: plans.map(readRecoveryPlan),
  };
}
