import type { Value } from '@backlint/source/value';
import type { Part } from './part.ts';

/** A setting that is accepted where it stands and read by nothing. */
export interface IneffectiveSetting extends Part {
  readonly setting: 'retention' | 'plugin-parameters' | 'snapshot-deadline';
  readonly about: Part;
  readonly value: Value<string>;
  readonly why: string;
  /** Where the setting would have an effect. */
  readonly remedy: string;
}
