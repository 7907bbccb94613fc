import { unreadOf } from './diagnostic-severity.ts';
import { plural } from './plural.ts';
import type { Report } from './report.ts';

/** What the report cannot know, in sentences: nobody should take silence for approval. */
export function caveats(report: Report): readonly string[] {
  const unread = unreadOf(report.diagnostics);
  const files = new Set(unread.map(({ at }) => at.file.path)).size;
  const templates = new Set(
    report.diagnostics.filter(({ code }) => code === 'yaml-template').map(({ at }) => at.file.path),
  ).size;
  const { fragments, failures, undecided, unknown } = report;
  return [
    ...failures.map(({ rule }) => `The rule ${rule} failed, so what it would have found is missing.`),
    ...(files > 0 ? [`${plural(files, 'file')} could not be read in full, so this is not the whole picture.`] : []),
    ...(undecided.length > 0 ? ['What is undecided depends on values that are not in these files.'] : []),
    ...(templates > 0
      ? [
          `${plural(templates, 'file is a template', 'files are templates')}: what ${templates === 1 ? 'it makes' : 'they make'} was not judged.`,
        ]
      : []),
    ...(unknown.length > 0 ? [unknownText(unknown)] : []),
    ...(fragments > 0
      ? [
          `${plural(fragments, 'piece of a cluster was', 'pieces of clusters were')} not judged: a patch or a test means nothing alone.`,
        ]
      : []),
  ];
}

/** Names the first few; the JSON report has them all. */
function unknownText(unknown: Report['unknown']): string {
  const distinct = [...new Set(unknown.map(({ what }) => what))];
  const names = distinct.slice(0, 3);
  const others = distinct.length - names.length;
  const list = [...names, ...(others > 0 ? [plural(others, 'other')] : [])].join(', ');
  return `Not known from the files, and not judged: ${list}.`;
}
