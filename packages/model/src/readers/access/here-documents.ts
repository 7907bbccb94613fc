import type { Pipeline } from '../cron-job/shell-commands.ts';
import { type ResourceName, resourceIn } from './resource-names.ts';

/** A text that a script writes in itself and hands to a command. */
export interface HereDocument {
  /** The kinds of Kubernetes objects in it; one that is not known is left out. */
  readonly resources: readonly ResourceName[];
  /** The file that it is written to, if it is. */
  readonly file?: string;
}

/** A script without the lines of its here documents, and those with the pipeline that takes them. */
export interface ScriptParts {
  readonly pipelines: readonly Pipeline[];
  readonly documents: ReadonlyMap<Pipeline, HereDocument>;
}

/** Tells the commands of a script from the here documents between them. One that has no end takes the rest of the script. */
export function separateHereDocuments(all: readonly Pipeline[]): ScriptParts {
  const pipelines: Pipeline[] = [];
  const documents = new Map<Pipeline, HereDocument>();
  for (let index = 0; index < all.length; index++) {
    const pipeline = all[index];
    if (!pipeline) break;
    pipelines.push(pipeline);
    const label = labelOf(pipeline);
    if (label === undefined) continue;
    const isEnd = ({ commands }: Pipeline) => commands[0]?.length === 1 && commands[0][0]?.text === label;
    const length = all.slice(index + 1).findIndex(isEnd);
    const end = length === -1 ? all.length : index + 1 + length;
    documents.set(pipeline, { resources: resourcesIn(all.slice(index + 1, end)), ...fileOf(pipeline) });
    index = end;
  }
  return { pipelines, documents };
}

function labelOf({ commands }: Pipeline): string | undefined {
  const words = commands.flat().map(({ text }) => text);
  const at = words.findIndex((word, index) => word === '<' && words[index + 1] === '<');
  return at === -1 ? undefined : words[at + 2]?.replace(/^-/, '');
}

function fileOf({ commands }: Pipeline): Pick<HereDocument, 'file'> {
  const words = commands.flat().map(({ text }) => text);
  const file = words[words.indexOf('>') + 1];
  return !words.includes('>') || file === undefined ? {} : { file };
}

/** A version and a kind on two lines, one after the other: other kinds, inside an object, have another neighbour. */
function resourcesIn(lines: readonly Pipeline[]): readonly ResourceName[] {
  const words = lines.map(({ commands }) => commands[0]?.map(({ text }) => text) ?? []);
  return words.flatMap(([key, version = ''], index) => {
    if (key !== 'apiVersion:') return [];
    const neighbour = [words[index + 1], words[index - 1]].find((line) => line?.[0] === 'kind:');
    const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
    return resourceIn(group, neighbour?.[1] ?? '') ?? [];
  });
}
