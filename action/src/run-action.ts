import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as core from '@actions/core';
import type { Forge } from '@backlint/forge/forge';
import { ForgeError } from '@backlint/forge/forge-error';
import { giteaForge } from '@backlint/forge/gitea/gitea-forge';
import { githubForge } from '@backlint/forge/github/github-forge';
import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import { readRelatedIssues } from '@backlint/forge/read-related-issues';
import { renderAnnotations } from '@backlint/report/annotations/render-annotations';
import { renderMarkdown } from '@backlint/report/markdown/render-markdown';
import type { Report } from '@backlint/report/report';
import { renderSarif } from '@backlint/report/sarif/render-sarif';
import { verdictOf } from '@backlint/report/verdict';
import { renderReview } from '@backlint/review/render-review';
import { rules as allRules } from '@backlint/rules/rules';
import { check } from 'backlint/check';
import { configurationOfTree } from 'backlint/configuration/configuration-of-tree';
import { loadConfiguration } from 'backlint/configuration/load-configuration';
import { pathTree } from 'backlint/path-tree';
import { reviewChange } from 'backlint/review-change';
import { rulePage } from 'backlint/rule-page';
import { version } from 'backlint/version';
import { readChangeTrees } from './change-trees.ts';
import type { Inputs } from './inputs.ts';
import { judgedEvent } from './judged-event.ts';
import { postReview } from './post-review.ts';
import type { EventPullRequest, RunnerFacts } from './runner-facts.ts';

/** Judges what the event is about, tells it in every way that the runner has, and fails the step where it must. */
export async function runAction(inputs: Inputs, facts: RunnerFacts, now: Date): Promise<void> {
  const event = judgedEvent(facts);
  if (event.kind === 'refused') return core.setFailed(event.message);
  if (facts.pullRequest) return reviewPullRequest(inputs, facts, facts.pullRequest, now);
  return checkCheckout(inputs, facts, now);
}

async function checkCheckout(inputs: Inputs, { workspace }: RunnerFacts, now: Date): Promise<void> {
  const found = pathTree(inputs.paths, workspace);
  if (found.kind === 'problem') return core.setFailed(`${found.message}.`);
  const loaded = await loadConfiguration(allRules, {}, { root: found.root, cwd: workspace });
  if (loaded.kind === 'problem') return core.setFailed(loaded.message);
  const { rules, waivers, tiers, model } = loaded;
  const report = check(loaded.chooseFiles(found.tree), { ...model, rules, waivers, tiers, now });
  await tell(report, renderMarkdown(report), inputs, workspace);
  const verdict = verdictOf(report, inputs.failOn ?? loaded.failOn);
  core.setOutput('verdict', verdict === 'passed' ? 'passed' : 'failed');
  core.setOutput('review', 'this is no pull request');
  if (verdict === 'nothing') core.setFailed('Nothing in these files is about backups, so nothing was checked.');
  else if (verdict !== 'passed') core.setFailed('backlint found something; the annotations and the summary tell what.');
}

async function reviewPullRequest(
  inputs: Inputs,
  facts: RunnerFacts,
  pullRequest: EventPullRequest,
  now: Date,
): Promise<void> {
  const at = { owner: facts.owner, repository: facts.repository, number: pullRequest.number };
  const forge = inputs.token === '' ? undefined : await connect(facts, inputs.token);
  const trees = await readTrees(facts, pullRequest, at, forge);
  if ('message' in trees) return core.setFailed(trees.message);
  const loaded = configurationOfTree(trees.base);
  if (loaded.kind === 'problem') return core.setFailed(loaded.message);
  const issues = await relatedIssues(forge, at, pullRequest.body);
  const { review, report } = reviewChange({ ...trees, pullRequest: { ...pullRequest, ...issues } }, loaded, now);
  const own = { ...report, findings: [...review.comparison.introduced, ...review.comparison.touched] };
  await tell(own, renderReview(review), inputs, facts.workspace);
  core.setOutput('verdict', review.verdict);
  const posted =
    forge && inputs.postsReview
      ? await postReview(forge, at, review, {
          pullRequest,
          facts,
          inputs,
          labels: loaded.configuration.review?.statusLabels,
        })
      : 'posting is switched off, or there is no token';
  core.setOutput('review', posted);
  if (posted !== 'posted') core.info(`The review was not posted: ${inOneLine(posted)}`);
  if (review.verdict !== 'APPROVED') core.setFailed('There are blockers; the review in the summary tells which.');
}

/** What the forge tells of issues; a review does without where it does not. */
async function relatedIssues(forge: Forge | undefined, at: RepositoryAt, body: string) {
  try {
    return forge ? await readRelatedIssues(forge, at, body) : {};
  } catch (error) {
    if (error instanceof ForgeError) return {};
    throw error;
  }
}

async function readTrees(
  ...[facts, pullRequest, at, forge]: [
    RunnerFacts,
    EventPullRequest,
    { owner: string; repository: string; number: number },
    Forge | undefined,
  ]
) {
  try {
    return await readChangeTrees(facts.workspace, pullRequest, at, forge);
  } catch (error) {
    if (error instanceof ForgeError) return { message: `The commits could not be read: ${error.message}` };
    throw error;
  }
}

/** The forge that the runner belongs to; undefined where it cannot be reached with this token. */
async function connect({ kind, apiUrl: url }: RunnerFacts, token: string): Promise<Forge | undefined> {
  if (kind === 'github') return githubForge({ url, token, verdictAs: 'commit-status' });
  try {
    return await giteaForge({ url, token });
  } catch (error) {
    if (error instanceof ForgeError) return undefined;
    throw error;
  }
}

/** Annotations, the summary of the job, SARIF and counts. */
async function tell(report: Report, summary: string, { sarifFile }: Inputs, workspace: string): Promise<void> {
  process.stdout.write(renderAnnotations(report));
  try {
    await core.summary.addRaw(summary, true).write();
  } catch {
    core.info('This runner shows no summaries.');
  }
  const count = (severity: string) => report.findings.filter((finding) => finding.severity === severity).length;
  core.setOutput('errors', count('error'));
  core.setOutput('warnings', count('warning'));
  core.setOutput('notes', count('note'));
  if (sarifFile === '') return;
  const rules = allRules.map(({ id, summary: text, severity }) => ({
    id,
    summary: text,
    severity,
    help: rulePage(id) ?? text,
  }));
  writeFileSync(resolve(workspace, sarifFile), renderSarif(report, { version: version(), rules }));
  core.setOutput('sarif-file', sarifFile);
}

/** No text from elsewhere begins a line of the log, where a runner would take it for a command. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('##[', '##\\[').replace(/^::/, ': :');
}
