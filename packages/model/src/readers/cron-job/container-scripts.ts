import type { Node } from '@backlint/source/node';
import { itemsAt } from '@backlint/source/node-values';
import { isShell } from './lone-program.ts';
import { placesIn } from './places-in-text.ts';
import { type Pipeline, shellPipelines } from './shell-commands.ts';

/** The script that a container runs in a shell, or the program it runs without one. */
export interface ContainerScript {
  readonly pipelines: readonly Pipeline[];
  /** Whether the shell ends at the first command that fails. */
  readonly stopsAtErrors: boolean;
  /** Whether a pipe fails with any of its commands, and not only with the last. */
  readonly failsWithPipes: boolean;
}

/** Reads what a container runs, as far as its command and arguments tell. */
export function readContainerScript(container: Node): ContainerScript {
  const strings = [...itemsAt(container, 'command'), ...itemsAt(container, 'args')];
  const texts = strings.map((node) => (node.kind === 'scalar' ? String(node.value) : ''));
  const isScript = texts.some(isShell);
  const scriptAt = isScript
    ? texts.findIndex((_text, index) => index > 0 && /^-[a-z]*c[a-z]*$/.test(texts[index - 1] ?? ''))
    : -1;
  const script = strings[scriptAt];
  if (script?.kind !== 'scalar') return withoutShell(strings, texts);
  const pipelines = shellPipelines(String(script.value), placesIn(script));
  const flags = texts.slice(0, scriptAt);
  const sets = pipelines
    .flatMap(({ commands }) => commands)
    .filter((words) => words[0]?.text === 'set')
    .map((words) => words.map(({ text }) => text));
  const options = [flags, ...sets];
  return {
    pipelines,
    stopsAtErrors: options.some((words) => words.some((word) => /^-[a-z]*e[a-z]*$/.test(word) || word === 'errexit')),
    failsWithPipes: options.some((words) => words.includes('pipefail')),
  };
}

/** A program started directly is the whole of what the container does, and its status is the container's. */
function withoutShell(strings: readonly Node[], texts: readonly string[]): ContainerScript {
  const words = strings.flatMap((node, index) =>
    node.kind === 'scalar' ? [{ text: texts[index] ?? '', at: node.origin }] : [],
  );
  const pipelines = words.length === 0 ? [] : [{ commands: [words], isTested: false, isFollowed: false }];
  return { pipelines, stopsAtErrors: true, failsWithPipes: true };
}
