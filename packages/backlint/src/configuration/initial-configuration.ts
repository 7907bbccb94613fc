import type { BackupModel } from '@backlint/model/backup-model';
import { hostOf } from '@backlint/model/locality';
import { known } from '@backlint/source/value';

/** A first configuration: what the files leave open is asked for in comments, with the names it is about. */
export function initialConfiguration(model: BackupModel): string {
  const unknownHosts = hostsBy(model, 'unknown');
  const namespaces = namesOf(model);
  return `# yaml-language-server: $schema=https://backlint.dev/schema/configuration-1.schema.json
# What backlint knows of this repository beyond its files. Everything is optional.

# minimal: errors only; recommended; strict: everything that is found fails.
profile: recommended

# Severities by rule, or off. \`backlint rules\` lists them.
# rules:
#   colliding-schedules: off

# Files that are not judged. What is built from them still is.
# exclude:
#   - archive/**

facts:
${operatorText(model)}${placesText(unknownHosts)}
# What databases need, by tier; the label backlint.dev/tier names a tier, or a match below.
# tiers:
#   gold:
#     match: { namespaces: [${namespaces[0] ?? 'shop'}] }
#     rpo: 15m
#     retention: 30d
#     verification: restore-drill
#     locality: off-site

# Findings that somebody decided to live with, for how long and why.
# waivers:
#   - rule: unverified-database
#     object: Cluster ${namespaces[0] ?? 'shop'}/*
#     reason: restored by hand every quarter
#     until: 2026-12-31
#     approver: ada

# What pull requests should say: used by backlint review.
# review:
#   branch: ^(\\d+)-
#   closesIssue: true
#   sections: [Summary, Test Plan]
#   plan: true
`;
}

function operatorText({ operatorVersion }: BackupModel): string {
  return operatorVersion === undefined
    ? '  # The version of CloudNativePG in use decides which fields exist:\n  # operatorVersion: 1.29.2\n'
    : `  operatorVersion: ${operatorVersion}\n`;
}

function placesText(hosts: readonly string[]): string {
  if (hosts.length === 0)
    return '  # Stores whose names do not tell where they stand:\n  # sameSite: { hosts: [nas.example.com] }\n';
  const lines = hosts.map((host) => `  #     - ${JSON.stringify(host)}\n`).join('');
  return `  # Where do these stores stand? Their names do not tell; put each under inCluster, sameSite or offSite.\n  # sameSite:\n  #   hosts:\n${lines}`;
}

function hostsBy({ destinations }: BackupModel, kind: string): readonly string[] {
  const hosts = destinations
    .filter(({ locality }) => locality.kind === kind)
    .map(({ endpoint }) => hostOf(known(endpoint) ?? ''))
    .filter((host) => host !== '');
  return [...new Set(hosts)].sort();
}

function namesOf({ databases }: BackupModel): readonly string[] {
  return [...new Set(databases.flatMap(({ namespace }) => known(namespace) ?? []))].sort();
}
