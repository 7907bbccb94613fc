import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SourceFile } from '@backlint/source/source-file';
import { getExpressionAst, parse as parseWithGo } from '@cdktn/hcl2json';
import { parseToObject } from 'hcl2-parser';
import { describe, expect, test } from 'vitest';
import { Budget } from './evaluate/budget.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { unknownIn } from './evaluate/nodes.ts';
import { closedExpressionsIn } from './fixtures/closed-expressions.ts';
import { expressions } from './fixtures/expressions.ts';
import { printedShape, shapeOf } from './fixtures/json-shape.ts';
import { attributesIn, goLeavesOf, leavesOf } from './fixtures/leaves.ts';
import { excerpt, mutate, randomNumbers } from './fixtures/mutate.ts';
import { randomTemplate } from './fixtures/random-template.ts';
import { trickySyntax } from './fixtures/tricky-syntax.ts';
import { typedValues } from './fixtures/typed-values.ts';
import { jsonText } from './functions/json-text.ts';
import { parseHcl } from './parse-hcl.ts';
import { convert } from './types/convert.ts';
import { readType } from './types/read-type.ts';

const environment = { ...process.env, CHECKPOINT_DISABLE: '1', NO_COLOR: '1' };
/** The release whose answers are kept; others differ on the edges. */
const release = 'v1.11.';
const version = spawnSync('terraform', ['version'], { env: environment, encoding: 'utf8' });
const hasTerraform = version.status === 0 && version.stdout.includes(`Terraform ${release}`);
const needsTerraform = hasTerraform ? '' : ` (skipped: there is no terraform command of ${release}x)`;

/** Real repositories, which are no part of this one: an archive beside it, or any folder. */
const archive = path.join(import.meta.dirname, '../../../../shared/corpus/open.tar.xz');
const folder = process.env.BACKLINT_HCL_CORPUS ?? '';
const needsCorpus =
  existsSync(archive) || existsSync(folder) ? '' : ' (skipped: shared/corpus/open.tar.xz is not here)';
const corpus = [...(existsSync(archive) ? readArchive() : []), ...(existsSync(folder) ? readFolder(folder) : [])];
const ours = readFolder(path.join(import.meta.dirname, 'fixtures/terraform'));
const files = [...ours, ...corpus];

/** Mutated texts to compare; more for a thorough run. */
const mutations = Number(process.env.BACKLINT_MUTATIONS ?? 2000);

const answersFile = path.join(import.meta.dirname, 'fixtures/generated/answers.json');
const conversionsFile = path.join(import.meta.dirname, 'fixtures/generated/conversions.json');
const asked = [...new Set([...expressions, ...makeTemplates(200)])];

describe('accepts and rejects', () => {
  test('tricky syntax as Go does', async () => {
    for (const text of trickySyntax) expect([text, isRejected(text)]).toEqual([text, await isRejectedByGo(text)]);
  });

  test.skipIf(!hasTerraform)(`tricky syntax as terraform fmt does${needsTerraform}`, () => {
    expect(rejectedByUs(trickySyntax)).toEqual(rejectedByTerraform(trickySyntax));
  });

  test('tricky syntax as hcl2-parser does, where that is right', () => {
    const different = trickySyntax.filter((text) => isRejected(text) !== (parseWithOldGo(text) === undefined));
    expect(different).toEqual(hcl2ParserIsWrong);
  });

  test.skipIf(corpus.length === 0 || !hasTerraform)(
    `real files as terraform fmt does${needsCorpus}${needsTerraform}`,
    () => {
      const texts = corpus.map(({ text }) => text);
      expect(texts.length).toBeGreaterThan(200);
      expect(rejectedByUs(texts)).toEqual(rejectedByTerraform(texts));
    },
  );

  test(`${mutations} mutated files as Go does`, async () => {
    const random = randomNumbers(1);
    const pick = () => files[random(files.length)]?.text ?? '';
    for (let count = 0; count < mutations; count++) {
      const text = mutate(excerpt(pick(), 5000, random), pick(), random);
      expect([text, isRejected(text)]).toEqual([text, await isRejectedByGo(text)]);
    }
  });
});

