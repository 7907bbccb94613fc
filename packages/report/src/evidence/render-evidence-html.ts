import { disasterNames } from '@backlint/model/posture/disaster';
import { pageStyle } from '../html/page-style.ts';
import { lossText } from '../posture/loss-text.ts';
import { verifiedText } from '../posture/verified-text.ts';
import { xmlText } from '../xml-text.ts';
import type { Aspect, Control } from './controls.ts';
import type { AspectEvidence, DatabaseEvidence, EvidencePack, Statement } from './evidence-pack.ts';

/** The pack as one page to read and to print: what each control asks, how each database stands, and what shows it. */
export function renderEvidenceHtml(pack: EvidencePack): string {
  const { date, tool, commit, limits, notRead, seen, files, controls, databases } = pack;
  const unread = notRead.map((sentence) => `<li>${xmlText(sentence)}</li>`);
  const day = xmlText(date.slice(0, 10));
  const from = commit
    ? `commit <code>${xmlText(commit.id)}</code>${commit.isClean ? '' : ', with changes that are not committed'}`
    : 'files outside of git';
  const hashes = files.map(({ path, sha256 }) => `<tr><td>${xmlText(path)}</td><td><code>${sha256}</code></td></tr>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>Evidence on backups, ${day}</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>Evidence on backups</h1>
<p class="lead">As of ${xmlText(date)}, from ${from}, by ${tool.name} ${xmlText(tool.version)}: ${seen.databases} databases in ${seen.files} files.</p>
<p>${limits}</p>
${unread.length === 0 ? '<p>All files were read, and all of them judged.</p>' : `<ul>${unread.join('')}</ul>`}
</header>
<main>
${controls.map((control) => controlSection(control, pack)).join('\n')}
<section id="survival"><h2>What survives what</h2>${survivalTable(databases)}</section>
<section id="details"><h2>Database by database</h2>${databases.map((database) => details(database, pack)).join('\n')}</section>
<section id="files"><h2>The files, and their hashes</h2><div class="scroll"><table><thead><tr><th scope="col">File</th><th scope="col">SHA-256</th></tr></thead><tbody>${hashes.join('\n')}</tbody></table></div></section>
</main>
</body>
</html>
`;
}

const statusTexts: Readonly<Record<AspectEvidence['status'], { readonly text: string; readonly kind: string }>> = {
  shown: { text: 'shown', kind: 'upheld' },
  gap: { text: 'gap', kind: 'error' },
  undecided: { text: 'undecided', kind: 'undecided' },
  waived: { text: 'waived', kind: 'waived' },
  silent: { text: 'nothing said', kind: 'silent' },
};

function controlSection({ id, name, asks, aspects: wanted }: Control, { aspects, databases }: EvidencePack): string {
  const columns = aspects.filter((aspect) => wanted.includes(aspect.id));
  const rows = databases.map((database) => {
    const cells = columns.map((aspect) => {
      const status = database.aspects.find((one) => one.aspect === aspect.id)?.status ?? 'silent';
      return `<td class="${statusTexts[status].kind}">${statusTexts[status].text}</td>`;
    });
    return `<tr><th scope="row">${xmlText(database.title)}</th>${cells.join('')}</tr>`;
  });
  const head = columns.map((aspect) => `<th scope="col">${aspect.name}</th>`).join('');
  return `<section><h2>${id}: ${name}</h2><p class="lead">${asks}</p><div class="scroll"><table><thead><tr><th scope="col">Database</th>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div></section>`;
}

function survivalTable(databases: readonly DatabaseEvidence[]): string {
  const rows = databases.flatMap(({ title, posture }) => {
    if (!posture) return [];
    const cells = posture.survivals.map((survival) => `<td class="${survival.outcome}">${lossText(survival)}</td>`);
    return [
      `<tr><th scope="row">${xmlText(title)}</th>${cells.join('')}<td>${xmlText(verifiedText(posture))}</td></tr>`,
    ];
  });
  const [first] = databases.flatMap(({ posture }) => posture ?? []);
  const head = (first?.survivals ?? []).map(({ disaster }) => `<th scope="col">${disasterNames[disaster]}</th>`);
  return `<p class="lead">What is lost at most.</p><div class="scroll"><table><thead><tr><th scope="col">Database</th>${head.join('')}<th scope="col">Verified</th></tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
}

function details({ title, aspects: own }: DatabaseEvidence, { aspects }: EvidencePack): string {
  const nameOf = (id: Aspect['id']) => aspects.find((aspect) => aspect.id === id)?.name ?? id;
  const parts = own
    .filter(({ status }) => status !== 'silent')
    .map(({ aspect, shown, gaps, undecided, waived }) => {
      const items = [
        ...gaps.map((one) => statement('gap', 'error', one)),
        ...undecided.map((one) => statement('undecided', 'undecided', one)),
        ...waived.map((one) => statement('waived', 'waived', one, waiverText(one))),
        ...shown.map((one) => statement('shown', 'upheld', one)),
      ];
      return `<h4>${nameOf(aspect)}</h4><ul>\n${items.join('\n')}\n</ul>`;
    });
  return `<article><h3>${xmlText(title)}</h3>${parts.join('')}</article>`;
}

function statement(word: string, kind: string, { rule, message, places }: Statement, more = ''): string {
  const where = places.map(({ path, line }) => `${path}:${line}`).join(', ');
  const about = [...(rule === null ? [] : [rule]), ...(where === '' ? [] : [where])].join(' · ');
  return `<li><span class="tag ${kind}">${word}</span> ${xmlText(message)}${more} <span class="about">${xmlText(about)}</span></li>`;
}

function waiverText({ waiver }: AspectEvidence['waived'][number]): string {
  if (!waiver) return '';
  const who = waiver.approver === null ? 'by nobody named' : `by ${xmlText(waiver.approver)}`;
  const until = waiver.until === null ? 'for ever' : `until ${xmlText(waiver.until)}`;
  return ` (${xmlText(waiver.reason)}; ${who}, ${until})`;
}
