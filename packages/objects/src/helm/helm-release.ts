import type { Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';

/** A chart that something installs, with the values it is given: from Flux, Argo CD or Terraform. */
export interface HelmRelease {
  readonly title: string;
  readonly releaseName: Value<string>;
  readonly namespace: Value<string>;
  /** The chart's name without its repository, such as `cluster`. */
  readonly chart: string;
  /** Where the chart comes from, as far as the files tell: a repository URL or its name. */
  readonly repository: string | undefined;
  readonly version: string | undefined;
  /** The directory of a chart that is in the tree. */
  readonly directory?: string | undefined;
  /** Without the chart's own defaults. */
  readonly values: Node;
  readonly origin: Origin;
}
