/** Where a CronJob says what its pods are: `spec` of a PodSpec, by the path from its root. */
export const podSpec = ['spec', 'jobTemplate', 'spec', 'template', 'spec'] as const;
