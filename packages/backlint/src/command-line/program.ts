import { Command } from 'commander';
import { version } from '../version.ts';
import { addBaseline } from './add-baseline.ts';
import { addCheck } from './add-check.ts';
import { addCompletion } from './add-completion.ts';
import { addEvidence } from './add-evidence.ts';
import { addExplain } from './add-explain.ts';
import { addInit } from './add-init.ts';
import { addPosture } from './add-posture.ts';
import { addRender } from './add-render.ts';
import { addReview } from './add-review.ts';
import { addRules } from './add-rules.ts';
import { addScaffold } from './add-scaffold.ts';
import { addSchedule } from './add-schedule.ts';
import { addTest } from './add-test.ts';
import { addTimeline } from './add-timeline.ts';
import type { Edge } from './edge.ts';
import { programHelp } from './help-texts.ts';

/** Builds the command line. What a command needs is loaded when it runs. */
export function buildProgram(edge: Edge): Command {
  const { stdout, stderr } = edge.shell;
  const program = new Command('backlint')
    .description(
      'Judges the database backups that a repository declares: which databases could not be restored, and why.',
    )
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [COMMAND]', 'print help on a command')
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      outputError: (text, write) => write(text.replace(/^error: /, 'backlint: ')),
    })
    .exitOverride()
    .addHelpText('after', programHelp);
  addCheck(program, edge);
  addBaseline(program, edge);
  addRules(program, edge);
  addExplain(program, edge);
  addRender(program, edge);
  addSchedule(program, edge);
  addScaffold(program, edge);
  addReview(program, edge);
  addPosture(program, edge);
  addTimeline(program, edge);
  addEvidence(program, edge);
  addInit(program, edge);
  addTest(program, edge);
  addCompletion(program, edge);
  return program;
}
