import { prose } from '@backlint/review/markdown/prose';
import type { Forge } from '../forge.ts';
import { ForgeError } from '../forge-error.ts';
import { checkedHash } from '../http/checked-name.ts';
import { unlessHidden } from '../http/unless-hidden.ts';
import type { RepositoryAt } from '../pull-request-state.ts';
import { isSameLogin } from '../same-login.ts';
import type { Verdict } from '../writing.ts';
import type { GitHubApi } from './github-api.ts';
import { repositoryOf } from './github-at.ts';
import type { GitHubOptions } from './github-forge.ts';

type Verdicts = Pick<Forge, 'readVerdict' | 'writeVerdict'>;

/** The verdict on a commit on GitHub. */
export function githubVerdicts(api: GitHubApi, as: GitHubOptions['verdictAs']): Verdicts {
  return as === 'check-run' ? checkRuns(api) : commitStatuses(api);
}

function commitStatuses(api: GitHubApi): Verdicts {
  return {
    async readVerdict(repository, commit, name) {
      const where = { ...repositoryOf(repository), ref: checkedHash(commit) };
      const statuses = await unlessHidden(
        api.pages((rest, page) => rest.repos.listCommitStatusesForRef({ ...where, ...page })),
      );
      const latest = statuses?.find(({ context }) => context.toLowerCase() === name.toLowerCase());
      const state = states.find((one) => one === latest?.state);
      if (!latest || !state) return undefined;
      const url = latest.target_url ?? undefined;
      return { name, state, title: latest.description ?? '', ...(url ? { url } : {}) };
    },
    async writeVerdict(repository, commit, { name, state, title, url }) {
      const status = { sha: checkedHash(commit), context: name, state, description: title };
      await api.call((rest) =>
        rest.repos.createCommitStatus({
          ...repositoryOf(repository),
          ...status,
          ...(url === undefined ? {} : { target_url: url }),
        }),
      );
    },
  };
}

const states = ['pending', 'success', 'failure', 'error'] as const;

function checkRuns(api: GitHubApi): Verdicts {
  const latestOf = async (repository: RepositoryAt, commit: string, name: string) => {
    const where = { ...repositoryOf(repository), ref: checkedHash(commit), check_name: name, per_page: 100 };
    const { check_runs: runs } = await api.call((rest) => rest.checks.listForRef(where));
    const slug = (await api.readLogin()).replace(/\[bot\]$/, '');
    return (
      runs
        // A workflow may write check runs too, and call them as it likes.
        .filter((run) => run.external_id === `backlint:${name}` && isSameLogin(run.app?.slug, slug))
        .sort((left, right) => left.id - right.id)
        .at(-1)
    );
  };
  return {
    async readVerdict(repository, commit, name) {
      const run = await unlessHidden(latestOf(repository, commit, name));
      if (!run) return undefined;
      const state =
        run.status !== 'completed'
          ? 'pending'
          : run.conclusion === 'success'
            ? 'success'
            : run.conclusion === 'action_required'
              ? 'error'
              : 'failure';
      const url = run.details_url ?? undefined;
      return { name, state, title: run.output.title ?? '', ...(url === undefined ? {} : { url }) };
    },
    async writeVerdict(repository, commit, verdict) {
      const run = await latestOf(repository, commit, verdict.name);
      const where = repositoryOf(repository);
      const text = { name: verdict.name, output: { title: verdict.title, summary: prose(verdict.title) } };
      const details = { ...text, ...(verdict.url === undefined ? {} : { details_url: verdict.url }) };
      const state = stateOf(verdict);
      if (run) await api.call((rest) => rest.checks.update({ ...where, ...details, ...state, check_run_id: run.id }));
      else {
        const made = { head_sha: checkedHash(commit), external_id: `backlint:${verdict.name}` };
        await api.call((rest) => rest.checks.create({ ...where, ...details, ...state, ...made }));
      }
    },
  };
}

/** A check that could not be made asks somebody to look, and does not pass. */
function stateOf({ state }: Verdict) {
  if (state === 'pending') return { status: 'in_progress' } as const;
  const conclusion = state === 'error' ? 'action_required' : state;
  if (conclusion === 'success' || conclusion === 'failure' || conclusion === 'action_required') {
    return { status: 'completed', conclusion } as const;
  }
  throw new ForgeError('unexpected', `no check ends as ${state}`);
}
