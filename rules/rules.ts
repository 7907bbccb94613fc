import type { Rule } from '@backlint/lint/rule';
import { unscheduledCluster } from './unscheduled-cluster/rule.ts';

/** Every rule, in alphabetical order. A test keeps this list and the folders in step. */
export const rules: readonly Rule[] = [unscheduledCluster];
