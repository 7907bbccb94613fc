import { citation } from '@backlint/source/position';
import { caveats } from '../caveats.ts';
import { unreadOf } from '../diagnostic-severity.ts';
import type { DatabaseSummary, ProtectionSummary, Report } from '../report.ts';
import { ruleUrl } from '../rule-url.ts';
import { totalsText } from '../totals.ts';
import { codeSpan } from './code-span.ts';

/** The report as GitHub-flavoured Markdown, for job summaries, tickets and wikis. */
export function renderMarkdown(report: Report): string {
  return [
    '## backlint',
    `**${totalsText(report)}**`,
    caveats(report)
      .map((sentence) => `- ${sentence}`)
      .join('\n'),
    ...findingsTable(report),
    ...undecidedTable(report),
    ...databasesTable(report),
  ]
    .filter((block) => block !== '')
    .map((block) => `${block}\n`)
    .join('\n');
}

function findingsTable({ findings, diagnostics }: Report): string[] {
  const rows = [
    ...findings.map(({ severity, rule, at, message, remedy }) => {
      const todo = remedy === undefined ? '' : `<br>${codeSpan(remedy)}`;
      return [
        severity,
        `[${codeSpan(rule)}](${ruleUrl(rule)})`,
        codeSpan(citation(at.range)),
        `${codeSpan(message)}${todo}`,
      ];
    }),
    ...unreadOf(diagnostics).map(({ code, message, at }) => [
      'error',
      codeSpan(code),
      codeSpan(citation(at)),
      codeSpan(message),
    ]),
  ];
  return table('Findings', ['Severity', 'Rule', 'Place', 'Finding'], rows);
}

function undecidedTable({ undecided }: Report): string[] {
  const rows = undecided.map(({ rule, at, why }) => [codeSpan(rule), codeSpan(citation(at.range)), codeSpan(why)]);
  return table('Undecided', ['Rule', 'Place', 'Why'], rows);
}

function databasesTable({ databases }: Report): string[] {
  const rows = databases.map((database) => [
    codeSpan(nameOf(database)),
    database.role,
    database.protections.map(protectionText).join('<br>') || 'none',
  ]);
  return table('Databases', ['Database', 'Role', 'Protected by'], rows);
}

function table(title: string, headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`### ${title}`, [row(headings), row(headings.map(() => '---')), ...rows.map(row)].join('\n')];
}

function nameOf({ namespace, name, address }: DatabaseSummary): string {
  if (name === null) return address;
  return namespace === null ? name : `${namespace}/${name}`;
}

function protectionText({ method, schedule, suspended, destination, locality, retention }: ProtectionSummary): string {
  const facts = [
    suspended === true ? 'suspended' : undefined,
    schedule === null ? undefined : codeSpan(schedule),
    destination === null ? undefined : codeSpan(destination),
    locality === null ? undefined : locality,
    retention === null ? undefined : `kept ${codeSpan(retention)}`,
  ].filter((fact) => fact !== undefined);
  const title = method === null ? 'a method that is not known' : methodTitles[method];
  return [title, facts.join(', ')].filter((text) => text !== '').join(': ');
}

const methodTitles: Readonly<Record<NonNullable<ProtectionSummary['method']>, string>> = {
  barmanObjectStore: 'base backups',
  plugin: 'base backups by the plugin',
  volumeSnapshot: 'volume snapshots',
  walArchive: 'WAL archive',
  logicalDump: 'logical dumps',
  volumeCopy: 'volume copies',
};
