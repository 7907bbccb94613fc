import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { LogicalDump } from '@backlint/model/protection';

export const unprunedDumps: Rule = {
  id: 'unpruned-dumps',
  summary: 'Dumps that pile up on a volume until it is full',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const dump of model.logicalDumps) yield* judge(dump);
  },
};

function* judge(dump: LogicalDump): Iterable<Assessment> {
  const { title, target, prunes } = dump;
  // Stores have lifecycle rules of their own, and a file of one name is written over.
  if (target.kind !== 'volume' || !target.keepsEach || target.volume.kind === 'none') return;
  const at = target.origin;
  if (prunes) {
    const evidence = [{ message: 'here', at: prunes }];
    yield { outcome: 'upheld', about: dump, at, message: `${title} deletes old dumps`, evidence };
    return;
  }
  yield {
    outcome: 'problem',
    about: dump,
    at,
    message: `${title} adds a file to its volume at every run and deletes none: one day the volume is full, and from then on every dump fails`,
    remedy:
      'Delete what is older than you need, once the new dump is there: `find DIR -name PATTERN -mtime +14 -delete`',
  };
}
