import type { Finding } from '@backlint/lint/finding';
import { startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import { caveats } from '../caveats.ts';
import { unreadOf } from '../diagnostic-severity.ts';
import { fullStop } from '../full-stop.ts';
import { relatedPlaces } from '../place.ts';
import type { Report } from '../report.ts';
import { ruleUrl } from '../rule-url.ts';
import { xmlText } from '../xml-text.ts';
import { type ForgeLink, linkTo } from './forge-link.ts';
import { excerptOf } from './rows.ts';

/** A page with more findings than this shows their lines in the cells of the matrix alone. */
const maximumExcerpts = 500;

/** What was found, each with its lines and what to do about it. */
export function findingsList({ findings, diagnostics }: Report, link: ForgeLink | undefined): string {
  const hasExcerpts = findings.length <= maximumExcerpts;
  const items = findings
    .toSorted(byGravity)
    .map(({ severity, rule, message, at, isSecret, evidence, remedy, fix, about }) => {
      const todo = remedy ?? fix?.title;
      const excerpt = hasExcerpts ? excerptOf(at.range, relatedPlaces(at, evidence).slice(0, 6), isSecret) : '';
      return `<li data-severity="${severity}"><h3><span class="tag ${severity}">${severity}</span> ${xmlText(message)}</h3><p class="about"><a href="${xmlText(ruleUrl(rule))}">${xmlText(rule)}</a> · ${xmlText(about.title)} · ${place(at.range, link)}</p>${todo === undefined ? '' : `<p>${xmlText(fullStop(todo))}</p>`}${preformatted(excerpt)}</li>`;
    });
  const unread = unreadOf(diagnostics).map(
    ({ code, message, at }) =>
      `<li data-severity="error"><h3><span class="tag error">error</span> ${xmlText(message)}</h3><p class="about">${xmlText(code)} · ${place(at, link)}</p></li>`,
  );
  return list([...items, ...unread], 'Nothing was found.', 'findings');
}

/** The gravest first; within a severity they stay in reading order. */
function byGravity(left: Finding, right: Finding): number {
  const grades = ['error', 'warning', 'note'];
  return grades.indexOf(left.severity) - grades.indexOf(right.severity);
}

/** What the files do not decide. */
export function undecidedList({ undecided }: Report, link: ForgeLink | undefined): string {
  const items = undecided.map(
    ({ rule, about, why, at }) =>
      `<li><strong>${xmlText(about.title)}</strong>: ${xmlText(why)} <span class="about">${xmlText(rule)} · ${place(at.range, link)}</span></li>`,
  );
  return list(items, 'Nothing is undecided.');
}

/** What somebody decided to live with, and until when. */
export function waiversTable({ ignored }: Report, link: ForgeLink | undefined): string {
  if (ignored.length === 0) return '<p>Nothing is waived.</p>';
  const rows = ignored.map(({ finding, reason, at, until, approver }) => {
    const cells = [
      `${xmlText(finding.message)} <span class="about">${xmlText(finding.rule)}</span>`,
      xmlText(reason),
      approver === undefined ? 'not written' : xmlText(approver),
      until === undefined ? 'for ever' : xmlText(until),
      place(at.range, link),
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const head = ['What', 'Why', 'By whom', 'Until', 'Where'].map((name) => `<th scope="col">${name}</th>`).join('');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

/** What the report cannot know. */
export function caveatsList(report: Report): string {
  const unknown = report.unknown.map(({ what, why }) => `<li>${xmlText(what)}: ${xmlText(why)}</li>`);
  return list(
    [...caveats(report).map((sentence) => `<li>${xmlText(sentence)}</li>`), ...unknown],
    'Everything was read.',
  );
}

function preformatted(text: string): string {
  return text === ''
    ? ''
    : `<pre>${text
        .split('\n')
        .map((line) => xmlText(line))
        .join('\n')}</pre>`;
}

function list(items: readonly string[], nothing: string, id?: string): string {
  if (items.length === 0) return `<p>${nothing}</p>`;
  return `<ul${id === undefined ? '' : ` class="${id}"`}>\n${items.join('\n')}\n</ul>`;
}

function place(range: Range, link: ForgeLink | undefined): string {
  const { path } = range.file;
  const { line } = startPosition(range);
  const text = `${xmlText(path)}:${line}`;
  return link === undefined ? text : `<a href="${xmlText(linkTo(link, path, line))}">${text}</a>`;
}
