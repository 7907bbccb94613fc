import type { Problem } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { PlanPhase, PlanStrategy, RecoveryPlan } from '@backlint/model/wild-cloud';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';

export const inconsistentRecoveryPlan: Rule = {
  id: 'inconsistent-recovery-plan',
  summary: 'A recovery plan of Wild Cloud that contradicts itself or records nothing',
  severity: 'error',
  since: '0.1.0',

  *check({ wildCloud }) {
    for (const plan of wildCloud.plans) {
      const problems = [
        ...judgeKeys(plan),
        ...judgeForm(plan),
        ...judgePlaces(plan),
        ...judgeStatus(plan),
        ...plan.strategies.flatMap((strategy) => [...judgeStrategy(plan, strategy)]),
        ...plan.phases.flatMap((phase) => [...judgePhase(plan, phase)]),
      ];
      yield* problems;
      if (problems.length > 0) continue;
      const evidence = [{ message: 'the plan', at: plan.origin }];
      yield { outcome: 'upheld', about: plan, message: `The ${plan.title} agrees with itself`, evidence };
    }
  },
};

function problem(about: RecoveryPlan, at: Origin, discriminator: string, message: string, remedy: string): Problem {
  return { outcome: 'problem', about, at, discriminator, message, remedy };
}

function* judgeKeys(plan: RecoveryPlan): Iterable<Problem> {
  if (plan.missing.length === 0) return;
  const message = `The ${plan.title} does not say ${plan.missing.join(', ')}: nobody can follow it`;
  yield problem(plan, plan.origin, 'keys', message, 'Make the plan again with a new backup');
}

function* judgeForm(plan: RecoveryPlan): Iterable<Problem> {
  const { timestamp, source, standby } = plan;
  const time = known(timestamp);
  if (time !== undefined && !isCompactTime(time)) {
    const message = `The timestamp ${time} is not of the form 20260308T231537Z, so plans cannot be sorted by it`;
    yield problem(plan, timestamp.origin, 'timestamp', message, 'Write it in UTC, as the name of the directory has it');
  }
  const colors = [known(source.color), known(standby.color)];
  const wrong = [source.color, standby.color].find(({ kind }, index) => kind === 'written' && !isColor(colors[index]));
  if (wrong) {
    const message = 'A color that Wild Cloud does not have: there are blue and green';
    yield problem(plan, wrong.origin, 'color', message, 'Write `blue` or `green`');
  } else if (colors[0] !== undefined && colors[0] === colors[1]) {
    const message = `The standby of the ${plan.title} has the color of the app in use, so that one would replace the other`;
    yield problem(plan, standby.color.origin, 'color', message, 'Write the other color');
  }
}

/** Earlier versions call what they restore `-restore`, and not by a color. */
function* judgePlaces(plan: RecoveryPlan): Iterable<Problem> {
  const { source, standby } = plan;
  const [app, instance, time] = [known(plan.app), known(plan.instance), known(plan.timestamp)];
  const namespace = known(standby.namespace);
  const isSame = namespace === known(source.namespace);
  if (app !== undefined && namespace !== undefined && !isSame && !isMarked(namespace, app, '-', plan)) {
    const expected = `${app}-${known(standby.color) ?? 'green'}`;
    const message = `The standby is said to be in ${namespace}, where Wild Cloud puts it into ${expected}`;
    yield problem(plan, standby.namespace.origin, 'namespace', message, `Write \`${expected}\``);
  }
  const isWhole = app !== undefined && instance !== undefined && time !== undefined;
  const places = [
    { name: 'source', side: source, expected: `instances/${instance}/apps/${app}` },
    { name: 'standby', side: standby, expected: `instances/${instance}/backups/${app}/${time}/standby-app` },
  ];
  for (const { name, side, expected } of places) {
    const directory = known(side.directory);
    if (directory === undefined || directory === expected) continue;
    const about = (message: string) =>
      problem(
        plan,
        side.directory.origin,
        `directory of ${name}`,
        message,
        isWhole ? `Write \`${expected}\`` : 'Make the plan again with a new backup',
      );
    if (directory.startsWith('/') || directory.split('/').includes('..')) {
      yield about(`The directory ${directory} leads out of the Wild Cloud: who restores by this plan writes there`);
    } else if (isWhole) {
      const message = `The directory ${directory} is another than that of the app, instance and time of the plan`;
      yield { ...about(message), severity: 'warning' };
    }
  }
}

