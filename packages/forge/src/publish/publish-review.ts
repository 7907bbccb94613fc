import { plural } from '@backlint/report/plural';
import type { Forge } from '../forge.ts';
import { ForgeError } from '../forge-error.ts';
import type { PullRequestAt } from '../pull-request-state.ts';
import { carryOut } from './carry-out.ts';
import { type Learning, newLearning } from './learning.ts';
import { planSteps, type Standing } from './plan-steps.ts';
import type { Publication, Published, Refusal } from './publication.ts';

/** How a publication waits between attempts. */
export interface Patience {
  wait(milliseconds: number): Promise<void>;
}

/** So many failures in a row, with doubling pauses from two seconds, are about four minutes. */
const mostFailures = 7;

/**
 * Makes a pull request show a publication: reads what stands there, writes the differences, and reads again until there
 * are none. It can be run again at any time, also after a crash, and ends in the same state. It rejects with a
 * `ForgeError` when the forge cannot be reached for long, the token is not accepted, or rate limits ask for a longer break.
 */
export async function publishReview(
  forge: Forge,
  at: PullRequestAt,
  publication: Publication,
  patience: Patience = { wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)) },
): Promise<Published> {
  const learning = newLearning();
  for (let failures = 0; ; ) {
    try {
      const ended = await converge(forge, at, publication, learning);
      if (ended) return ended;
      failures = 0;
    } catch (error) {
      failures++;
      const isPassing = error instanceof ForgeError && (error.reason === 'unreachable' || error.reason === 'failed');
      if (!isPassing || failures >= mostFailures) throw error;
      await patience.wait(1_000 * 2 ** failures);
    }
  }
}

/** One round; undefined when another has to look whether all is done. */
async function converge(
  forge: Forge,
  at: PullRequestAt,
  publication: Publication,
  learning: Learning,
): Promise<Published | undefined> {
  const pullRequest = await forge.readPullRequest(at);
  if (pullRequest.state !== 'open') return publishedOf('closed', learning);
  if (pullRequest.headCommit !== publication.headCommit) return publishedOf('head-moved', learning);
  const { verdict, followUps } = publication;
  const standing: Standing = {
    pullRequest,
    posted: await forge.readPosted(at),
    verdict: verdict ? await forge.readVerdict(at, publication.headCommit, verdict.name) : undefined,
    issues: followUps.length > 0 ? await forge.listOwnIssues(at) : [],
  };
  const steps = planSteps(publication, standing, forge.abilities, {
    ...learning,
    refused: new Set(learning.refusals.map(({ what }) => what)),
  });
  if (steps.length === 0) return publishedOf('published', withSilentRefusals(publication, standing, learning));
  for (const step of steps) if ((await carryOut(forge, at, publication, step, learning)) === 'look-again') break;
  return undefined;
}

/** What the forge took without complaint, and did not do. */
function withSilentRefusals({ labels }: Publication, { pullRequest, posted }: Standing, learning: Learning): Learning {
  const present = pullRequest.labels.map((name) => name.toLowerCase());
  const missing = (labels?.wanted ?? []).filter((name) => !present.includes(name.toLowerCase()));
  const isKnown = learning.refusals.some(({ what }) => what === 'labels');
  const more: Refusal[] = [];
  if (missing.length > 0 && !isKnown) {
    more.push({ what: 'labels', why: `The repository has no label ${missing.join(', ')}, and it could not be made.` });
  }
  if (learning.unplaceable.size > 0) {
    more.push({
      what: 'notes',
      why: `The forge does not show the lines of ${plural(learning.unplaceable.size, 'note')}.`,
    });
  }
  if (posted.hasForeignPending) {
    more.push({ what: 'notes', why: 'The account has a review in the making, which new notes would publish.' });
  }
  return { ...learning, refusals: [...learning.refusals, ...more] };
}

function publishedOf(outcome: Published['outcome'], { refusals, writes }: Learning): Published {
  return { outcome, refused: refusals, writes };
}
