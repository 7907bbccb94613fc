import type { ChangedFile } from '../diff/changed-file.ts';
import type { PullRequest } from '../pull-request.ts';
import { sectionsOf, writtenText } from './body-text.ts';
import { matchBranch } from './branch-pattern.ts';
import { dependenciesMet, namedFiles, noSecrets, testsNamed } from './diff-conventions.ts';
import { readPlanOutput } from './plan-output.ts';
import type { Kept } from './process-convention.ts';
import { closedIssues } from './related-issues.ts';
import type { ReviewConventions } from './review-conventions.ts';

/** Judges what a pull request says about itself by what its organisation expects. Machines are not asked to explain. */
export function judgeConventions(
  pullRequest: PullRequest,
  files: readonly ChangedFile[],
  conventions: ReviewConventions,
): readonly Kept[] {
  const secrets = noSecrets(pullRequest.body, files);
  if (pullRequest.isByBot) return secrets;
  const { body, issue, issueStates = {} } = pullRequest;
  return [
    ...secrets,
    ...branchName(pullRequest, conventions),
    ...closedIssue(pullRequest, conventions),
    ...(conventions.sections ?? []).map((name) => bodySection(pullRequest, name)),
    ...(conventions.commands ?? []).map((command) => commandRun(pullRequest, command)),
    ...planShown(pullRequest, files, conventions),
    ...(conventions.labels ?? []).map((prefix) => oneLabel(pullRequest, prefix)),
    ...(conventions.tests === true ? [testsNamed(body)] : []),
    ...(conventions.files === true ? namedFiles([...(issue ? [issue] : []), body], files) : []),
    ...(conventions.dependencies === true ? dependenciesMet(`${issue ?? ''}\n${body}`, issueStates) : []),
  ];
}

function branchName({ branch }: PullRequest, { branch: pattern }: ReviewConventions): Kept[] {
  if (pattern === undefined) return [];
  return [
    matchBranch(pattern, branch)
      ? { outcome: 'kept', text: `The branch \`${branch}\` is named as agreed` }
      : { outcome: 'broken', text: `The branch \`${branch}\` does not match \`${pattern}\`` },
  ];
}

function closedIssue({ branch, body }: PullRequest, { closesIssue, branch: pattern }: ReviewConventions): Kept[] {
  if (closesIssue !== true) return [];
  const closed = closedIssues(body);
  const named = pattern === undefined ? undefined : matchBranch(pattern, branch)?.issue;
  const [first] = closed;
  if (first === undefined) return [{ outcome: 'broken', text: 'The body closes no issue: write `Closes #N`' }];
  if (named !== undefined && !closed.includes(Number(named))) {
    return [{ outcome: 'broken', text: `The body closes \`#${first}\`, and the branch is for \`#${named}\`` }];
  }
  return [{ outcome: 'kept', text: `The body closes \`#${named ?? first}\`` }];
}

function bodySection({ body }: PullRequest, name: string): Kept {
  const text = sectionsOf(body).get(name.toLowerCase());
  if (text === undefined) return { outcome: 'broken', text: `The body has no section \`${name}\`` };
  return text.trim() === ''
    ? { outcome: 'broken', text: `The section \`${name}\` is empty` }
    : { outcome: 'kept', text: `The body has a section \`${name}\`` };
}

function commandRun({ body }: PullRequest, command: string): Kept {
  const lines = writtenText(body).split('\n');
  const mentioned = lines.filter((line) => line.includes(command));
  if (mentioned.length === 0) return { outcome: 'broken', text: `The body does not say that \`${command}\` was run` };
  return mentioned.every((line) => /^\s*[-*] \[ \]/.test(line))
    ? { outcome: 'broken', text: `\`${command}\` is listed and not ticked off` }
    : { outcome: 'kept', text: `The body says that \`${command}\` was run` };
}

