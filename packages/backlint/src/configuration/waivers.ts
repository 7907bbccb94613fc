import type { Ignore } from '@backlint/lint/ignores/ignore';
import type { Node } from '@backlint/source/node';
import { originAt } from '@backlint/source/node-values';
import type { Configuration } from './schema.ts';

/** The waivers of a configuration as ignores, each at its own line. */
export function waiverIgnores({ waivers = [] }: Configuration, root: Node): readonly Ignore[] {
  return waivers.map(({ rule, object, reason, until, approver }, index) => ({
    by: 'waiver',
    rules: [rule],
    reason,
    at: originAt(root, ['waivers', index, 'rule']).range,
    scope: { kind: 'object', pattern: object },
    ...(until === undefined ? {} : { until }),
    ...(approver === undefined ? {} : { approver }),
  }));
}
