import { colorsFor } from '@backlint/report/pretty/colors';

const colors = colorsFor(true);

/** The Markdown of our own pages with colours instead of marks: headings, code, emphasis and links. */
export function markdownForTerminal(markdown: string): string {
  let isCode = false;
  return markdown
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('```')) {
        isCode = !isCode;
        return [];
      }
      return [isCode ? codeLine(line) : proseLine(line)];
    })
    .join('\n');
}

/** What a rule says about a line stands in a comment of that line. */
function codeLine(line: string): string {
  const comment = / # (?:finding|upheld|undecided).*$/.exec(line)?.[0] ?? '';
  const code = comment === '' ? line : line.slice(0, -comment.length);
  return code === '' ? '' : `    ${colors.cyan(code)}${comment === '' ? '' : colors.yellow(comment)}`;
}

function proseLine(line: string): string {
  const heading = /^#+ (.+)$/.exec(line)?.[1];
  if (heading !== undefined) return colors.bold(colors.underline(heading));
  return line
    .replace(/`([^`]+)`/g, (_, code: string) => colors.cyan(code))
    .replace(/\*\*([^*]+)\*\*/g, (_, text: string) => colors.bold(text))
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (_, text: string, target: string) => `${text} (${colors.underline(target)})`);
}
