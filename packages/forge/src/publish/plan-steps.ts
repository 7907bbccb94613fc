import type { Abilities, OwnIssue } from '../forge.ts';
import { readMarker, withMarker } from '../markers.ts';
import type { Posted, PostedNote, PostedReview } from '../posted.ts';
import type { PullRequestState } from '../pull-request-state.ts';
import type { NewIssue, NoteDraft, ReviewDraft, Verdict } from '../writing.ts';
import { fixedText, noteText } from './note-text.ts';
import type { Publication, Refusal } from './publication.ts';

/** What stands on a pull request now. */
export interface Standing {
  readonly pullRequest: PullRequestState;
  readonly posted: Posted;
  readonly verdict: Verdict | undefined;
  /** The issues that we have opened. */
  readonly issues: readonly OwnIssue[];
}

/** What was learnt while a publication was carried out. */
export interface Learnt {
  /** Ids of steps that succeeded: what a list does not show yet is not written twice. */
  readonly done: ReadonlySet<string>;
  readonly refused: ReadonlySet<Refusal['what']>;
  /** Whether some note is outside the diff, so that each is sent by itself. */
  readonly oneByOne: boolean;
  /** Keys of notes that the forge does not take where they would be. */
  readonly unplaceable: ReadonlySet<string>;
}

/** One writing request, or two where a forge needs them. */
export type Step = { readonly id: string; readonly part: Refusal['what'] } & (
  | { readonly kind: 'discard-pending'; readonly pending: number }
  | { readonly kind: 'create-review'; readonly keys: readonly string[]; readonly draft: ReviewDraft }
  | { readonly kind: 'edit-review'; readonly review: PostedReview; readonly body: string }
  | { readonly kind: 'delete-review'; readonly review: PostedReview }
  | { readonly kind: 'create-notes'; readonly keys: readonly string[]; readonly notes: readonly NoteDraft[] }
  | { readonly kind: 'edit-note'; readonly note: PostedNote; readonly body: string }
  | { readonly kind: 'delete-note'; readonly note: PostedNote }
  | { readonly kind: 'open-issue'; readonly issue: NewIssue }
  | { readonly kind: 'close-issue'; readonly number: number }
  | { readonly kind: 'add-label'; readonly name: string }
  | { readonly kind: 'remove-label'; readonly name: string }
  | { readonly kind: 'write-verdict'; readonly verdict: Verdict }
);

/**
 * What is still to do, in order: none when all stands as asked for. It only ever speaks of what is ours. The verdict comes
 * last, so that nothing is green before people can read why.
 */
export function planSteps(
  publication: Publication,
  standing: Standing,
  abilities: Abilities,
  learnt: Learnt,
): readonly Step[] {
  const { review, notesToPost } = reviewSteps(publication, standing, abilities, learnt);
  const all = [
    ...standing.posted.pending.map(
      (pending): Step => ({ id: `discard ${pending}`, part: 'notes', kind: 'discard-pending', pending }),
    ),
    ...review,
    ...newNoteSteps(notesToPost, learnt),
    ...oldNoteSteps(publication, standing.posted, abilities),
    ...issueSteps(publication, standing),
    ...labelSteps(publication, standing),
    ...verdictSteps(publication, standing),
  ];
  return all.filter(({ id, part }) => !learnt.done.has(id) && !learnt.refused.has(part));
}

interface KeyedNote {
  readonly key: string;
  readonly draft: NoteDraft;
}

function reviewSteps(publication: Publication, { posted }: Standing, abilities: Abilities, learnt: Learnt) {
  const body = withMarker({ kind: 'review', word: publication.stamp }, publication.body);
  const [first, ...others] = posted.reviews;
  // Notes are nothing without the review that they belong to.
  const isBarred = posted.hasForeignPending || learnt.refused.has('review');
  const notes = isBarred ? [] : missingNotes(publication, posted, abilities, learnt);
  if (!first && !publication.isNews) return { review: [], notesToPost: [] };
  if (!first && !learnt.done.has('create-review')) {
    const together = abilities.notesWithReview && !learnt.oneByOne && !learnt.refused.has('notes') ? notes : [];
    const draft = { commit: publication.headCommit, body, notes: together.map((one) => one.draft) };
    const keys = together.map(({ key }) => key);
    const step: Step = { id: 'create-review', part: 'review', kind: 'create-review', keys, draft };
    return { review: [step], notesToPost: notes.slice(together.length) };
  }
  const edits: readonly Step[] =
    first && !isSameText(first.body, body)
      ? [{ id: 'edit-review', part: 'review', kind: 'edit-review', review: first, body }]
      : [];
  const removals = others.map(
    (review): Step => ({ id: `delete-review ${review.id}`, part: 'review', kind: 'delete-review', review }),
  );
  return { review: [...edits, ...removals], notesToPost: notes };
}

