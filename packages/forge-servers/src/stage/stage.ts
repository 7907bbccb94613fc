import type { FaultPlan } from '../faults.ts';

/**
 * A forge with a pull request on it that is set up for a play: people have been there before. Two stages of one kind are
 * alike, so that what two runs leave behind can be compared.
 */
export interface Stage {
  readonly kind: 'github' | 'forgejo' | 'gitea';
  readonly apiUrl: string;
  /** The token of the bot, and its login. */
  readonly token: string;
  readonly login: string;
  readonly at: { readonly owner: string; readonly repository: string; readonly number: number };
  /** The head of the pull request. */
  headCommit(): Promise<string>;
  /** A push of the pull request's author that leaves the files of `secondHead`. */
  push(): Promise<string>;
  /** Somebody answers the bot's note at this line. */
  answer(path: string, line: number, body: string): Promise<void>;
  /** What stands there now, told without ids, times and other things that differ from run to run. */
  snapshot(): Promise<Snapshot>;
  failAs(plan: FaultPlan): void;
  requestCount(): number;
  /** Requests since `failAs`, as `METHOD path`. */
  requests(): readonly string[];
  /** What the forge's description says against requests so far. */
  violations(): readonly string[];
  close(): Promise<void>;
}

/** What people see of a pull request. Lists are sorted. */
export interface Snapshot {
  /** Ordinary comments and the texts of reviews. */
  readonly texts: readonly Said[];
  readonly notes: readonly (Said & { readonly path: string })[];
  readonly labels: readonly string[];
  /** The latest status of each name at each commit. */
  readonly verdicts: readonly string[];
  readonly issues: readonly (Said & { readonly title: string; readonly labels: readonly string[] })[];
  /** Notes that nobody sees, since their review was never submitted. */
  readonly pending: number;
}

/** Words, and whose. */
export interface Said {
  readonly author: string;
  readonly body: string;
}

const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);

function text(change: (line: string, number: number) => readonly string[]): string {
  return `${lines.flatMap((line, index) => change(line, index + 1)).join('\n')}\n`;
}

/** The files of the base branch. */
export const base = { 'cluster.yaml': text((line) => [line]), 'README.md': '# Databases\n' };

/** The files of the head when the pull request is opened: lines 10 to 13 of `cluster.yaml` are changed. */
export const firstHead = {
  ...base,
  'cluster.yaml': text((line, number) => (number >= 10 && number <= 13 ? [`new ${line}`] : [line])),
};

/** The files after the push: a line more above, so that all others move, and line 30 of before is changed too. */
export const secondHead = {
  ...base,
  'cluster.yaml': text((line, number) => {
    if (number === 8) return [line, 'one more'];
    if (number === 30) return ['new line 30'];
    return number >= 10 && number <= 13 ? [`new ${line}`] : [line];
  }),
};

/** What people have said before the bot comes. Some of it looks like ours. */
export const saidBefore = {
  comment: '<!-- backlint:review abc -->\nI can write markers too. @team please look at #1',
  note: 'Why this line?',
  noteAt: { path: 'cluster.yaml', line: 12 },
  label: 'priority:high',
} as const;

/** A snapshot with its lists in order. */
export function sorted(snapshot: Snapshot): Snapshot {
  const byText = <T>(items: readonly T[]) =>
    [...items].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  const { texts, notes, labels, verdicts, issues, pending } = snapshot;
  return {
    texts: byText(texts),
    notes: byText(notes),
    labels: byText(labels),
    verdicts: byText(verdicts),
    issues: byText(issues),
    pending,
  };
}