describe('finds structure, keys and text', () => {
  test('as Go does', async () => {
    let compared = 0;
    for (const file of files) {
      const { result, diagnostics } = parseHcl(file);
      const printed = await parseWithGo(file.path, file.text).catch(() => undefined);
      if (diagnostics.length > 0 || !printed) continue;
      expect([file.path, shapeOf(result)]).toEqual([file.path, printedShape(printed)]);
      compared++;
    }
    // It cannot print a label without quotes, as our layout.tf has one.
    expect(compared).toBeGreaterThan((files.length - 1) * 0.9);
  });

  test('as hcl2-parser does', () => {
    for (const file of ours.filter(({ path: name }) => name !== 'layout.tf')) {
      expect([file.path, shapeOf(parseHcl(file).result)]).toEqual([file.path, printedShape(parseWithOldGo(file.text))]);
    }
  });

  test('where Go finds them', async () => {
    let compared = 0;
    for (const file of files) {
      for (const { value } of attributesIn(parseHcl(file).result)) {
        const { start, end } = value.range;
        const source = file.text.slice(start, end);
        if (hasTrims(source) || !isAscii(source)) continue;
        const theirs = await getExpressionAst(file.path, `${source}\n`).catch(() => null);
        if (!theirs) continue;
        expect([source, leavesOf(value)]).toEqual([source, goLeavesOf(theirs, start)]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(60);
  });
});

describe('evaluates', () => {
  const answers: Readonly<Record<string, string | null>> = JSON.parse(readFileSync(answersFile, 'utf8'));

  test('as Terraform did when its answers were written down', () => {
    const given = Object.fromEntries(asked.map((expression) => [expression, answerOf(expression)]));
    const expected = Object.fromEntries(Object.entries(answers).map(([asked, answer]) => [asked, rounded(answer)]));
    expect(given).toEqual(expected);
  });

  test.skipIf(!hasTerraform)(`by answers that are Terraform's${needsTerraform}`, async () => {
    const found = askTerraform(asked);
    const written = Object.fromEntries(asked.map((expression, index) => [expression, found[index] ?? null]));
    await expect(`${JSON.stringify(written, null, 2)}\n`).toMatchFileSnapshot(answersFile);
  });

  test.skipIf(corpus.length === 0 || !hasTerraform)(
    `real expressions without references as Terraform does${needsCorpus}${needsTerraform}`,
    () => {
      const closed = [...new Set(corpus.flatMap((file) => closedExpressionsIn(parseHcl(file).result)))];
      const computed = closed.filter(
        (expression) => !/^unknown: /.test(answerOf(expression) ?? '') && !/\byaml/.test(expression),
      );
      const found = askTerraform(computed);
      expect(computed.length).toBeGreaterThan(1000);
      for (const [index, expression] of computed.entries()) {
        expect([expression, answerOf(expression)]).toEqual([expression, rounded(found[index])]);
      }
    },
  );
});

describe('converts', () => {
  const answers: Readonly<Record<string, string | null>> = JSON.parse(readFileSync(conversionsFile, 'utf8'));
  const named = typedValues.map(([type, value]) => [`${value} to ${type}`, type, value] as const);

  test('as Terraform did when its answers were written down', () => {
    expect(Object.fromEntries(named.map(([name, type, value]) => [name, convertedAs(type, value)]))).toEqual(answers);
  });

  test.skipIf(!hasTerraform)(`by answers that are Terraform's${needsTerraform}`, async () => {
    const accepted = named.filter(([, type, value]) => convertedAs(type, value) !== null);
    const refused = named.filter((one) => !accepted.includes(one));
    const found = new Map([accepted, ...refused.map((one) => [one])].flatMap(convertedByTerraform));
    const written = Object.fromEntries(named.map(([name]) => [name, found.get(name) ?? null]));
    await expect(`${JSON.stringify(written, null, 2)}\n`).toMatchFileSnapshot(conversionsFile);
  });
});

/** Provider functions came after HCL 2.10, and its converter evaluates what it should only print. */
const hcl2ParserIsWrong = [
  'a = !10\n',
  'a = a::f(b)\n',
  'a = a::b::f()\n',
  'a = a :: f()\n',
  'a = { in = 1, null = 2 }\n',
  'a = (a::f(b))',
  'a = (a::b::f())',
  'a = (a :: f())',
];

/** Go counts the space that `~` trims as part of the text; for us the place is that of the text that is left. */
function hasTrims(source: string): boolean {
  return source.includes('~}') || source.includes('{~');
}

function isAscii(source: string): boolean {
  return Buffer.byteLength(source) === source.length;
}

function isRejected(text: string): boolean {
  return parseHcl({ path: 'test.tf', text }).diagnostics.length > 0;
}

function rejectedByUs(texts: readonly string[]): ReadonlySet<number> {
  return new Set([...texts.keys()].filter((index) => isRejected(texts[index] ?? '')));
}

/** Go's converter also refuses some texts that its parser accepts; that is not about syntax. */
async function isRejectedByGo(text: string): Promise<boolean> {
  try {
    await parseWithGo('test.tf', text);
    return false;
  } catch (error) {
    return !String(error).includes('convert to HCL:');
  }
}

/** Its types promise an object; it returns a pair, and throws where its Go panics. */
function parseWithOldGo(text: string): unknown {
  try {
    const [printed, error] = parseToObject(text) as unknown as [unknown, unknown];
    return error ? undefined : printed;
  } catch {
    return undefined;
  }
}

function makeTemplates(count: number): readonly string[] {
  const random = randomNumbers(3);
  return Array.from({ length: count }, () => randomTemplate(random)).filter((text) => !isRejected(`a = ${text}\n`));
}

/** The JSON of what we make of an expression; null for an error. */
function answerOf(expression: string): string | null {
  const { result, diagnostics } = parseHcl({ path: 'test.tf', text: `a = ${expression}\n` });
  const value = result.attributes.get('a')?.value;
  if (!value || diagnostics.length > 0) return null;
  const node = evaluate(value, { resolve: () => undefined, budget: new Budget() });
  const unknown = unknownIn(node);
  if (unknown?.isError) return null;
  return unknown ? `unknown: ${unknown.why}` : rounded(jsonText(node));
}

/** The JSON of a value as a variable of a type has it; null where the type does not take it. */
function convertedAs(typeText: string, valueText: string): string | null {
  const [type, value] = [typeText, valueText].map((text) => {
    return parseHcl({ path: 'test.tf', text: `a = ${text}\n` }).result.attributes.get('a')?.value;
  });
  const scope = { resolve: () => undefined, budget: new Budget() };
  const constraint = type && readType(type, (fallback) => evaluate(fallback, scope));
  if (!constraint || !value) return null;
  const node = convert(evaluate(value, scope), constraint);
  return unknownIn(node) ? null : jsonText(node);
}

type Named = readonly [name: string, type: string, value: string];

/** A value that is refused spoils its batch as well. */
function convertedByTerraform(named: readonly Named[]): readonly (readonly [string, string | null])[] {
  const middle = named.length >> 1;
  const all = convertedInOneRun(named);
  if (all || named.length < 2) return all ?? [];
  return [named.slice(0, middle), named.slice(middle)].flatMap(convertedByTerraform);
}

function convertedInOneRun(named: readonly Named[]): readonly (readonly [string, string | null])[] | undefined {
  return inTemporaryFolder((target, run) => {
    const variables = named.map(([, type, value], index) => {
      return `variable "v${index}" {\n  type = ${type}\n  default = ${value}\n}\n`;
    });
    const answers = named.map((_, index) => `jsonencode(var.v${index})`);
    writeFileSync(path.join(target, 'main.tf'), `${variables.join('')}locals {\n  all = [${answers.join(', ')}]\n}\n`);
    const output = run(['console'], 'jsonencode(local.all)\n').trim();
    if (!output.startsWith('"')) return undefined;
    const all: readonly string[] = JSON.parse(JSON.parse(output));
    return named.map(([name], index) => [name, all[index] ?? null]);
  });
}

/** With the digits that anyone could mean: the others only tell how many bits Terraform computes with. */
function rounded(json: string | null | undefined): string | null {
  return json?.replace(/\d+\.\d{20,}/g, (number) => String(Number(Number(number).toPrecision(15)))) ?? null;
}

/** The indices of the texts that `terraform fmt` rejects. */
function rejectedByTerraform(texts: readonly string[]): ReadonlySet<number> {
  return inTemporaryFolder((target, run) => {
    for (const [index, text] of texts.entries()) writeFileSync(path.join(target, `f${index}.tf`), text);
    const output = run(['fmt', '-list=false', '-write=false', target]);
    return new Set(Array.from(output.matchAll(/ on .*?f(\d+)\.tf line/g), ([, index]) => Number(index)));
  });
}

/** The JSON of what Terraform makes of each expression; undefined for an error. */
function askTerraform(asked: readonly string[]): readonly (string | undefined)[] {
  return inTemporaryFolder((target, run) => askIn(target, run, asked));
}

type Run = (args: readonly string[], input?: string) => string;

/** An expression that cannot even be checked spoils its whole batch, so a batch that fails is halved until it is found. */
function askIn(target: string, run: Run, asked: readonly string[]): readonly (string | undefined)[] {
  if (asked.length === 0) return [];
  const attributes = asked.map((expression, index) => `e${index} = try(jsonencode(${expression}\n), null)`);
  writeFileSync(path.join(target, 'main.tf'), `locals {\n  all = {\n${attributes.join('\n')}\n  }\n}\n`);
  const output = run(['console'], 'jsonencode(local.all)\n').trim();
  if (output.startsWith('"')) {
    const all: Readonly<Record<string, string | null>> = JSON.parse(JSON.parse(output));
    return asked.map((_, index) => all[`e${index}`] ?? undefined);
  }
  if (asked.length === 1) return [undefined];
  const middle = asked.length >> 1;
  return [...askIn(target, run, asked.slice(0, middle)), ...askIn(target, run, asked.slice(middle))];
}

function inTemporaryFolder<T>(use: (target: string, run: Run) => T): T {
  const target = mkdtempSync(path.join(tmpdir(), 'backlint-hcl-'));
  const configuration = path.join(target, 'empty.tfrc');
  writeFileSync(configuration, '');
  const env = { ...environment, TF_CLI_CONFIG_FILE: configuration };
  try {
    return use(target, (args, input = '') => {
      const { stdout, stderr } = spawnSync('terraform', args, { cwd: target, env, input, maxBuffer: 2 ** 28 });
      return `${stdout}${stderr}`;
    });
  } finally {
    rmSync(target, { recursive: true });
  }
}

function readArchive(): readonly SourceFile[] {
  const target = mkdtempSync(path.join(tmpdir(), 'backlint-corpus-'));
  try {
    spawnSync('tar', ['-xJf', archive, '-C', target]);
    return readFolder(target);
  } finally {
    rmSync(target, { recursive: true });
  }
}

function readFolder(root: string): readonly SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tf|tofu|tfvars|hcl)$/.test(name))
    .sort()
    .map((name) => ({ path: name, text: readFileSync(path.join(root, name), 'utf8') }));
}
