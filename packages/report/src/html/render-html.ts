import type { Severity } from '@backlint/lint/rule';
import type { Report } from '../report.ts';
import { base64Sha256 } from '../stable-hash.ts';
import { timelineNotes } from '../timeline/notes.ts';
import { renderTimelineSvg } from '../timeline/render-timeline-svg.ts';
import { totalsText } from '../totals.ts';
import { verdictOf } from '../verdict.ts';
import { xmlText } from '../xml-text.ts';
import type { ForgeLink } from './forge-link.ts';
import { caveatsList, findingsList, undecidedList, waiversTable } from './lists.ts';
import { conventionMatrix, postureMatrix } from './matrices.ts';
import { pageData } from './page-data.ts';
import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';
import { rowsOf } from './rows.ts';
import type { Survey } from './survey.ts';

/** What a page needs besides the report. */
export interface HtmlContext {
  readonly version: string;
  readonly survey: Survey;
  /** Absent where the files are on no forge. */
  readonly link?: ForgeLink | undefined;
}

/**
 * The report as one page that needs nothing but itself. Its policy forbids any request, and every script but the page's own,
 * so that no text from the files can do more than be read.
 */
export function renderHtml(report: Report, { version, survey, link }: HtmlContext): string {
  const rows = rowsOf(report, survey);
  const day = survey.now.toISOString().slice(0, 10);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${base64Sha256(pageScript)}'; base-uri 'none'; form-action 'none'`;
  const part = (id: string, title: string, lead: string, body: string) =>
    `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n<p class="lead">${lead}</p>\n${body}</section>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Backups, ${day}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#survival">To what survives what</a>
<header>
<h1>Backups</h1>
<p class="lead">${xmlText(totalsText(report))}. As of ${day}, by backlint ${xmlText(version)}.</p>
${totals(report)}
</header>
<nav aria-label="Sections"><ul><li><a href="#survival">What survives</a></li><li><a href="#conventions">Conventions</a></li><li><a href="#timeline">Timeline</a></li><li><a href="#found">Findings</a></li><li><a href="#undecided">Undecided</a></li><li><a href="#waivers">Waivers</a></li><li><a href="#unread">Not read</a></li></ul></nav>
<main>
<div class="filter"><label>Databases named <input type="search" id="filter-databases" autocomplete="off"></label> <span class="lead">Choose a cell to see why. Arrow keys move, Enter opens.</span></div>
${part('survival', 'What survives what', 'What is lost at most, where the files are certain of it. A question mark is no promise.', postureMatrix(rows))}
${part('conventions', 'Which conventions are kept', 'Each cell tells the worst of what is said, and opens all of it with the lines that show it.', conventionMatrix(rows))}
${part('timeline', 'When things run', 'In UTC, whatever the zones of the schedules.', timelines(survey))}
${part('found', 'Findings', 'Errors lose data or backups; warnings may; notes are worth knowing.', `${findingsFilter(report)}${findingsList(report, link)}`)}
${part('undecided', 'Undecided', 'The files do not tell; somebody who knows should.', undecidedList(report, link))}
${part('waivers', 'Waivers', 'What somebody decided to live with.', waiversTable(report, link))}
${part('unread', 'Not read', 'Nobody should take silence for approval.', caveatsList(report))}
</main>
<footer>Made by backlint ${xmlText(version)} from the files alone: it asked no cluster, no store and no server.</footer>
<dialog aria-labelledby="detail-title"><form method="dialog"><button>Close</button></form><h2 id="detail-title"></h2><div id="detail"></div></dialog>
<script type="application/json" id="data">${pageData(rows, link)}</script>
<script>${pageScript}</script>
</body>
</html>
`;
}

function totals(report: Report): string {
  const bySeverity = (severity: Severity) => report.findings.filter((one) => one.severity === severity).length;
  const verdicts = { passed: 'passed', failed: 'failed', broken: 'broken', nothing: 'nothing to check' };
  const figures: readonly (readonly [string, string | number, string])[] = [
    ['Verdict', verdicts[verdictOf(report)], verdictOf(report) === 'passed' ? '' : 'error'],
    ['Databases', report.seen.databases, ''],
    ['Errors', bySeverity('error'), bySeverity('error') > 0 ? 'error' : ''],
    ['Warnings', bySeverity('warning'), bySeverity('warning') > 0 ? 'warning' : ''],
    ['Notes', bySeverity('note'), ''],
    ['Undecided', report.undecided.length, report.undecided.length > 0 ? 'undecided' : ''],
    ['Waived', report.ignored.length, ''],
    ['Kept', report.upheld.length, ''],
  ];
  const cells = figures.map(([name, figure, kind]) => `<div><dt>${name}</dt><dd class="${kind}">${figure}</dd></div>`);
  return `<dl class="totals">${cells.join('')}</dl>`;
}

function findingsFilter({ findings }: Report): string {
  if (findings.length === 0) return '';
  const boxes = (['error', 'warning', 'note'] as const).map(
    (severity) => `<label><input type="checkbox" name="${severity}" checked> ${severity}s</label>`,
  );
  return `<form id="filter-findings" class="filter"><label>With the words <input type="search" name="words" autocomplete="off"></label>${boxes.join('')}</form>\n<output id="findings-left" role="status" class="about"></output>\n`;
}

function timelines({ day, week }: Survey): string {
  if (day.lanes.length === 0) return '<p>Nothing here runs by the clock.</p>';
  const notes = timelineNotes(week).map((note) => `<li>${xmlText(note)}</li>`);
  const picture = (title: string, timeline: Survey['day'], isOpen: boolean) =>
    `<details${isOpen ? ' open' : ''}><summary>${title}</summary><div class="picture" tabindex="0" role="region" aria-label="${title}">${renderTimelineSvg(timeline)}</div></details>`;
  return `${picture('24 hours', day, true)}${picture('7 days', week, false)}<ul>${notes.join('\n')}</ul>`;
}
