import { isEnough, neededPermissions, usefulPermissions } from '../doctor/app-needs.ts';

/** What an installation of an app may do, as GitHub names it. */
export type InstallationPermissions = Readonly<Record<string, string>>;

/** What lists the repositories of an installation, and nothing in them. */
export const readOnlyNames = { metadata: 'read' } as const;

/** What a token for a piece of work may do: what that needs, as far as the installation has it. GitHub refuses to give more. */
export function workPermissions(installed: InstallationPermissions): InstallationPermissions {
  const { members } = usefulPermissions;
  return Object.fromEntries(
    Object.entries({ ...neededPermissions, members }).flatMap(([name, { level }]) => {
      const given = installed[name];
      return given === undefined ? [] : [[name, isEnough(given, level) ? level : given]];
    }),
  );
}
