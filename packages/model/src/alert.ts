import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import type { Database } from './database.ts';
import type { Named } from './link.ts';
import type { Part } from './part.ts';

/**
 * A rule that Prometheus or VictoriaMetrics evaluates and that says something about databases or backups: an alert, or a
 * recording, whose result is a metric of its own.
 */
export interface AlertRule extends Part {
  /** The name of the alert; absent for a recording. */
  readonly alert: Value<string>;
  /** The metric that a recording makes; absent for an alert. */
  readonly records: Value<string>;
  readonly expression: Value<string>;
  /** How long the expression must hold before anybody hears of it, in seconds; 0 where nothing is written. */
  readonly patience: Value<number>;
  /** The metrics that the expression asks for; none where it cannot be read. */
  readonly metrics: readonly MetricUse[];
  /** The ages above which it raises an alarm. */
  readonly ageLimits: readonly AgeLimit[];
  /** Set where the metrics that it asks for are not known; says why. */
  readonly unreadable?: string;
  /** What is declared in the same environment: what it watches is among it. */
  readonly surroundings: AlertSurroundings;
}

/** What the alerts of one environment may be about. */
export interface AlertSurroundings {
  readonly databases: readonly Database[];
  readonly cronJobs: readonly Named[];
}

/** One place in an expression that asks for a metric. */
export interface MetricUse {
  readonly name: string;
  readonly matchers: readonly LabelMatcher[];
  /** What merges its series into fewer, innermost first. */
  readonly aggregations: readonly Aggregation[];
  /** Which of its values raise the alarm; absent where that is not plain. */
  readonly alarmingWhen?: 'high' | 'low' | 'zero';
  /** Set where the question is only whether any series is there: `absent()`. */
  readonly isAskedForAbsence?: true;
  readonly origin: Origin;
}

/** A condition on a label, such as `namespace="shop"`. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  readonly origin: Origin;
}

/** An operator such as `max by (namespace)`. */
export interface Aggregation {
  readonly operator: string;
  /** `by` keeps these labels alone, `without` all others; neither keeps none. */
  readonly grouping: 'by' | 'without' | 'none';
  readonly labels: readonly string[];
  /** Which of its results raise the alarm; absent where that is not plain. */
  readonly alarmingWhen?: 'high' | 'low' | 'zero';
  readonly origin: Origin;
}

/** `time() - metric > seconds`. */
export interface AgeLimit {
  readonly metrics: readonly MetricUse[];
  readonly seconds: number;
  readonly origin: Origin;
}
