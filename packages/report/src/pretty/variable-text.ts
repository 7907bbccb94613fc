import type { SourceFile } from '@backlint/source/source-file';
import type { Span } from './secret-ranges.ts';

/** Whether a file sets Terraform variables: which of them are secrets is written elsewhere. */
export function isVariableFile({ path }: SourceFile): boolean {
  return /\.tfvars(?:\.json)?$/.test(path);
}

/** The texts in a line that nobody is asked to look at. */
export function textsBeside(line: string, looks: readonly Span[]): readonly Span[] {
  return Array.from(line.matchAll(/"(?:[^"\\]|\\.)*"?(?![ \t]*[:=])/g), ({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
  })).filter(({ start, end }) => !looks.some((look) => look.start < end && look.end > start));
}
