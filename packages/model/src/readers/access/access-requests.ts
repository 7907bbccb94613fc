import type { AccessRequest } from '../../access/cluster-access.ts';
import type { ContainerScript } from '../cron-job/container-scripts.ts';
import type { ScriptScope } from '../cron-job/script-scope.ts';
import { type Pipeline, shellPipelines } from '../cron-job/shell-commands.ts';
import { type CommandContext, requestsOf } from './command-requests.ts';
import { separateHereDocuments } from './here-documents.ts';
import { type KubectlCommand, readKubectlCommand } from './kubectl-command.ts';

/** What a script asks of the cluster through kubectl. */
export interface Asked {
  readonly requests: readonly AccessRequest[];
  /** Set where it signs in as somebody else; says with what. */
  readonly otherwise?: string;
}

/** Reads what a script asks for with kubectl: only what every run that comes to a command needs for it. */
export function readAccessRequests({ pipelines: all }: ContainerScript, scope: ScriptScope): Asked {
  const { pipelines, documents } = separateHereDocuments([...all, ...trapsIn(all)]);
  const files = new Map([...documents.values()].map(({ file, resources }) => [file ?? '', resources] as const));
  const requests: AccessRequest[] = [];
  let otherwise: string | undefined;
  for (const [index, pipeline] of pipelines.entries()) {
    for (const [position, words] of pipeline.commands.entries()) {
      const command = readKubectlCommand(words);
      if (!command) continue;
      otherwise ??= foreignEntry(command);
      const input = documents.get(pipeline)?.resources ?? [];
      const before = readKubectlCommand(pipeline.commands[position - 1] ?? []);
      const context: CommandContext = {
        scope,
        handed: [command.flags.get('filename') ?? ''].flatMap((file) =>
          file === '-' ? input : (files.get(file) ?? []),
        ),
        ...(before && { before }),
        isWaived: isWaived(pipeline, pipelines[index + 1]),
      };
      requests.push(...requestsOf(command, context));
    }
  }
  return { requests, ...(otherwise === undefined ? {} : { otherwise }) };
}

/** What `trap` runs in the end. */
function trapsIn(pipelines: readonly Pipeline[]): readonly Pipeline[] {
  return pipelines
    .flatMap(({ commands }) => commands)
    .flatMap(([first, script]) =>
      first?.text === 'trap' && script ? shellPipelines(script.text, () => script.at) : [],
    );
}

function isWaived(pipeline: Pipeline, next: Pipeline | undefined): boolean {
  return pipeline.isTested && /^(?:true|:|echo)$/.test(next?.commands[0]?.[0]?.text ?? '');
}

const entries = ['as', 'cluster', 'context', 'kubeconfig', 'server', 'token', 'user'];

function foreignEntry({ verb, flags }: KubectlCommand): string | undefined {
  if (verb === 'config') return 'it configures kubectl itself';
  const flag = entries.find((one) => flags.has(one));
  return flag === undefined ? undefined : `its script hands --${flag} to kubectl`;
}