function planShown({ body }: PullRequest, files: readonly ChangedFile[], { plan }: ReviewConventions): Kept[] {
  const isTerraform = files.some(({ path }) => /\.(?:tf|tofu|tfvars)(?:\.json)?$/.test(path));
  if (plan !== true || !isTerraform) return [];
  const output = readPlanOutput(body);
  if (!output) {
    return [{ outcome: 'broken', text: 'Terraform files change, and the body shows no output of a plan' }];
  }
  const { add, change, destroy, resources } = output;
  const shown = `The plan shows ${add} to add, ${change} to change, ${destroy} to destroy`;
  const lost = resources.filter(({ action }) => action === 'destroyed' || action === 'replaced');
  if (destroy > 0) {
    const named = lost.map(({ address }) => `\`${address}\``).join(', ');
    return [{ outcome: 'broken', isBlocker: true, text: `${shown}${named === '' ? '' : `: ${named} would be lost`}` }];
  }
  const unexplained = resources.filter(
    ({ action, address }) => action === 'updated in-place' && !isExplained(address, files, body),
  );
  const unforeseen = resources.filter(
    ({ action, address }) => action === 'created' && !isExplained(address, files, body),
  );
  const [surprise] = [...unexplained, ...unforeseen];
  if (surprise?.action === 'created') {
    return [
      {
        outcome: 'broken',
        text: `${shown}: \`${surprise.address}\` is created, and nothing in the diff or the body says why`,
      },
    ];
  }
  const missing = resources.length === 0 ? [] : addedResources(files).filter((name) => !isPlanned(name, resources));
  if (missing[0] !== undefined) {
    return [{ outcome: 'broken', text: `${shown}, and \`${missing[0]}\`, which the diff adds, is not in it` }];
  }
  if (surprise) {
    return [
      {
        outcome: 'broken',
        text: `${shown}: \`${surprise.address}\` changes, and nothing in the diff or the body says why`,
      },
    ];
  }
  return [{ outcome: 'kept', text: shown }];
}

/** The resources whose blocks begin in the diff and not before it. */
function addedResources(files: readonly ChangedFile[]): readonly string[] {
  const begins = (kind: 'added' | 'deleted') =>
    files
      .flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines))
      .filter((line) => line.kind === kind)
      .flatMap(({ text }) => {
        const { type, name } = /^\s*resource\s+"(?<type>[\w-]+)"\s+"(?<name>[\w-]+)"/.exec(text)?.groups ?? {};
        return type === undefined ? [] : [`${type}.${name}`];
      });
  const before = new Set(begins('deleted'));
  return begins('added').filter((name) => !before.has(name));
}

/** In a module an address begins with the module's, and instances end with a key. */
function isPlanned(name: string, resources: readonly { readonly address: string }[]): boolean {
  return resources.some(({ address }) => {
    const bare = address.replace(/\[[^\]]*\]/g, '');
    return bare === name || bare.endsWith(`.${name}`);
  });
}

/** A resource is expected to change where the diff touches its block or its name, or the prose of the body names it. */
function isExplained(address: string, files: readonly ChangedFile[], body: string): boolean {
  const name =
    address
      .replace(/\[.*?\]/g, '')
      .split('.')
      .at(-1) ?? address;
  const isNamed = (text: string) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text);
  const prose = writtenText(body).replace(/```[\s\S]*?(?:```|$)/g, '');
  const shown = files.flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines));
  return isNamed(prose) || shown.some(({ text }) => isNamed(text));
}

function oneLabel({ labels }: PullRequest, prefix: string): Kept {
  const own = labels.filter((label) => label.startsWith(prefix));
  const [only] = own;
  if (only !== undefined && own.length === 1) return { outcome: 'kept', text: `It is labelled \`${only}\`` };
  const found = own.length === 0 ? 'no label' : `${own.length} labels`;
  return { outcome: 'broken', text: `It has ${found} \`${prefix}…\`, and should have one` };
}
