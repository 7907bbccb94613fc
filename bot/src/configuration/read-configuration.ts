import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { forgesOfEnvironment, settingsOfEnvironment } from './environment.ts';
import { type BotConfiguration, configurationSchema } from './schema.ts';

/** A configuration, or what is wrong with it, a line for each problem; values are never told. */
export type ConfigurationRead =
  | { readonly kind: 'read'; readonly configuration: BotConfiguration }
  | { readonly kind: 'problem'; readonly problems: readonly string[] };

/**
 * Reads the configuration from a file (`path`, else `BACKLINT_BOT_CONFIG`) and the environment, which wins. Wherever a value is
 * secret, `<name>File` names a file that holds it, as orchestrators mount them.
 */
export function readConfiguration(env: NodeJS.ProcessEnv, path = env.BACKLINT_BOT_CONFIG): ConfigurationRead {
  const problems: string[] = [];
  const file = path === undefined ? {} : readYaml(path, problems);
  const folder = path === undefined ? process.cwd() : dirname(resolve(path));
  const inFile = withSecrets(file, folder, '', problems);
  const fromEnvironment = withSecrets(
    { ...settingsOfEnvironment(env), forges: forgesOfEnvironment(env) },
    process.cwd(),
    'environment: ',
    problems,
  );
  if (problems.length > 0) return { kind: 'problem', problems };
  const { forges, ...settings } = fromEnvironment;
  const isObject = typeof inFile === 'object' && inFile !== null;
  const inFileForges = isObject && 'forges' in inFile && Array.isArray(inFile.forges) ? inFile.forges : [];
  const all = [...inFileForges, ...(Array.isArray(forges) ? forges : [])];
  const parsed = configurationSchema.safeParse({ ...inFile, ...settings, forges: all });
  if (parsed.success) return { kind: 'read', configuration: parsed.data };
  return {
    kind: 'problem',
    problems: parsed.error.issues.map(({ path: at, message }) => `${at.join('.') || 'all'}: ${message}`),
  };
}

function readYaml(path: string, problems: string[]): Record<string, unknown> {
  try {
    const read: unknown = parse(readFileSync(path, 'utf8'), { prettyErrors: false, maxAliasCount: 0 });
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return { ...read };
    problems.push(`${path}: must be a mapping`);
  } catch (error) {
    if (error instanceof YAMLParseError) problems.push(`${path}: is no YAML (${error.code})`);
    else
      problems.push(`${path}: cannot be read (${error instanceof Error && 'code' in error ? error.code : 'unknown'})`);
  }
  return {};
}

/** Replaces each `<name>File` by `<name>` with what is in the file, and `<name>Files` by a list, at any depth. */
function withSecrets<T>(value: T, folder: string, at: string, problems: string[]): T;
function withSecrets(value: unknown, folder: string, at: string, problems: string[]): unknown {
  if (Array.isArray(value)) return value.map((one, index) => withSecrets(one, folder, `${at}${index}.`, problems));
  if (typeof value !== 'object' || value === null) return value;
  const read = (path: unknown, name: string): string => {
    if (typeof path !== 'string') problems.push(`${at}${name}: must be a path`);
    else {
      try {
        return readFileSync(resolve(folder, path), 'utf8').trim();
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
        problems.push(`${at}${name}: ${path} cannot be read (${code})`);
      }
    }
    return '';
  };
  const entries = Object.entries(value).map(([name, one]): readonly [string, unknown] => {
    if (name.endsWith('Files') && Array.isArray(one)) return [name.slice(0, -5), one.map((path) => read(path, name))];
    if (name.endsWith('File')) return [name.slice(0, -4), read(one, name)];
    return [name, withSecrets(one, folder, `${at}${name}.`, problems)];
  });
  return Object.fromEntries(entries);
}
