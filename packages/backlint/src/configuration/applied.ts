import type { Rule } from '@backlint/lint/rule';
import type { PlaceFact } from '@backlint/model/place-facts';
import type { ModelOptions } from '@backlint/model/read-backup-model';
import type { Tenancy } from '@backlint/model/tenancy';
import { chosenTree } from './chosen-tree.ts';
import { configuredRules, failOnOf, type Profile } from './configured-rules.ts';
import type { ConfigurationLoad } from './load-configuration.ts';
import { maintenanceWindows } from './maintenance-windows.ts';
import type { ConfigurationRead } from './read-configuration.ts';
import type { Configuration } from './schema.ts';
import { tiersOf } from './tiers.ts';
import { waiverIgnores } from './waivers.ts';

/** What a configuration that was read means for a check; the profile of the command line goes before its own. */
export function applied(
  allRules: readonly Rule[],
  read: ConfigurationRead,
  profile: Profile | undefined,
  path?: string,
): ConfigurationLoad {
  if (read.kind === 'problem') {
    return {
      kind: 'problem',
      message: `the configuration is not valid:\n${read.messages.map((line) => `  ${line}`).join('\n')}`,
    };
  }
  const configuration = profile === undefined ? read.configuration : { ...read.configuration, profile };
  return {
    kind: 'loaded',
    ...(path === undefined ? {} : { path }),
    configuration,
    rules: configuredRules(allRules, configuration),
    failOn: failOnOf(configuration),
    waivers: waiverIgnores(configuration, read.root),
    tiers: tiersOf(configuration),
    maintenance: maintenanceWindows(configuration, read.root),
    model: modelOptionsOf(configuration),
    chooseFiles: (tree) => chosenTree(tree, configuration),
  };
}

function modelOptionsOf(configuration: Configuration): ModelOptions {
  const { operatorVersion, pluginVersion, timeZone, tenants } = configuration.facts ?? {};
  return {
    placeFacts: placeFactsOf(configuration),
    ...(operatorVersion === undefined ? {} : { operatorVersion: operatorVersion.replace(/^v/, '') }),
    ...(pluginVersion === undefined ? {} : { pluginVersion: pluginVersion.replace(/^v/, '') }),
    ...(timeZone === undefined ? {} : { operatorTimeZone: timeZone }),
    ...(tenants === undefined ? {} : { tenancy: tenancyOf(tenants) }),
  };
}

function tenancyOf({ label, namespace }: NonNullable<NonNullable<Configuration['facts']>['tenants']>): Tenancy {
  return { ...(label === undefined ? {} : { label }), ...(namespace === undefined ? {} : { namespace }) };
}

function placeFactsOf({ facts = {} }: Configuration): readonly PlaceFact[] {
  const places = [
    { kind: 'in-cluster', at: facts.inCluster },
    { kind: 'same-site', at: facts.sameSite },
    { kind: 'off-site', at: facts.offSite },
  ] as const;
  return places.flatMap(({ kind, at }) =>
    at === undefined ? [] : [{ kind, hosts: at.hosts ?? [], networks: at.networks ?? [] }],
  );
}
