import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type EvidencePack, evidencePack } from '@backlint/report/evidence/evidence-pack';
import { renderEvidenceHtml } from '@backlint/report/evidence/render-evidence-html';
import { jsonText } from '@backlint/report/json/json-text';
import { plural } from '@backlint/report/plural';
import { hexSha256 } from '@backlint/report/stable-hash';
import { verdictOf } from '@backlint/report/verdict';
import { check } from '../check.ts';
import { exitCodes } from '../exit-codes.ts';
import { runGit } from '../git/run-git.ts';
import type { Shell } from '../shell.ts';
import { surveyOf } from '../survey/page-survey.ts';
import { type SurveyWishes, surveyTree } from '../survey/survey-tree.ts';
import { tryWriting } from '../try-writing.ts';
import { usageError } from '../usage-error.ts';
import { version } from '../version.ts';

/** The options of `backlint evidence`, as commander hands them over. */
export interface EvidenceCommandOptions extends SurveyWishes {
  /** The folder to write to. */
  readonly output: string;
}

/** `backlint evidence [PATH…]`: what the files show an auditor, dated and hashed. */
export async function evidenceCommand(
  paths: readonly string[],
  options: EvidenceCommandOptions,
  shell: Shell,
): Promise<number> {
  const found = await surveyTree(paths, options, shell);
  if (found.kind === 'problem') return usageError(shell, found.message);
  const { tree, loaded } = found;
  const { rules, waivers, tiers } = loaded;
  const report = check(tree, { ...found.options, rules, waivers, tiers });
  const verdict = verdictOf(report);
  if (verdict === 'nothing' || verdict === 'broken') {
    shell.stderr.write(
      `backlint: ${verdict === 'nothing' ? 'nothing here says anything about backups' : 'a rule failed'}.\n`,
    );
    return exitCodes[verdict];
  }
  const survey = surveyOf(tree, found.options, loaded.maintenance);
  const pack = evidencePack(report, { version: version(), survey, commit: commitOf(found.root) });
  const files = { 'evidence.json': jsonText(pack), 'evidence.html': renderEvidenceHtml(pack) };
  const sums = Object.entries(files).map(([name, text]) => `${hexSha256(text)}  ${name}\n`);
  const folder = resolve(shell.cwd, options.output);
  const write = () => {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries({ ...files, SHA256SUMS: sums.join('') }))
      writeFileSync(join(folder, name), text);
  };
  const code = tryWriting(options.output, write, shell);
  if (code === exitCodes.passed) shell.stdout.write(`Wrote ${options.output}: ${summaryOf(pack)}\n`);
  return code;
}

/** Which commit the files are of, and whether they still are as committed. */
function commitOf(root: string): EvidencePack['commit'] {
  const head = runGit(root, ['rev-parse', 'HEAD']);
  const status = runGit(root, ['status', '--porcelain', '--untracked-files=normal', '.']);
  if (head.kind !== 'output' || status.kind !== 'output') return null;
  return { id: head.bytes.toString('utf8').trim(), isClean: status.bytes.length === 0 };
}

function summaryOf({ databases, controls }: EvidencePack): string {
  const all = databases.flatMap(({ aspects }) => aspects);
  const counted = (status: (typeof all)[number]['status']) => all.filter((one) => one.status === status).length;
  return `${plural(controls.length, 'control')}, ${plural(databases.filter(({ address }) => address !== null).length, 'database')}; ${counted('shown')} shown, ${plural(counted('gap'), 'gap')}, ${counted('undecided')} undecided, ${counted('waived')} waived.`;
}
