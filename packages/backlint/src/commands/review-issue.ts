import { basename } from 'node:path';
import { readBackupModel } from '@backlint/model/read-backup-model';
import { readObjects } from '@backlint/objects/read-objects';
import { renderScopeReview } from '@backlint/review/scope/render-scope-review';
import { type Plan, reviewScope } from '@backlint/review/scope/scope-review';
import { rules as allRules } from '@backlint/rules/rules';
import { startPosition } from '@backlint/source/position';
import { isSourceFile } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import type { CheckedTree } from '../check.ts';
import { usesColor } from '../color.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { exitCodes } from '../exit-codes.ts';
import { markdownForTerminal } from '../markdown-for-terminal.ts';
import { pathTree } from '../path-tree.ts';
import type { Shell } from '../shell.ts';
import { usageError } from '../usage-error.ts';
import { type ReviewCommandOptions, readBody } from './review.ts';

/** `backlint review --issue FILE`: whether an issue can be worked on, by what the repository in the current folder says. */
export async function reviewIssue(file: string, options: ReviewCommandOptions, shell: Shell): Promise<number> {
  const body = readBody(file, shell.cwd);
  if ('message' in body) return usageError(shell, body.message);
  const found = pathTree(['.'], shell.cwd);
  if (found.kind === 'problem') return usageError(shell, `${found.message}.`);
  const loaded = await loadConfiguration(allRules, options, { root: found.root, cwd: shell.cwd });
  if (loaded.kind === 'problem') return usageError(shell, loaded.message);
  const { objects } = readObjects(loaded.chooseFiles(found.tree)).result;
  const { databases, workloadDatabases } = readBackupModel(objects, loaded.model);
  const declared = [...databases, ...workloadDatabases].flatMap(({ name, origin }) => {
    const text = known(name);
    const { range } = origin;
    return text === undefined ? [] : [{ name: text, path: range.file.path, line: startPosition(range).line }];
  });
  const [first = ''] = body.text.split(/\r?\n/);
  const review = reviewScope({
    title: /^#\s+(?<title>.+)$/.exec(first)?.groups?.title ?? basename(file),
    body: body.text,
    paths: found.tree.paths,
    databases: declared,
    plans: plansIn(found.tree, body.text),
    sections: loaded.configuration.review?.issue?.sections,
  });
  const text = renderScopeReview(review);
  shell.stdout.write(usesColor(shell.stdout, shell, options.color) ? markdownForTerminal(text) : text);
  return review.verdict === 'READY' ? exitCodes.passed : exitCodes.failed;
}

/** The documents of a repository, but for the issue itself where that lies among them. */
function plansIn(tree: CheckedTree, issue: string): readonly Plan[] {
  return tree.paths
    .filter((path) => /\.(?:md|markdown|txt)$/i.test(path))
    .slice(0, 500)
    .flatMap((path) => {
      const file = tree.read(path);
      return isSourceFile(file) && file.text !== issue ? [{ name: path, text: file.text }] : [];
    });
}
