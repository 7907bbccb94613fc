import type { Ignore } from '@backlint/lint/ignores/ignore';
import { lint } from '@backlint/lint/lint';
import { isChangeRule, type Rule } from '@backlint/lint/rule';
import type { Tier } from '@backlint/lint/tier';
import type { BackupModel } from '@backlint/model/backup-model';
import { type ModelOptions, readBackupModel } from '@backlint/model/read-backup-model';
import { partsOfWildCloud } from '@backlint/model/wild-cloud';
import { type ReadOptions, readObjects } from '@backlint/objects/read-objects';
import type { Report } from '@backlint/report/report';
import { rules as allRules } from '@backlint/rules/rules';
import type { Diagnostic } from '@backlint/source/diagnostic';
import type { SourceTree } from '@backlint/source/source-tree';
import { databaseSummaries } from './database-summaries.ts';
import { objectsThatMatter } from './objects-that-matter.ts';
import { readIgnores } from './read-ignores.ts';
import { inReadingOrder } from './reading-order.ts';
import { withIgnores } from './with-ignores.ts';

/** A tree of files, with whatever hid some of them. */
export interface CheckedTree extends SourceTree {
  readonly diagnostics?: readonly Diagnostic[];
}

/** What a check may know besides the files. */
export interface CheckOptions extends ModelOptions, ReadOptions {
  /** The time of the check: nothing below here reads a clock. */
  readonly now: Date;
  /** The rules to run; all of them unless told otherwise. */
  readonly rules?: readonly Rule[];
  /** What the configuration demands of databases. */
  readonly tiers?: readonly Tier[];
  /** The waivers of the configuration. */
  readonly waivers?: readonly Ignore[];
  /** False shows also what comments, annotations and waivers ask to ignore. */
  readonly ignores?: boolean;
  /** What was there before the change that is judged; without it no rule about changes runs. */
  readonly before?: FilesBefore;
}

/** What the files said before a change. */
export interface FilesBefore {
  readonly model: BackupModel;
  /** What they asked to ignore: it was said about changes before this one. */
  readonly ignores: readonly Ignore[];
}

/**
 * Judges the backups that a tree of files declares: files become objects, objects a backup model, and rules judge the model.
 * Pure: it reads nothing but the tree, and the same tree gives the same report.
 */
export function check(tree: CheckedTree, options: CheckOptions): Report {
  const { result, diagnostics } = readObjects(tree, options);
  const model = readBackupModel(result.objects, {
    ...options,
    demandedVariables: result.demandedVariables,
    bucketExpiries: result.bucketExpiries,
    bucketTraits: result.bucketTraits,
    wildCloud: result.wildCloud,
  });
  const databases = databaseSummaries(model);
  const { now, before, tiers = [] } = options;
  const rules = (options.rules ?? allRules).filter((rule) => before !== undefined || !isChangeRule(rule));
  const verdict = lint(model, rules, { now, tiers, ...(before ? { before: before.model } : {}) });
  const asked = options.ignores === false ? { ignores: [], malformed: [] } : readIgnores(result);
  const waivers = options.ignores === false ? [] : (options.waivers ?? []);
  const ignores = { ...asked, ignores: [...asked.ignores, ...waivers] };
  const { findings, ignored } = withIgnores(verdict.findings, ignores, {
    now,
    ran: rules,
    ignoresBefore: before?.ignores ?? [],
  });
  return {
    ...verdict,
    findings,
    ignored,
    diagnostics: [...(tree.diagnostics ?? []), ...diagnostics].sort(inReadingOrder),
    databases,
    fragments: model.fragments.length,
    unknown: result.unknown,
    seen: {
      files: result.seen.files,
      objects: objectsThatMatter(result.objects, model).length + partsOfWildCloud(model.wildCloud).length,
      databases: databases.length,
    },
  };
}
