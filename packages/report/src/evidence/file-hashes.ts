import type { SourceFile } from '@backlint/source/source-file';
import { compareText } from '@backlint/source/source-tree';
import type { Survey } from '../html/survey.ts';
import { evidenceOf } from '../posture/posture-summary.ts';
import type { Report } from '../report.ts';
import { hexSha256 } from '../stable-hash.ts';

/** A file, and what tells whether another one is the same. */
export interface FileHash {
  readonly path: string;
  readonly sha256: string;
}

/** The files that a report or a survey points at, in the order of their paths. */
export function fileHashes(report: Report, { postures }: Survey): readonly FileHash[] {
  const judged = [
    ...report.findings,
    ...report.upheld,
    ...report.undecided,
    ...report.ignored.map(({ finding }) => finding),
  ];
  const files: readonly SourceFile[] = [
    ...judged.flatMap((one) => [
      one.at.range.file,
      ...('evidence' in one ? (one.evidence ?? []).map(({ at }) => at.range.file) : []),
    ]),
    ...report.ignored.map(({ at }) => at.range.file),
    ...postures.flatMap(({ survivals }) => survivals.flatMap(evidenceOf)).map(({ at }) => at.range.file),
  ];
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return [...texts]
    .map(([path, text]) => ({ path, sha256: hexSha256(text) }))
    .sort((left, right) => compareText(left.path, right.path));
}
