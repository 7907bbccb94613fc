import process from 'node:process';
import * as core from '@actions/core';
import { readInputs } from './inputs.ts';
import { runAction } from './run-action.ts';
import { readRunnerFacts } from './runner-facts.ts';

try {
  await runAction(readInputs(), readRunnerFacts(process.env), new Date());
} catch (error) {
  core.setFailed(error instanceof Error ? error.message.replace(/\s+/g, ' ') : 'backlint failed.');
}
