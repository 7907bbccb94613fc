import type { Origin } from '@backlint/source/origin';
import { type Locality, localityOf, localityOfHost } from '../../locality.ts';
import type { PlaceFact } from '../../place-facts.ts';
import type { JobProgram } from './job-program.ts';
import { expand, type ScriptScope } from './script-scope.ts';
import type { Pipeline, PlacedWord } from './shell-commands.ts';

/** What a script hands its dumps to, and where that stands. */
export interface Upload {
  readonly locality: Locality;
  readonly origin: Origin;
}

/** What each tool is told to send something away. */
const verbs: Readonly<Record<string, RegExp>> = {
  aws: /^(?:cp|sync|mv|put-object)$/,
  rclone: /^(?:copy|copyto|sync|move|moveto|rcat)$/,
  mc: /^(?:cp|mirror|pipe|mv|put)$/,
  s3cmd: /^(?:put|sync)$/,
  s5cmd: /^(?:cp|sync|mv|pipe)$/,
  gsutil: /^(?:cp|rsync|mv)$/,
  gcloud: /^(?:cp|rsync|mv)$/,
  az: /^(?:upload|upload-batch|sync)$/,
  azcopy: /^(?:copy|cp|sync)$/,
  restic: /^backup$/,
  kopia: /^create$/,
  borg: /^create$/,
  scp: /./,
};

/** Options that the next word belongs to. */
const takesValue =
  /^--(?:endpoint(?:-url)?|profile|region|storage-class|acl|sse|sse-kms-key-id|ca-bundle|config|host)$/;

/** The first upload of a script; undefined where it shows none. */
export function readUpload(
  pipelines: readonly Pipeline[],
  program: JobProgram,
  scope: ScriptScope,
  facts: readonly PlaceFact[],
): Upload | undefined {
  const commands = pipelines.flatMap((pipeline) => pipeline.commands);
  const upload = commands.find(uploads);
  const [first] = upload ?? [];
  if (!upload || !first) return undefined;
  const tool = toolOf(upload);
  const endpoint = endpointOf(tool, upload, commands, program, scope);
  return { origin: first.at, locality: localityOfUpload(tool, endpoint, first, facts) };
}

function toolOf(words: readonly PlacedWord[]): string {
  return words[0]?.text.split('/').at(-1) ?? '';
}

function uploads(words: readonly PlacedWord[]): boolean {
  const verb = verbs[toolOf(words)];
  if (!verb || !words.slice(1).some(({ text }) => verb.test(text))) return false;
  const operands = words.slice(1).filter(({ text }, index, all) => {
    return !text.startsWith('-') && !verb.test(text) && !takesValue.test(all[index - 1]?.text ?? '');
  });
  const isRemote = (text: string) => /^(?:s3|gs):\/\//.test(text);
  // From a store to a file is a download.
  return !(isRemote(operands.at(-2)?.text ?? '') && !isRemote(operands.at(-1)?.text ?? ''));
}

type Endpoint =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'own' }
  | { readonly kind: 'unknown' };

function endpointOf(
  tool: string,
  upload: readonly PlacedWord[],
  commands: readonly (readonly PlacedWord[])[],
  { variables, connectsElsewhere, secrets }: JobProgram,
  scope: ScriptScope,
): Endpoint {
  if (/^(?:gsutil|gcloud|az|azcopy)$/.test(tool)) return { kind: 'own' };
  const option = optionOf(upload, /^--(?:endpoint-url|endpoint|host|s3-endpoint)$/) ?? aliasOf(tool, commands);
  if (option !== undefined) return urlOf(expand(option, scope)[0]);
  if (tool === 'restic')
    return repositoryOf(variables.get('RESTIC_REPOSITORY')?.text ?? optionOf(upload, /^(?:-r|--repo)$/));
  const variable = [...variables].find(([name]) => /(?:^|_)ENDPOINT(?:_URL|_URL_S3)?$|^MC_HOST_/.test(name));
  if (variable) return urlOf(variable[1].text);
  // A Secret that fills the environment may set an endpoint too.
  const isOpen = connectsElsewhere !== undefined && secrets.length > 0;
  return (tool === 'aws' || tool === 's5cmd') && !isOpen ? { kind: 'own' } : { kind: 'unknown' };
}

function optionOf(words: readonly PlacedWord[], option: RegExp): string | undefined {
  for (const [index, { text }] of words.entries()) {
    const [name = '', value] = text.split(/=(.*)/s);
    if (option.test(name)) return value ?? words[index + 1]?.text;
  }
  return undefined;
}

/** `mc alias set store https://s3.example.org …`. */
function aliasOf(tool: string, commands: readonly (readonly PlacedWord[])[]): string | undefined {
  if (tool !== 'mc') return undefined;
  const alias = commands.find((words) => toolOf(words) === 'mc' && words.some(({ text }) => text === 'alias'));
  const at = alias?.findIndex(({ text }) => text === 'set') ?? -1;
  return at === -1 ? undefined : alias?.[at + 2]?.text;
}

function urlOf(text: string | undefined): Endpoint {
  return text === undefined || text === '' || /[$`]/.test(text) ? { kind: 'unknown' } : { kind: 'url', url: text };
}

function repositoryOf(repository: string | undefined): Endpoint {
  if (repository === undefined || /[$`]/.test(repository)) return { kind: 'unknown' };
  if (/^(?:gs|azure|b2):/.test(repository)) return { kind: 'own' };
  const host = /^(?:s3|rest|sftp):(?:\/\/)?(?<url>.+)$/.exec(repository)?.groups?.url;
  return host === undefined ? { kind: 'unknown' } : { kind: 'url', url: host };
}

function localityOfUpload(tool: string, endpoint: Endpoint, { at }: PlacedWord, facts: readonly PlaceFact[]): Locality {
  if (endpoint.kind === 'unknown')
    return { kind: 'unknown', why: `where ${tool} uploads to is not written in the job` };
  if (endpoint.kind === 'own') {
    return { kind: 'off-site', why: `${tool} uploads to the provider that it is made for` };
  }
  const path = { kind: 'absent', origin: at } as const;
  return localityOf({ kind: 'written', value: endpoint.url, origin: at }, path, facts) ?? localityOfHost(endpoint.url);
}