/** Notes that are posted nowhere, and those whose place is gone, unless people talk there. */
function missingNotes(
  publication: Publication,
  posted: Posted,
  abilities: Abilities,
  { done, unplaceable }: Learnt,
): readonly KeyedNote[] {
  const there = new Set(posted.notes.filter((one) => !one.isOutdated || one.hasReplies).map(({ key }) => key));
  const firsts = [...new Map(publication.notes.toReversed().map((note) => [note.key, note])).values()].reverse();
  return firsts
    .filter(({ key }) => !there.has(key) && !unplaceable.has(key) && !done.has(`note ${key}`))
    .map((note) => {
      const { key, path, line } = note;
      const startLine = abilities.multipleLines ? note.startLine : line;
      return { key, draft: { path, startLine, line, body: noteText(note, abilities) } };
    });
}

function newNoteSteps(notes: readonly KeyedNote[], { oneByOne }: Learnt): readonly Step[] {
  if (notes.length === 0) return [];
  const groups = oneByOne ? notes.map((note) => [note]) : [notes];
  return groups.map((group): Step => {
    const keys = group.map(({ key }) => key);
    const drafts = group.map(({ draft }) => draft);
    return { id: `notes ${keys.join()}`, part: 'notes', kind: 'create-notes', keys, notes: drafts };
  });
}

function oldNoteSteps(publication: Publication, posted: Posted, abilities: Abilities): readonly Step[] {
  const wanted = new Map(publication.notes.map((note) => [note.key, noteText(note, abilities)]));
  const seen = new Set<string>();
  const inOrder = [...posted.notes].sort(
    (left, right) => Number(right.hasReplies) - Number(left.hasReplies) || left.id - right.id,
  );
  return inOrder.flatMap((note): readonly Step[] => {
    const body = wanted.get(note.key);
    const isKept = body !== undefined && !seen.has(note.key) && (!note.isOutdated || note.hasReplies);
    if (isKept) seen.add(note.key);
    if (!isKept && !note.hasReplies) {
      return [{ id: `delete-note ${note.id}`, part: 'notes', kind: 'delete-note', note }];
    }
    const text = isKept ? body : body === undefined ? fixedText(note) : note.body;
    if (isSameText(note.body, text)) return [];
    return [{ id: `edit-note ${note.id}`, part: 'notes', kind: 'edit-note', note, body: text }];
  });
}

function issueSteps({ followUps }: Publication, { issues }: Standing): readonly Step[] {
  return followUps.flatMap(({ key, title, body, labels }): readonly Step[] => {
    const [first, ...others] = issues
      .filter((one) => readMarker(one.body)?.word === key)
      .sort((left, right) => left.number - right.number);
    if (!first) {
      const issue = { title, body: withMarker({ kind: 'issue', word: key }, body), labels };
      return [{ id: `issue ${key}`, part: 'follow-ups', kind: 'open-issue', issue }];
    }
    // Reviews of two pull requests have met.
    return others
      .filter(({ state }) => state === 'open')
      .map(({ number }) => ({ id: `close-issue ${number}`, part: 'follow-ups', kind: 'close-issue', number }));
  });
}

function labelSteps({ labels }: Publication, { pullRequest }: Standing): readonly Step[] {
  if (!labels) return [];
  const has = (names: readonly string[], name: string) => names.some((one) => one.toLowerCase() === name.toLowerCase());
  return [
    ...labels.wanted
      .filter((name) => !has(pullRequest.labels, name))
      .map((name): Step => ({ id: `add-label ${name}`, part: 'labels', kind: 'add-label', name })),
    ...labels.known
      .filter(({ name }) => has(pullRequest.labels, name) && !has(labels.wanted, name))
      .map(({ name }): Step => ({ id: `remove-label ${name}`, part: 'labels', kind: 'remove-label', name })),
  ];
}

/** Forges cut longer descriptions, and what was cut would look like another verdict. */
const mostTitle = 140;

function verdictSteps({ verdict }: Publication, { verdict: posted }: Standing): readonly Step[] {
  if (!verdict) return [];
  const characters = Array.from(verdict.title);
  const title = characters.length > mostTitle ? `${characters.slice(0, mostTitle - 1).join('')}…` : verdict.title;
  const isThere = posted?.state === verdict.state && posted.title === title && posted.url === verdict.url;
  return isThere ? [] : [{ id: 'verdict', part: 'verdict', kind: 'write-verdict', verdict: { ...verdict, title } }];
}

/** Forges may change the ends of lines and of texts. */
function isSameText(left: string, right: string): boolean {
  const plain = (text: string) => text.replaceAll('\r\n', '\n').trim();
  return plain(left) === plain(right);
}
