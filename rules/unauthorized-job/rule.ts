import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { AccessRequest, ClusterAccess } from '@backlint/model/access/cluster-access';
import { may } from '@backlint/model/access/may';
import type { Evidence } from '@backlint/model/evidence';
import { known } from '@backlint/source/value';

export const unauthorizedJob: Rule = {
  id: 'unauthorized-job',
  summary: 'A backup job that may not do in its cluster what its script does',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const access of model.clusterAccesses) yield* judge(access);
  },
};

function* judge(access: ClusterAccess): Iterable<Assessment> {
  const { job: about, account, hasToken, bindings, requests } = access;
  const { title } = about;
  const open = openQuestion(access);
  if (open !== undefined) {
    yield { outcome: 'undecided', about, why: `what ${title} may do in its cluster is not known: ${open}` };
    return;
  }
  const name = known(account);
  if (known(hasToken) === false) {
    yield {
      outcome: 'problem',
      about,
      at: hasToken.origin,
      discriminator: 'token',
      message: `${title} runs \`${requests[0]?.command}\`, and its pods get no token to sign in with: the cluster refuses them everything`,
      remedy: 'Take `automountServiceAccountToken: false` away, or overrule it in the pod of the job',
      evidence: evidenceOf(requests),
    };
    return;
  }
  if (bindings.length === 0) {
    yield {
      outcome: 'problem',
      about,
      at: account.origin,
      discriminator: 'account',
      message: `${title} runs \`${requests[0]?.command}\` as the service account \`${name}\` of its namespace, which nothing in the files gives any right`,
      remedy: 'Give it a service account of its own with `serviceAccountName`, and that a Role',
      evidence: evidenceOf(requests),
    };
    return;
  }
  yield* judgeRequests(access, requests);
}

/** What keeps the files from telling; undefined where they tell. */
function openQuestion({ account, hasToken, otherwise, isAccountKnown, bindings }: ClusterAccess): string | undefined {
  const name = known(account);
  if (otherwise !== undefined) return `${otherwise}, and may sign in as somebody else`;
  if (name === undefined || known(hasToken) === undefined) return 'whom it runs as is not written';
  if (!isAccountKnown) return `its service account \`${name}\` is not in the files`;
  return bindings.length === 0 && name !== 'default' ? `no binding of \`${name}\` is in the files` : undefined;
}

function* judgeRequests(access: ClusterAccess, requests: readonly AccessRequest[]): Iterable<Assessment> {
  const { job: about, account, bindings } = access;
  const verdicts = requests.map((request) => ({ request, verdict: may(access, request) }));
  const refused = verdicts.filter(({ verdict }) => verdict === false).map(({ request }) => request);
  const roles = [...new Map(bindings.flatMap(({ role }) => (role ? [[role.address, role] as const] : []))).values()];
  const allowed = roles.map((role) => ({ message: 'what it is allowed', at: role.origin }));
  for (const resource of new Set(refused.map(placeOf))) {
    const same = refused.filter((request) => placeOf(request) === resource);
    const [first] = same;
    if (!first) continue;
    const verbs = [...new Set(same.map((request) => `\`${request.verbs[0]}\``))];
    const [role, ...others] = roles;
    yield {
      outcome: 'problem',
      about,
      at: first.at,
      discriminator: resource,
      message: `${about.title} runs \`${first.command}\`, and its service account \`${known(account)}\` may not ${verbs.join(', ')} ${resource}`,
      remedy: `Allow ${verbs.join(', ')} on \`${first.resource}\`${groupOf(first)} in ${role && others.length === 0 ? role.title : 'one of its roles'}`,
      evidence: [...evidenceOf(same.slice(1)), ...allowed],
    };
  }
  const open = verdicts.find(({ verdict }) => typeof verdict === 'object');
  if (open && typeof open.verdict === 'object') {
    const why = `whether ${about.title} may do what its script does is not known: ${open.verdict.why}`;
    yield { outcome: 'undecided', about, at: open.request.at, why };
  } else if (refused.length === 0) {
    const message = `${about.title} may do what its script does, as \`${known(account)}\``;
    yield { outcome: 'upheld', about, message, evidence: [...evidenceOf(requests.slice(0, 3)), ...allowed] };
  }
}

function placeOf({ resource, scope }: AccessRequest): string {
  if (scope.kind === 'namespace') return `\`${resource}\` in namespace ${scope.name}`;
  return scope.kind === 'cluster' ? `\`${resource}\` of the whole cluster` : `\`${resource}\``;
}

function groupOf({ group }: AccessRequest): string {
  return group === undefined || group === '' ? '' : ` of \`${group}\``;
}

/** Each command once. */
function evidenceOf(requests: readonly AccessRequest[]): readonly Evidence[] {
  const commands = new Map(requests.map(({ command, at }) => [`${at.range.start}`, { message: command, at }] as const));
  return [...commands.values()].slice(0, 3);
}
