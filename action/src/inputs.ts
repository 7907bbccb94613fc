import * as core from '@actions/core';
import type { Severity } from '@backlint/lint/rule';

/** What a workflow asks of the Action; `action.yml` describes it. */
export interface Inputs {
  readonly paths: readonly string[];
  /** Absent leaves it to the configuration. */
  readonly failOn: Severity | undefined;
  readonly postsReview: boolean;
  readonly labels: boolean;
  readonly followUps: boolean;
  /** Empty for none. */
  readonly sarifFile: string;
  /** Empty for none. */
  readonly token: string;
}

/** Reads the inputs; rejects with a message that names the input and what it may be. */
export function readInputs(): Inputs {
  const token = core.getInput('token');
  if (token !== '') core.setSecret(token);
  const failOn = core.getInput('fail-on');
  if (failOn !== '' && failOn !== 'error' && failOn !== 'warning' && failOn !== 'note') {
    throw new Error('The input fail-on must be error, warning or note.');
  }
  const review = core.getInput('review');
  if (review !== 'post' && review !== 'off') throw new Error('The input review must be post or off.');
  const paths = core.getMultilineInput('paths').filter((path) => path !== '');
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    failOn: failOn === '' ? undefined : failOn,
    postsReview: review === 'post',
    labels: core.getBooleanInput('labels'),
    followUps: core.getBooleanInput('follow-ups'),
    sarifFile: core.getInput('sarif-file'),
    token,
  };
}
