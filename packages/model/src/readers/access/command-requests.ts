import type { Value } from '@backlint/source/value';
import type { AccessRequest } from '../../access/cluster-access.ts';
import { expand, type ScriptScope } from '../cron-job/script-scope.ts';
import type { PlacedWord } from '../cron-job/shell-commands.ts';
import type { KubectlCommand } from './kubectl-command.ts';
import { type ResourceName, resourceOf } from './resource-names.ts';

/** What surrounds a command in its script. */
export interface CommandContext {
  readonly scope: ScriptScope;
  /** The objects in the text that the command takes. */
  readonly handed: readonly ResourceName[];
  /** The command of kubectl whose output it takes. */
  readonly before?: KubectlCommand;
  /** Whether the script goes on as if nothing were, should the command fail. */
  readonly isWaived: boolean;
}

const readers: ReadonlySet<string> = new Set(['get', 'describe', 'logs', 'wait', 'exec']);

/** What a command of kubectl certainly needs; nothing for one that is not read. */
export function requestsOf(command: KubectlCommand, context: CommandContext): readonly AccessRequest[] {
  const { verb, flags } = command;
  if (flags.has('dry-run') || (context.isWaived && readers.has(verb))) return [];
  const ask = asking(command, context.scope);
  const some = someName(command);
  const each = (verbs: readonly string[]) =>
    context.handed.flatMap((resource) => verbs.flatMap((one) => ask([one], resource, some)));
  const targets = targetsOf(command, context.scope);
  const named = (...verbs: readonly string[]) =>
    targets.flatMap(({ resource, name }) => verbs.flatMap((one) => ask([one], resource, name)));
  switch (verb) {
    case 'get':
    case 'describe':
      return targets.flatMap(({ resource, name, isCertain }) => {
        const verbs = name === undefined ? ['list'] : isCertain && verb === 'get' ? ['get'] : ['get', 'list'];
        return ask(verbs, resource, name);
      });
    case 'wait':
      return targets.flatMap(({ resource, name }) =>
        (name === undefined ? ['list', 'watch'] : ['get', 'list', 'watch']).flatMap((one) =>
          ask([one], resource, name),
        ),
      );
    case 'delete':
      return [
        ...each(['delete']),
        ...targets.flatMap(({ resource, name }) => [
          ...(name === undefined ? ask(['list'], resource) : []),
          // What a selector finds has names, which are not known.
          ...ask(['delete'], resource, name ?? some),
        ]),
      ];
    case 'create':
      return [...each(['create']), ...created(command).flatMap((resource) => ask(['create'], resource))];
    case 'apply': {
      const verbs = flags.has('server-side') ? ['create', 'patch'] : ['get', 'create'];
      return [...each(verbs), ...appliedAfter(context.before, verbs, ask)];
    }
    case 'patch':
    case 'annotate':
    case 'label':
      return flags.has('subresource') || flags.has('local') ? [] : named('get', 'patch');
    case 'exec':
      // Which of the two opens the stream is up to the version of kubectl. A Deployment is looked up in its own way.
      return [
        ...(/^(?!pods?\/)[^$]*\//.test(command.words[0]?.text ?? '') ? [] : ask(['get', 'list'], part('pods'), some)),
        ...ask(['create', 'get'], part('pods/exec'), some),
      ];
    case 'cp':
      return ask(['create', 'get'], part('pods/exec'), some);
    case 'logs':
      return ask(['get'], part('pods/log'), some);
    case 'run':
      return ask(['create'], part('pods'));
    case 'cnpg':
      return command.words[0]?.text === 'backup'
        ? ask(['create'], { plural: 'backups', group: 'postgresql.cnpg.io', isClusterWide: false })
        : [];
    default:
      return [];
  }
}

type Ask = (verbs: readonly string[], resource: ResourceName, name?: Value<string>) => readonly AccessRequest[];

function asking({ verb, flags, at }: KubectlCommand, scope: ScriptScope): Ask {
  const namespace = flags.get('namespace');
  const [only, ...others] = namespace === undefined ? [] : expand(namespace, scope);
  const place: AccessRequest['scope'] =
    namespace === undefined
      ? { kind: 'own' }
      : only === undefined || others.length > 0
        ? { kind: 'unknown' }
        : { kind: 'namespace', name: only };
  return (verbs, { plural, group, isClusterWide }, name) => [
    {
      verbs,
      resource: plural,
      ...(group === undefined ? {} : { group }),
      // Nobody is asked about the name of what is not there yet.
      ...(name === undefined || (verbs.includes('create') && !plural.includes('/')) ? {} : { name }),
      scope: isClusterWide || flags.has('all-namespaces') ? { kind: 'cluster' } : place,
      command: `kubectl ${verb}`,
      at,
    },
  ];
}

interface Target {
  readonly resource: ResourceName;
  readonly name?: Value<string>;
  /** Whether there is one object by that name, and not flags or a list in a variable. */
  readonly isCertain: boolean;
}

/** What a command is about: `pods`, `pod/a`, `pods a`. */
function targetsOf({ words: [first, ...names] }: KubectlCommand, scope: ScriptScope): readonly Target[] {
  if (!first) return [];
  const [kinds = '', slashed] = first.text.split('/');
  const resources = kinds.split(',').flatMap((kind) => resourceOf(kind) ?? []);
  const name = slashed === undefined ? names[0] : { text: slashed, at: first.at };
  return resources.map((resource) =>
    name === undefined
      ? { resource, isCertain: true }
      : { resource, name: nameOf(name, scope), isCertain: slashed !== undefined || !isVariable(name) },
  );
}

function nameOf({ text, at }: PlacedWord, scope: ScriptScope): Value<string> {
  const [only, ...others] = expand(text, scope);
  return only === undefined || others.length > 0
    ? { kind: 'unknown', why: 'the script makes it', origin: at }
    : { kind: 'written', value: only, origin: at };
}

function someName({ at }: KubectlCommand): Value<string> {
  return { kind: 'unknown', why: 'the script makes it', origin: at };
}

/** `kubectl create --dry-run … | kubectl apply`: what is different at every run is patched from the second on. */
function appliedAfter(
  before: KubectlCommand | undefined,
  verbs: readonly string[],
  ask: Ask,
): readonly AccessRequest[] {
  if (!before?.flags.has('dry-run')) return [];
  const changes = [...before.words.map(({ text }) => text), ...before.flags.values()].some((text) =>
    text.includes('$'),
  );
  const all = new Set([...verbs, ...(changes ? ['patch'] : [])]);
  return created(before).flatMap((resource) => [...all].flatMap((one) => ask([one], resource, someName(before))));
}

/** What `kubectl create configmap …` makes. */
function created({ verb, words: [first], flags }: KubectlCommand): readonly ResourceName[] {
  return verb !== 'create' || !first || flags.has('filename') ? [] : [resourceOf(first.text) ?? []].flat();
}

function part(plural: string): ResourceName {
  return { plural, group: '', isClusterWide: false };
}

function isVariable({ text }: PlacedWord): boolean {
  return text.includes('$');
}
