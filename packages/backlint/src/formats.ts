import type { Rule } from '@backlint/lint/rule';
import type { ForgeLink } from '@backlint/report/html/forge-link';
import type { Survey } from '@backlint/report/html/survey';
import type { Report } from '@backlint/report/report';
import type { RuleDescription } from '@backlint/report/rule-description';

/** What formats need to know besides the report. */
export interface FormatContext {
  readonly color: boolean;
  readonly width: number;
  readonly pathPrefix: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly version: string;
  readonly rules: readonly Rule[];
  /** What is told besides the findings, for who tells it. */
  survey(): Promise<Survey>;
  /** Where the files can be read on the web; undefined where that is not known. */
  link(): Promise<ForgeLink | undefined>;
}

type Render = (report: Report, context: FormatContext) => Promise<string>;

/** Every format by its name. Each is loaded when it is asked for. */
export const formats: Readonly<Record<string, Render>> = {
  async pretty(report, context) {
    const { renderPretty } = await import('@backlint/report/pretty/render-pretty');
    return renderPretty(report, context);
  },
  async compact(report, context) {
    const { renderCompact } = await import('@backlint/report/compact/render-compact');
    return renderCompact(report, context);
  },
  async json(report) {
    const { renderJson } = await import('@backlint/report/json/render-json');
    return renderJson(report);
  },
  async markdown(report) {
    const { renderMarkdown } = await import('@backlint/report/markdown/render-markdown');
    return renderMarkdown(report);
  },
  async html(report, { version, survey, link }) {
    const { renderHtml } = await import('@backlint/report/html/render-html');
    return renderHtml(report, { version, survey: await survey(), link: await link() });
  },
  async sarif(report, { version, rules }) {
    const { renderSarif } = await import('@backlint/report/sarif/render-sarif');
    return renderSarif(report, { version, rules: await describe(rules) });
  },
  async junit(report) {
    const { renderJunit } = await import('@backlint/report/junit/render-junit');
    return renderJunit(report);
  },
  github: annotations,
  forgejo: annotations,
  async gitlab(report) {
    const { renderGitlab } = await import('@backlint/report/gitlab/render-gitlab');
    return renderGitlab(report);
  },
  async rdjson(report) {
    const { renderRdjson } = await import('@backlint/report/rdjson/render-rdjson');
    return renderRdjson(report);
  },
};

async function annotations(report: Report): Promise<string> {
  const { renderAnnotations } = await import('@backlint/report/annotations/render-annotations');
  return renderAnnotations(report);
}

async function describe(rules: readonly Rule[]): Promise<readonly RuleDescription[]> {
  const { rulePage } = await import('./rule-page.ts');
  return rules.map(({ id, summary, severity }) => ({ id, summary, severity, help: rulePage(id) ?? summary }));
}

/** A format, and the file to write it to if it is not meant for standard output. */
export interface FormatChoice {
  readonly name: string;
  readonly file?: string;
}

/** Reads `FORMAT` or `FORMAT=FILE`; undefined where there is no such format. */
export function parseFormat(text: string, names: readonly string[] = Object.keys(formats)): FormatChoice | undefined {
  const [name = '', ...file] = text.split('=');
  if (!names.includes(name)) return undefined;
  return file.length === 0 ? { name } : { name, file: file.join('=') };
}
