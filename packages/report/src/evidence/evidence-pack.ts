import { disasterTexts } from '@backlint/model/posture/disaster';
import { citation } from '@backlint/source/position';
import { caveats } from '../caveats.ts';
import { conventions } from '../conventions.ts';
import { unreadOf } from '../diagnostic-severity.ts';
import type { Entry, Place, Row, Waiver } from '../html/rows.ts';
import { rowsOf } from '../html/rows.ts';
import type { Survey } from '../html/survey.ts';
import { type PostureSummary, postureSummary } from '../posture/posture-summary.ts';
import type { Report } from '../report.ts';
import { type Aspect, aspects, type Control, controls } from './controls.ts';
import { type FileHash, fileHashes } from './file-hashes.ts';

/** What the files show an auditor, as plain data. */
export interface EvidencePack {
  readonly schema: 'backlint.evidence/1';
  /** The moment it was made, in ISO 8601 and UTC. */
  readonly date: string;
  readonly tool: { readonly name: 'backlint'; readonly version: string };
  /** The commit of the files and whether they were as committed; null outside of git. */
  readonly commit: { readonly id: string; readonly isClean: boolean } | null;
  readonly limits: string;
  /** What was not read or not judged, in sentences; all was where there are none. */
  readonly notRead: readonly string[];
  readonly seen: Report['seen'];
  /** The files that anything here points at, with the SHA-256 of their texts in UTF-8. */
  readonly files: readonly FileHash[];
  readonly controls: readonly Control[];
  readonly aspects: readonly Pick<Aspect, 'id' | 'name'>[];
  readonly databases: readonly DatabaseEvidence[];
}

/** What the files show of one database. */
export interface DatabaseEvidence {
  /** Null for what concerns no single database. */
  readonly address: string | null;
  readonly title: string;
  readonly aspects: readonly AspectEvidence[];
  /** What disasters would leave; null for what holds no data of its own. */
  readonly posture: Omit<PostureSummary, 'address' | 'title'> | null;
}

/** How one thing that is asked for stands: a gap outweighs a question, a question a waiver, a waiver what is shown. */
export interface AspectEvidence {
  readonly aspect: Aspect['id'];
  readonly status: 'shown' | 'gap' | 'undecided' | 'waived' | 'silent';
  readonly shown: readonly Statement[];
  readonly gaps: readonly Statement[];
  readonly undecided: readonly Statement[];
  readonly waived: readonly (Statement & { readonly waiver: Waiver | null })[];
}

/** One sentence, the rule it comes from (none where it follows from the posture), and the places that show it. */
export interface Statement {
  readonly rule: string | null;
  readonly message: string;
  readonly places: readonly Place[];
}

/** What a pack is made of besides a report. */
export interface EvidenceContext {
  readonly version: string;
  readonly survey: Survey;
  readonly commit: EvidencePack['commit'];
}

const limits =
  'This says what files declare and what follows from that. Whether backups ran, and whether a restore would work, only the systems themselves can show.';

/** What a report and a survey show an auditor. Notes are advice and count neither way. */
export function evidencePack(report: Report, { version, survey, commit }: EvidenceContext): EvidencePack {
  return {
    schema: 'backlint.evidence/1',
    date: survey.now.toISOString(),
    tool: { name: 'backlint', version },
    commit,
    limits,
    notRead: [
      ...unreadOf(report.diagnostics).map(({ message, at }) => `${citation(at)}: ${message}`),
      ...caveats(report),
    ],
    seen: report.seen,
    files: fileHashes(report, survey),
    controls,
    aspects: aspects.map(({ id, name }) => ({ id, name })),
    databases: rowsOf(report, survey).map(databaseEvidence),
  };
}

function databaseEvidence(row: Row): DatabaseEvidence {
  const summary = row.posture && postureSummary(row.posture);
  const posture = summary
    ? { survivals: summary.survivals, verifiedBy: summary.verifiedBy, count: summary.count }
    : null;
  return {
    address: row.address ?? null,
    title: row.title,
    aspects: aspects.map((aspect) => aspectEvidence(aspect, row, summary)),
    posture,
  };
}

function aspectEvidence(aspect: Aspect, { cells }: Row, posture: PostureSummary | undefined): AspectEvidence {
  const entries = cells.filter((_, index) => aspect.conventions.includes(conventions[index]?.name ?? '')).flat();
  const survivals = (posture?.survivals ?? []).filter(({ disaster }) => aspect.disasters.includes(disaster));
  const by = (...outcomes: readonly Entry['outcome'][]) =>
    entries.filter(({ outcome }) => outcomes.includes(outcome)).map(statementOf);
  const fate = (outcome: (typeof survivals)[number]['outcome']) =>
    survivals
      .filter((survival) => survival.outcome === outcome)
      .map(({ disaster, why, evidence }) => ({
        rule: null,
        message: `${fateTexts[outcome]} this: ${disasterTexts[disaster]}; ${why}`,
        places: evidence.map(({ location }) => ({ path: location.path, line: location.start.line })),
      }));
  const parts = {
    shown: [...by('upheld'), ...fate('survives')],
    gaps: [...by('error', 'warning'), ...fate('lost')],
    undecided: [...by('undecided'), ...fate('unknown')],
    waived: entries
      .filter(({ outcome }) => outcome === 'waived')
      .map((entry) => ({ ...statementOf(entry), waiver: entry.waiver ?? null })),
  };
  return { aspect: aspect.id, status: statusOf(parts), ...parts };
}

const fateTexts = { survives: 'Survives', lost: 'Does not survive', unknown: 'May not survive' };

function statementOf({ rule, message, places }: Entry): Statement {
  return { rule, message, places };
}

function statusOf({
  shown,
  gaps,
  undecided,
  waived,
}: Omit<AspectEvidence, 'aspect' | 'status'>): AspectEvidence['status'] {
  if (gaps.length > 0) return 'gap';
  if (undecided.length > 0) return 'undecided';
  if (waived.length > 0) return 'waived';
  return shown.length > 0 ? 'shown' : 'silent';
}
