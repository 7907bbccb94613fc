import type { Part } from '@backlint/model/part';
import type { Posture } from '@backlint/model/posture/posture';
import type { Origin } from '@backlint/source/origin';
import { startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import { conventionOf, conventions } from '../conventions.ts';
import { relatedPlaces } from '../place.ts';
import { codeFrame } from '../pretty/code-frame.ts';
import type { Report } from '../report.ts';
import type { Survey } from './survey.ts';

/** A row of both matrices: a database, or what concerns none of them. */
export interface Row {
  /** Absent for what concerns none. */
  readonly address?: string;
  readonly title: string;
  /** Absent for what holds no data of its own. */
  readonly posture?: Posture;
  /** What rules say of it, a list for each convention in their order. */
  readonly cells: readonly (readonly Entry[])[];
}

/** One thing that a rule says. */
export interface Entry {
  readonly outcome: 'error' | 'warning' | 'note' | 'undecided' | 'waived' | 'upheld';
  readonly rule: string;
  readonly message: string;
  /** Set where somebody decided to live with it. */
  readonly waiver?: Waiver;
  readonly excerpt: string;
  readonly places: readonly Place[];
}

/** A decision to live with something: why, by whom and until when, as far as that is written. */
export interface Waiver {
  readonly reason: string;
  readonly approver: string | null;
  readonly until: string | null;
}

export interface Place {
  readonly path: string;
  readonly line: number;
}

/** The databases with all that is said of them, and last what is said of nothing in particular. */
export function rowsOf(report: Report, { databases, postures, concerned }: Survey): readonly Row[] {
  const rows = new Map(databases.map(({ address }) => [address, conventions.map((): Entry[] => [])]));
  const rest = conventions.map((): Entry[] => []);
  for (const { about, entry } of entriesOf(report)) {
    const column = conventions.findIndex(({ name }) => name === conventionOf(entry.rule));
    const own = [...(concerned.get(about.address) ?? [])].flatMap((address) => {
      const cells = rows.get(address);
      return cells ? [cells] : [];
    });
    for (const cells of own.length > 0 ? own : [rest]) cells[column]?.push(entry);
  }
  const postureOf = new Map(postures.map((posture) => [posture.database.address, posture]));
  const distinct = [...new Map(databases.map((database) => [database.address, database])).values()];
  return [
    ...distinct.map(({ address, title }) => {
      const posture = postureOf.get(address);
      return { address, title, cells: rows.get(address) ?? [], ...(posture ? { posture } : {}) };
    }),
    ...(rest.some((entries) => entries.length > 0) ? [{ title: 'Everything else', cells: rest }] : []),
  ];
}

function entriesOf(report: Report): readonly { readonly about: Part; readonly entry: Entry }[] {
  return [
    ...report.findings.map(({ about, rule, severity, message, at, isSecret, evidence }) => ({
      about,
      entry: { outcome: severity, rule, message, ...placesOf(at, evidence, isSecret) },
    })),
    ...report.ignored.map(({ finding: { about, rule, message, at, isSecret, evidence }, reason, approver, until }) => ({
      about,
      entry: {
        outcome: 'waived' as const,
        rule,
        message,
        waiver: { reason, approver: approver ?? null, until: until ?? null },
        ...placesOf(at, evidence, isSecret),
      },
    })),
    ...report.undecided.map(({ about, rule, why, at }) => ({
      about,
      entry: { outcome: 'undecided' as const, rule, message: why, ...placesOf(at) },
    })),
    ...report.upheld.map(({ about, rule, message, at, evidence }) => ({
      about,
      entry: { outcome: 'upheld' as const, rule, message, ...placesOf(at, evidence) },
    })),
  ];
}

type Evidence = readonly { readonly message: string; readonly at: Origin }[];

/** Places beyond these are left out: nobody reads them. */
const maximumPlaces = 6;

function placesOf(at: Origin, evidence: Evidence = [], isSecret?: true): Pick<Entry, 'excerpt' | 'places'> {
  const related = relatedPlaces(at, evidence).slice(0, maximumPlaces);
  return {
    excerpt: excerptOf(at.range, related, isSecret),
    places: distinctPlaces([at.range, ...related.map(({ range }) => range)]),
  };
}

/** The lines of some places, each with its caption; no secret among them. */
export function excerptOf(
  range: Range,
  related: readonly { readonly message: string; readonly range: Range }[],
  isSecret?: true,
): string {
  const plain = (text: string) => text;
  const marks = related.map((place) => ({ range: place.range, label: place.message }));
  return codeFrame(range, marks, { width: 110, pathPrefix: '', isSecret, main: plain, aside: plain }).join('\n');
}

/** Each line once. */
export function distinctPlaces(ranges: readonly Range[]): readonly Place[] {
  const places = ranges.map((range) => ({ path: range.file.path, line: startPosition(range).line }));
  return [...new Map(places.map((place) => [`${place.line} ${place.path}`, place])).values()];
}
