import { scaffoldKindNames } from 'backlint/scaffold/scaffold-kind';

/** What can be asked of the bot; every line begins with what no other bot takes for a command. */
export const helpText = [
  'Write one of these as the first line of a new comment; comments that were edited are left alone.',
  '',
  '- `/backlint recheck`: look again.',
  '- `/backlint explain RULE`: what a rule catches, why, and when to ignore it.',
  '- `/backlint waive RULE until=2026-12-31 reason="Why that is fine until then"`: live with the findings that the rule has now.',
  '- `/backlint unwaive RULE`: take that back.',
  '- `/backlint fix`: a patch with the fixes that are safe.',
  `- \`/backlint scaffold KIND CLUSTER\`: manifests that fit a cluster; kinds are ${scaffoldKindNames.join(', ')}. With \`as=terraform\` in HCL.`,
].join('\n');
