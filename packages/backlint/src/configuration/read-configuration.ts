import { readYaml } from '@backlint/objects/yaml/read-yaml';
import { rules as allRules } from '@backlint/rules/rules';
import { type Node, nodeAt } from '@backlint/source/node';
import { originAt } from '@backlint/source/node-values';
import { startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import type { SourceFile } from '@backlint/source/source-file';
import type { z } from 'zod';
import { compileHouseRule } from '../house-rules/house-rule-check.ts';
import { didYouMean } from '../usage-error.ts';
import { plainValue } from './plain-value.ts';
import { type Configuration, configurationSchema } from './schema.ts';

/** A configuration with the places of its settings, or everything that is wrong with it, a line for each. */
export type ConfigurationRead =
  | {
      readonly kind: 'configuration';
      readonly configuration: Configuration;
      readonly root: Node;
      readonly file: SourceFile;
    }
  | { readonly kind: 'problem'; readonly messages: readonly string[] };

/** Reads a configuration. Each message names file, line and key, and what would be right. */
export function readConfiguration(file: SourceFile): ConfigurationRead {
  const { result, diagnostics } = readYaml(file);
  if (diagnostics.length > 0) {
    return { kind: 'problem', messages: diagnostics.map(({ message, at }) => `${place(at)}: ${message}`) };
  }
  const root = result[0]?.root ?? emptyMapping(file);
  const parsed = configurationSchema.safeParse(plainValue(root));
  if (!parsed.success) {
    return { kind: 'problem', messages: parsed.error.issues.flatMap((issue) => issueTexts(issue, root)) };
  }
  const configuration = parsed.data;
  const messages = [...ruleProblems(configuration, root), ...houseRuleProblems(configuration, root)];
  return messages.length > 0 ? { kind: 'problem', messages } : { kind: 'configuration', configuration, root, file };
}

function emptyMapping(file: SourceFile): Node {
  return { kind: 'mapping', entries: new Map(), origin: { range: { file, start: 0, end: 0 } } };
}

function place(range: Range): string {
  const { line, column } = startPosition(range);
  return `${range.file.path}:${line}:${column}`;
}

type Issue = z.core.$ZodIssue;

function issueTexts(issue: Issue, root: Node): readonly string[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path);
    return issue.keys.map((key) => {
      const where = path.length === 0 ? '' : ` in ${path.join('.')}`;
      return `${placeOf(root, [...path, key])}: there is no setting "${key}"${where}.${didYouMean(key, known)}`;
    });
  }
  const setting = path.join('.') || 'the configuration';
  return [`${placeOf(root, path)}: ${setting} ${expectation(issue, nodeAt(root, path))}.`];
}

function expectation(issue: Issue, node: Node | undefined): string {
  if (node === undefined) return 'is missing';
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const written = node.kind === 'scalar' ? String(node.value) : '';
    return `must be ${values.slice(0, -1).join(', ')}${values.length > 1 ? ' or ' : ''}${values.at(-1)}${didYouMean(written, values).trimEnd().replace(/^ /, '. ')}`.replace(
      /\?$/,
      '?',
    );
  }
  if (issue.code === 'invalid_type') return `must be ${kinds[issue.expected] ?? issue.expected}`;
  return issue.message.startsWith('must') ? issue.message : `is not valid: ${issue.message}`;
}

const kinds: Readonly<Record<string, string | undefined>> = {
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  string: 'a text',
  boolean: 'true or false',
};

function placeOf(root: Node, path: readonly (string | number)[]): string {
  return place(originAt(root, path).range);
}

/** The settings that may stand at a path, as the schema has them. */
function keysAt(path: readonly (string | number)[]): readonly string[] {
  let schema: unknown = configurationSchema;
  for (const step of path) schema = child(unwrapped(schema), step);
  const shape = fieldOf(unwrapped(schema), 'shape');
  return typeof shape === 'object' && shape !== null ? Object.keys(shape) : [];
}

function child(schema: unknown, step: string | number): unknown {
  const shape = fieldOf(schema, 'shape');
  if (shape !== undefined) return fieldOf(shape, String(step));
  return fieldOf(schema, 'element') ?? fieldOf(schema, 'valueType');
}

function unwrapped(schema: unknown): unknown {
  const inner = fieldOf(fieldOf(schema, 'def'), 'innerType');
  return inner === undefined ? schema : unwrapped(inner);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
}

function ruleProblems({ rules = {}, waivers = [], houseRules = [] }: Configuration, root: Node): readonly string[] {
  const ids = [...allRules, ...houseRules].map(({ id }) => id);
  const unknown = (id: string, path: readonly (string | number)[]) =>
    ids.includes(id) ? [] : [`${placeOf(root, path)}: there is no rule "${id}".${didYouMean(id, ids)}`];
  return [
    ...Object.keys(rules).flatMap((id) => unknown(id, ['rules', id])),
    ...Object.entries(rules).flatMap(([id, setting]) =>
      typeof setting === 'string'
        ? []
        : Object.keys(setting.options ?? {}).flatMap((name) => strangeOption(id, name, root)),
    ),
    ...waivers.flatMap(({ rule }, index) => unknown(rule, ['waivers', index, 'rule'])),
  ];
}

function strangeOption(id: string, name: string, root: Node): readonly string[] {
  const known = Object.keys(allRules.find((rule) => rule.id === id)?.options ?? {});
  if (known.includes(name)) return [];
  const there = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  return [`${placeOf(root, ['rules', id, 'options', name])}: ${id} has no option "${name}": ${there}.`];
}

function houseRuleProblems({ houseRules = [] }: Configuration, root: Node): readonly string[] {
  return houseRules.flatMap((houseRule, index) => {
    const clash = allRules.some(({ id }) => id === houseRule.id)
      ? [
          `${placeOf(root, ['houseRules', index, 'id'])}: backlint has a rule "${houseRule.id}" itself: choose another name.`,
        ]
      : [];
    const compiled = compileHouseRule(houseRule);
    if (compiled.kind === 'rule') return clash;
    const { field, message } = compiled;
    return [...clash, `${placeOf(root, ['houseRules', index, field])}: houseRules.${index}.${field}: ${message}.`];
  });
}
