import { collisionsAmong } from '@backlint/cron/overlap';
import type { Rule } from '@backlint/lint/rule';
import { mayShareCluster } from '@backlint/model/link';
import { readTiming } from '@backlint/model/timing';
import { known } from '@backlint/source/value';
import { type ActiveSchedule, staggerFix } from './stagger-fix.ts';

const week = 7 * 86_400_000;

/** Two runs nearer than this start together as far as the store is concerned. */
const seconds = { summary: 'seconds between two schedules, below which they collide', default: 59 };

export const collidingSchedules: Rule = {
  id: 'colliding-schedules',
  summary: 'Base backups of several databases that start in the same minute',
  severity: 'note',
  since: '0.1.0',
  options: { seconds },

  *check(model, { now, options }) {
    const active = model.baseBackupSchedules.flatMap((schedule): ActiveSchedule[] => {
      const timing = readTiming(schedule.schedule);
      if (timing.kind !== 'computed' || known(schedule.suspended) === true) return [];
      return [{ about: schedule, schedule: timing.schedule, zone: timing.zone }];
    });
    const window = { from: now, to: new Date(now.getTime() + week) };
    const collisions = [...collisionsAmong(active, window, options?.seconds ?? seconds.default)].filter(
      ({ left, right }) => mayMeet(active[left], active[right]),
    );
    const colliding = new Set(collisions.flatMap(({ left, right }) => [left, right]));
    for (const [index, { about }] of active.entries()) {
      if (colliding.has(index) || active.length < 2) continue;
      const message = `${about.title} has its minute to itself`;
      yield {
        outcome: 'upheld',
        about,
        message,
        evidence: [{ message: 'the schedule', at: about.schedule.expression.origin }],
      };
    }
    for (const group of groupsOf(collisions)) {
      const members = group.flatMap((index) => active[index] ?? []);
      const [first, ...others] = members.map(({ about }) => about);
      if (!first) continue;
      const examples = collisions.find(({ left, right }) => group.includes(left) && group.includes(right))?.overlap
        .examples;
      const when =
        examples?.[0] === undefined ? '' : `, for instance at ${new Date(examples[0]).toISOString().slice(11, 16)} UTC`;
      yield {
        outcome: 'problem',
        about: first,
        at: first.schedule.expression.origin,
        message: `${first.title} and ${others.length === 1 ? others[0]?.title : `${others.length} other schedules`} start in the same minute${when}: they share the network and the store, and all take longer`,
        remedy: 'Give each a minute of its own, ten or more apart',
        evidence: others.map((other) => ({ message: `${other.title} too`, at: other.schedule.expression.origin })),
        ...staggerFix(members, active, now),
      };
    }
  },
};

/** Schedules of two Kubernetes clusters do not share a network, and one that two overlays declare does not meet itself. */
function mayMeet(left: ActiveSchedule | undefined, right: ActiveSchedule | undefined): boolean {
  if (!left || !right) return false;
  return left.about.address !== right.about.address && mayShareCluster(left.about, right.about);
}

/** Schedules that collide with each other, directly or through one another, in the order of the model. */
function groupsOf(
  collisions: readonly { readonly left: number; readonly right: number }[],
): readonly (readonly number[])[] {
  const groupOf = new Map<number, Set<number>>();
  for (const { left, right } of collisions) {
    const merged = new Set([left, right, ...(groupOf.get(left) ?? []), ...(groupOf.get(right) ?? [])]);
    for (const member of merged) groupOf.set(member, merged);
  }
  return [...new Set(groupOf.values())].map((group) => [...group].sort((a, b) => a - b));
}