function* judgeStatus(plan: RecoveryPlan): Iterable<Problem> {
  if (known(plan.status) !== 'restored') return;
  for (const { name, status } of plan.strategies) {
    const state = known(status);
    if (state === 'restored' || status.kind === 'unknown') continue;
    const strategy = known(name) ?? 'one';
    const message = `The ${plan.title} counts as restored, and its strategy ${strategy} is ${state ?? 'without a status'}: the standby is not whole`;
    const at = status.kind === 'absent' ? name.origin : status.origin;
    yield problem(
      plan,
      at,
      `status ${strategy}`,
      message,
      'Restore again, and switch only when every strategy is restored',
    );
  }
}

function* judgeStrategy(plan: RecoveryPlan, strategy: PlanStrategy): Iterable<Problem> {
  const [from, to] = [known(strategy.database), known(strategy.restoredDatabase)];
  if (from !== undefined && to !== undefined && from !== to && !isMarked(to, from, '_', plan)) {
    const expected = `${from}_${known(plan.standby.color) ?? 'green'}`;
    const message = `The database is said to be restored into ${to}, where Wild Cloud restores it into ${expected}`;
    yield problem(plan, strategy.restoredDatabase.origin, `database ${from}`, message, `Write \`${expected}\``);
  }
  for (const { claim, url, origin } of strategy.volumes) {
    const name = known(claim) ?? '-';
    const address = known(url);
    if (url.kind === 'absent' || (address !== undefined && isPlaceholder(address))) {
      const at = url.kind === 'absent' ? origin : url.origin;
      const message =
        address === undefined
          ? `The plan does not say where the backup of the volume ${name} is, so it cannot be restored`
          : `${address} is a placeholder and no backup: the volume ${name} cannot be restored from it`;
      yield problem(plan, at, `volume ${name}`, message, 'Take the URL from the Backup of Longhorn, or back up again');
    }
    const restored = strategy.restoredVolumes.find((one) => known(one.claim) === name);
    if (known(strategy.status) === 'restored' && !restored) {
      const message = `The volumes of the plan count as restored, and ${name} is not among them`;
      yield problem(plan, origin, `restored ${name}`, message, 'Restore it, or leave it out of the backup');
    }
    const volume = restored && known(restored.volume);
    if (restored && volume !== undefined && volume !== name && !isMarked(volume, name, '-', plan)) {
      const expected = `${name}-${known(plan.standby.color) ?? 'green'}`;
      const message = `The volume ${name} is said to be restored as ${volume}, where Wild Cloud restores it as ${expected}`;
      yield problem(plan, restored.volume.origin, `name of ${name}`, message, `Write \`${expected}\``);
    }
  }
}

function* judgePhase(plan: RecoveryPlan, { name, origin, startedAt, completedAt }: PlanPhase): Iterable<Problem> {
  const times = [known(startedAt), known(completedAt)];
  const wrong = times.find((time) => time !== undefined && !isTime(time));
  const [start, end] = times;
  const about = (message: string): Problem => ({
    ...problem(plan, origin, `phase ${name}`, message, 'Let the tool write the times, such as `2026-03-08T23:15:37Z`'),
    severity: 'warning',
  });
  if (wrong !== undefined)
    yield about(`The phase ${name} has "${wrong}" for a time: nothing shows when it ran, or that it did`);
  else if (start !== undefined && end !== undefined && Date.parse(end) < Date.parse(start))
    yield about(`The phase ${name} ends before it begins`);
}

/**
 * Whether a name is another with the color of the standby in place of its own, or with `restore`, as earlier versions
 * have it.
 */
function isMarked(name: string, base: string, joint: '-' | '_', { standby }: RecoveryPlan): boolean {
  const color = known(standby.color);
  const bare = base.replace(/[-_](?:blue|green)$/, '');
  const marks = color === undefined ? [] : [color, 'restore'];
  return marks.length === 0 || [base, bare].some((one) => marks.some((mark) => name === `${one}${joint}${mark}`));
}

function isColor(color: string | undefined): boolean {
  return color === 'blue' || color === 'green';
}

function isCompactTime(text: string): boolean {
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(text) ?? [];
  if (date === undefined || time === undefined) return false;
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`;
  return !Number.isNaN(Date.parse(iso));
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
}

function isPlaceholder(url: string): boolean {
  return /\bx{3,}\b|\by{3,}\b|\.\.\.|<[^>]*>|^$/i.test(url);
}
