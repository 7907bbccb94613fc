import {
  isEnough,
  neededEvents,
  neededPermissions,
  type Permissions,
  usefulEvents,
  usefulPermissions,
} from './app-needs.ts';
import { missing, note, right, type Statement } from './statement.ts';

/** Compares what an app asks for with what it needs: too little, and too much. */
export function examinePermissions(given: Permissions): readonly Statement[] {
  const lacking = lackingPermissions(given).map(({ name, level, why }) =>
    missing(
      `The app lacks the permission \`${name}: ${level}\` (${why})`,
      'Add it under "Permissions & events" of the app; then every owner who has installed it must agree.',
    ),
  );
  const absent = Object.entries(usefulPermissions)
    .filter(([name, { level }]) => !isEnough(given[name], level))
    .map(([name, { level, why }]) => note(`The app has no \`${name}: ${level}\`, which it needs only ${why}`));
  const surplus = Object.entries(given).filter(([name, level]) => !isEnough(wanted[name]?.level, level ?? 'none'));
  const notes = surplus.map(([name, level]) =>
    note(`\`${name}: ${level}\` is more than the app needs${needed(name)}`, 'Take it away.'),
  );
  return [
    ...(lacking.length === 0 ? [right('The app has the permissions that it needs')] : lacking),
    ...absent,
    ...notes,
  ];
}

/** What of the needed permissions is not among those given. */
export function lackingPermissions(given: Permissions) {
  return Object.entries(neededPermissions)
    .map(([name, { level, why }]) => ({ name, level, why }))
    .filter(({ name, level }) => !isEnough(given[name], level));
}

/** Compares the events that an app is told of with those that it lives on. */
export function examineEvents(events: readonly string[]): readonly Statement[] {
  const lacking = neededEvents.filter((event) => !events.includes(event));
  const absent = usefulEvents.filter((event) => !events.includes(event));
  return [
    lacking.length === 0
      ? right('The app is told of the events that it needs')
      : missing(
          `The app is not told of ${quoted(lacking)}, so that it finds changes by its sweeps only`,
          'Subscribe to them under "Permissions & events" of the app.',
        ),
    ...(absent.length === 0
      ? []
      : [note(`The app is not told of ${quoted(absent)}: of "Re-run" on a check, or of merge queues`)]),
  ];
}

const wanted: Readonly<Record<string, { readonly level: string } | undefined>> = {
  ...neededPermissions,
  ...usefulPermissions,
};

function needed(name: string): string {
  const level = wanted[name]?.level;
  return level === undefined ? '' : `, which is \`${level}\``;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
