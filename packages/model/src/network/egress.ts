import { known } from '@backlint/source/value';
import type { BackupModel } from '../backup-model.ts';
import type { Database } from '../database.ts';
import { allowsApiServer } from './api-server.ts';
import type { EgressRule, NetworkPolicy } from './network-policy.ts';
import { selects } from './selects.ts';
import { allowsStore, type StoreAddress } from './store-address.ts';

/** Whether the instances of a database may open some connections. */
export interface EgressVerdict {
  readonly verdict: 'allowed' | 'denied' | 'unknown';
  /** The policies that restrict them for certain; without any, everything is allowed. */
  readonly restrictedBy: readonly NetworkPolicy[];
  /** The rule that allows it, or that may. */
  readonly by?: EgressRule;
  /** Set where an address range would allow it in other networks, but never does in Cilium. */
  readonly isAddressTrap?: true;
}

/** Where an instance of a database has to get: its object store, or the API server, without which it does not start. */
export type EgressTarget = { readonly kind: 'api-server' } | ({ readonly kind: 'store' } & StoreAddress);

/** Whether what one rule says lets a connection through. */
export type Allowance = 'yes' | 'perhaps' | 'no' | 'never-in-cilium';

/** Whether the instances of a database may connect to a target, as far as the policies of the sources tell. */
export function egressOf(model: BackupModel, database: Database, target: EgressTarget): EgressVerdict {
  const policies = model.networkPolicies
    .filter(({ surroundings }) => surroundings.databases.includes(database))
    .map((policy) => ({ policy, isSelected: selects(policy, database) }))
    .filter(({ isSelected }) => isSelected !== false);
  const restrictedBy = policies
    .filter(({ policy, isSelected }) => isSelected === true && known(policy.restrictsEgress) === true)
    .map(({ policy }) => policy);
  if (restrictedBy.length === 0) return { verdict: 'allowed', restrictedBy };
  const answers = policies.flatMap(({ policy, isSelected }) =>
    policy.egress.map((rule) => {
      const allowance = allows(policy, rule, target);
      return { rule, allowance: allowance === 'yes' && isSelected !== true ? 'perhaps' : allowance };
    }),
  );
  const find = (wanted: Allowance) => answers.find(({ allowance }) => allowance === wanted)?.rule;
  const [certain, possible] = [find('yes'), find('perhaps')];
  if (certain) return { verdict: 'allowed', restrictedBy, by: certain };
  if (possible) return { verdict: 'unknown', restrictedBy, by: possible };
  const trap = find('never-in-cilium');
  return { verdict: 'denied', restrictedBy, ...(trap ? { by: trap, isAddressTrap: true } : {}) };
}

function allows(policy: NetworkPolicy, rule: EgressRule, target: EgressTarget): Allowance {
  const answers = rule.peers.map((peer) =>
    target.kind === 'store' ? allowsStore(rule, peer, target) : allowsApiServer(policy, rule, peer),
  );
  return (['yes', 'perhaps', 'never-in-cilium'] as const).find((answer) => answers.includes(answer)) ?? 'no';
}
