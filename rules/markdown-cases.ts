/** A Markdown section with code in it: one test, one small repository. */
export interface MarkdownCase {
  readonly title: string;
  /** Text by path; blocks without a path of their own share `case.yaml` or `case.tf`. */
  readonly files: Readonly<Record<string, string>>;
  /** The same before the change, for rules that judge changes: what a `diff` block removes is in it, what it adds is not. */
  readonly before: Readonly<Record<string, string>>;
  readonly expected: readonly Expectation[];
}

/** A comment such as `# finding: text`: the rule must say this, with at least these words, about this line. */
export interface Expectation {
  readonly outcome: 'finding' | 'upheld' | 'undecided';
  readonly severity?: string;
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

const fence = /(?:^`(?<path>[^`\n]+)`:\n+)?^```(?<language>yaml|hcl|diff|sh)\n(?<code>[\s\S]*?)^```$/gm;
const marker = /# (?<outcome>finding|upheld|undecided)(?:\[(?<severity>\w+)\])?(?:: (?<message>.+))?$/;

/** The cases of a rule's README.md or cases.md. */
export function markdownCases(markdown: string): MarkdownCase[] {
  return sectionsOf(markdown).flatMap(({ title, body }) => {
    const [before, files] = [filesOf(body, '-'), filesOf(body, '+')];
    return Object.keys(files).length === 0 ? [] : [{ title, files, before, expected: expectationsOf(files) }];
  });
}

/** Headings inside code blocks are comments, not sections. */
function sectionsOf(markdown: string): { title: string; body: string }[] {
  const sections: { title: string; body: string }[] = [];
  let inFence = false;
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) inFence = !inFence;
    const heading = inFence ? null : /^#+ (.+)$/.exec(line);
    if (heading) sections.push({ title: heading[1] ?? '', body: '' });
    else {
      const section = sections.at(-1);
      if (section) section.body += `${line}\n`;
    }
  }
  return sections;
}

/** The files on one side of the change that the `diff` blocks show; what all other blocks show is on both. */
function filesOf(body: string, side: '-' | '+'): Record<string, string> {
  const files: Record<string, string> = {};
  for (const { groups } of body.matchAll(fence)) {
    const language = groups?.language;
    const path = groups?.path ?? (language === 'hcl' ? 'case.tf' : 'case.yaml');
    const code = language === 'diff' ? sideOf(groups?.code ?? '', side) : (groups?.code ?? '');
    if (code === '') continue;
    const before = files[path];
    files[path] = before === undefined ? code : `${before}${/\.ya?ml$/.test(path) ? '---\n' : '\n'}${code}`;
  }
  return files;
}

/** A line of a `diff` block begins with `-` where it is removed, with `+` where it is added, and else with a blank. */
function sideOf(diff: string, side: '-' | '+'): string {
  const lines = diff.split('\n').slice(0, -1);
  return lines
    .flatMap((line) => (line === '' || ` ${side}`.includes(line.charAt(0)) ? [`${line.slice(1)}\n`] : []))
    .join('');
}

function expectationsOf(files: Readonly<Record<string, string>>): Expectation[] {
  return Object.entries(files).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index): Expectation[] => {
      const { outcome, severity, message } = marker.exec(line)?.groups ?? {};
      if (outcome !== 'finding' && outcome !== 'upheld' && outcome !== 'undecided') return [];
      return [{ outcome, path, line: index + 1, message: message ?? '', ...(severity ? { severity } : {}) }];
    }),
  );
}
