import { getExpressionAst, parse as parseWithGo } from '@cdktn/hcl2json';
import { parseToObject } from 'hcl2-parser';
import { describe, expect, test } from 'vitest';
import { printedShape, shapeOf } from './fixtures/json-shape.ts';
import { attributesIn, goLeavesOf, leavesOf } from './fixtures/leaves.ts';
import { excerpt, mutate, randomNumbers } from './fixtures/mutate.ts';
import { hasCorpus, needsCorpus, readCorpus, terraformFiles } from './fixtures/terraform-files.ts';
import { hasTerraform, needsTerraform, rejectedByTerraform } from './fixtures/terraform-oracle.ts';
import { trickySyntax } from './fixtures/tricky-syntax.ts';
import { parseHcl } from './parse-hcl.ts';

const corpus = hasCorpus ? readCorpus() : [];
const files = [...terraformFiles, ...corpus];

/** Mutated texts to compare; more for a thorough run. */
const mutations = Number(process.env.BACKLINT_MUTATIONS ?? 2000);

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

  test.skipIf(!hasCorpus || !hasTerraform)(`real files as terraform fmt does${needsCorpus}${needsTerraform}`, () => {
    const texts = corpus.map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(200);
    expect(rejectedByUs(texts)).toEqual(rejectedByTerraform(texts));
  });

  test(`${mutations} mutated files as Go does`, async () => {
    const texts = files.map(({ text }) => text);
    const random = randomNumbers(1);
    const pick = () => texts[random(texts.length)] ?? '';
    for (let count = 0; count < mutations; count++) {
      const text = mutate(excerpt(pick(), 5000, random), pick(), random);
      expect([text, isRejected(text)]).toEqual([text, await isRejectedByGo(text)]);
    }
  });
});

describe('has structure, keys and text', () => {
  test('as Go does', async () => {
    let compared = 0;
    for (const { path, text } of files) {
      const { result, diagnostics } = parseHcl({ path, text });
      const printed = await parseWithGo(path, text).catch(() => undefined);
      if (diagnostics.length > 0 || !printed) continue;
      expect([path, shapeOf(result)]).toEqual([path, printedShape(printed)]);
      compared++;
    }
    expect(compared).toBeGreaterThan(files.length * 0.9);
  });

  test('as hcl2-parser does', () => {
    for (const { path, text } of terraformFiles.filter((file) => file.path !== 'layout.tf')) {
      expect([path, shapeOf(parseHcl({ path, text }).result)]).toEqual([path, printedShape(parseWithOldGo(text))]);
    }
  });

  test('at the places where Go has them', async () => {
    let compared = 0;
    for (const { path, text } of files) {
      for (const { value } of attributesIn(parseHcl({ path, text }).result)) {
        const { start, end } = value.range;
        const source = text.slice(start, end);
        if (hasTrims(source) || /[^\0-\x7f]/.test(source)) continue;
        const theirs = await getExpressionAst(path, `${source}\n`).catch(() => null);
        if (!theirs) continue;
        expect([source, leavesOf(value)]).toEqual([source, goLeavesOf(theirs, start)]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(60);
  });
});

/** Go counts the space that `~` trims as part of the text; for us the place is that of the text that is left. */
function hasTrims(source: string): boolean {
  return source.includes('~}') || source.includes('{~');
}

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
