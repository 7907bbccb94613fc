import { readFileSync } from 'node:fs';

/** Where the pages are beside the bundle, and where they are in the repository. */
const places = (id: string) => [`./rules/${id}.md`, `../../../rules/${id}/README.md`];

/** The page of a rule in Markdown, for whoever got its finding; undefined where it did not ship. */
export function rulePage(id: string): string | undefined {
  for (const place of places(id)) {
    try {
      return readFileSync(new URL(place, import.meta.url), 'utf8');
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return undefined;
}
