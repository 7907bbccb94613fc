import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { KnownFinding } from '@backlint/report/report';
import { targetOf } from '../path-tree.ts';
import { readTextFile } from '../read-text-file.ts';
import { baselineSchema } from './baseline.ts';

/** The entries of a baseline file, or what is wrong with it and what to do. */
export type ReadBaseline =
  | { readonly kind: 'baseline'; readonly entries: readonly KnownFinding[] }
  | { readonly kind: 'problem'; readonly message: string };

const remedy = 'Write it anew with: backlint baseline --output';

/** Reads a baseline file as `backlint baseline` writes it. */
export function readBaseline(name: string, cwd: string): ReadBaseline {
  const problem = (why: string): ReadBaseline => ({
    kind: 'problem',
    message: `the baseline "${name}" ${why}. ${remedy} ${name}`,
  });
  const target = targetOf(name, cwd);
  if ('message' in target) return problem(`cannot be used: ${target.message}`);
  if (target.isFolder) return problem('is a folder');
  const file = readTextFile(realpathSync.native(resolve(cwd, name)), name);
  if (!('text' in file)) return problem(`cannot be read: ${file.message.replace(/\.$/, '')}`);
  const data = parse(file.text);
  if (!isRecord(data)) return problem('is not JSON, or no object');
  if (data.schema !== baselineSchema) return problem(`does not say "schema": "${baselineSchema}"`);
  const { findings } = data;
  if (!Array.isArray(findings)) return problem('has no list of findings');
  const entries: readonly unknown[] = findings;
  const wrong = entries.findIndex((entry) => !isKnownFinding(entry));
  if (wrong !== -1) return problem(`has no fingerprint, rule and message as text in findings[${wrong}]`);
  return { kind: 'baseline', entries: entries.filter(isKnownFinding) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function isKnownFinding(data: unknown): data is KnownFinding {
  return isRecord(data) && ['fingerprint', 'rule', 'message'].every((key) => typeof data[key] === 'string');
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
