import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readYaml } from '../yaml/read-yaml.ts';
import { kubernetesObjectsOf } from './kubernetes-objects.ts';
import { relevanceOf } from './relevance.ts';

const relevance = relevanceOf(['cnpg.io', 'CronJob']);

function holdsObject(text: string): boolean {
  return readYaml({ path: 'a.yaml', text }).result.some(({ root }) => kubernetesObjectsOf(root).some(relevance.isMet));
}

describe('a document that holds such an object is never skipped', () => {
  test.each([
    'apiVersion: batch/v1\nkind: CronJob\n',
    'kind: "CronJob"\napiVersion: \'batch/v1\'\n',
    '"kind": CronJob\n"apiVersion": batch/v1\n',
    'kind: "\\x43ronJob"\napiVersion: batch/v1\n',
    'kind: "Cron\\u004aob"\napiVersion: batch/v1\n',
    'kind: "Cron\\\n  Job"\napiVersion: batch/v1\n',
    '"\\x6bind": CronJob\napiVersion: batch/v1\n',
    'kind: Cluster\napiVersion: "postgresql.\\x63npg.io\\/v1"\n',
    'kind: Cluster\napiVersion: "a\\/b.cnpg.io/v1"\n'.replace('a\\/b', 'a'),
    'kind: |-\n  CronJob\napiVersion: batch/v1\n',
    'kind:\n  CronJob\napiVersion: batch/v1\n',
    'kind: # c\n  CronJob\napiVersion: batch/v1\n',
    'kind : CronJob\napiVersion : batch/v1\n',
    'kind: !!str CronJob\napiVersion: batch/v1\n',
    'kind: !!binary Q3JvbkpvYg==\napiVersion: batch/v1\n',
    'kind: !!bin%61ry Q3JvbkpvYg==\napiVersion: batch/v1\n',
    'kind: !<tag:yaml.org,2002:binary> Q3JvbkpvYg==\napiVersion: batch/v1\n',
    '%TAG !b! tag:yaml.org,2002:bin\n---\nkind: !b!ary Q3JvbkpvYg==\napiVersion: batch/v1\n',
    'other: &k CronJob\nkind: *k\napiVersion: batch/v1\n',
    'other: &k {kind: CronJob}\n<<: *k\napiVersion: batch/v1\n',
    'other: &k {kind: CronJob}\n!!merge <<: *k\napiVersion: batch/v1\n',
    'other: &k kind\n*k : CronJob\napiVersion: batch/v1\n',
    'other: 1\n? kind\n: CronJob\napiVersion: batch/v1\n',
    'other: 1\n&k kind: CronJob\napiVersion: batch/v1\n',
    'other: 1\n!!str kind: CronJob\napiVersion: batch/v1\n',
    '{"kind":"CronJob","apiVersion":"batch/v1"}',
    '{\n"other": 1,\n"kind":\n"CronJob",\n"apiVersion":\n"batch/v1"}',
    '--- {\nother: 1, kind: CronJob,\n apiVersion: batch/v1}',
    '--- !!map\nother: 1\nkind: CronJob\napiVersion: batch/v1\n',
    '  other: 1\n  kind: CronJob\n  apiVersion: batch/v1\n',
    '# c\n\n--- # d\nother: 1\nkind: CronJob\napiVersion: batch/v1\n',
    'other: 1\r\nkind: CronJob\r\napiVersion: batch/v1\r\n',
    'apiVersion: v1\nkind: List\nitems:\n- kind: CronJob\n  apiVersion: batch/v1\n',
    'apiVersion: batch/v1\nkind: CronJobList\nitems:\n- {}\n',
    'apiVersion: batch/v1\nkind: "CronJob" # Secret\n',
  ])('%j', (text) => {
    expect(holdsObject(text)).toBe(true);
    expect(relevance.mayBeInFile(text)).toBe(true);
    expect(relevance.mayBeInDocument(text)).toBe(true);
  });

  const value = (text: string) =>
    fc.constantFrom(
      text,
      `"${text}"`,
      `'${text}'`,
      `!!str ${text}`,
      `&a ${text}`,
      `"${text.slice(0, 3)}\\x${text.charCodeAt(3).toString(16)}${text.slice(4)}"`,
      `!!binary ${Buffer.from(text).toString('base64')}`,
      `>-\n    ${text}\n`,
      `\n    ${text}`,
      `*${text.slice(0, 2)}`,
    );
  const key = (text: string) =>
    fc.constantFrom(`${text}:`, `"${text}":`, `'${text}':`, `${text} :`, `? ${text}\n:`, `!!str ${text}:`);
  const entry = (name: string, text: string) => fc.tuple(key(name), value(text)).map((parts) => parts.join(' '));
  const noise = fc.constantFrom(
    '# c',
    'spec: {kind: Job}',
    'data:\n  kind: Secret',
    '"x": y',
    'kinds: 1',
    '',
    'z: |\n  kind: A',
  );
  const anchors = 'anchors: [&Cr CronJob, &ba batch/v1]';

  test('in whatever style it is written', () => {
    const documents = fc
      .tuple(entry('kind', 'CronJob'), entry('apiVersion', 'batch/v1'), fc.array(noise, { maxLength: 4 }), fc.context())
      .chain(([kind, version, rest]) =>
        fc.shuffledSubarray([kind, version, ...new Set(rest)], { minLength: 2 + new Set(rest).size }),
      )
      .chain((lines) =>
        fc.constantFrom(
          ...['', '---\n', '--- # d\n', '%YAML 1.2\n---\n'].map((head) => `${head}${anchors}\n${lines.join('\n')}\n`),
        ),
      )
      .chain((text) => fc.constantFrom(text, text.replaceAll('\n', '\r\n')));
    fc.assert(
      fc.property(documents, (text) => {
        fc.pre(holdsObject(text));
        expect(relevance.mayBeInFile(text) && relevance.mayBeInDocument(text)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  test('and not in any text that happens to hold one', () => {
    const pieces = fc.constantFrom(
      ...[
        'kind: CronJob',
        'apiVersion: batch/v1',
        'kind: ',
        'apiVersion: ',
        'CronJob',
        '"CronJob"',
        'batch/v1',
        'x: ',
        'Secret',
      ],
      ...[
        '\n',
        '\n',
        '\n  ',
        '{',
        '}',
        ', ',
        '? ',
        ': ',
        '&a ',
        '*a',
        '<<: ',
        '# c',
        '---\n',
        '--- ',
        '"',
        "'",
        '|-\n  ',
        'items: ',
        '- ',
        'kind: List',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        const text = parts.join('');
        if (relevance.mayBeInDocument(text) || text.indexOf('---', 1) > 0) return;
        expect(holdsObject(text)).toBe(false);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('a document of something else is skipped', () => {
  test.each([
    'apiVersion: v1\nkind: Secret\nmetadata: {name: CronJobs}\n',
    'apiVersion: v1\nkind: ConfigMap\ndata:\n  note: a CronJob reads it\n',
    '# for the CronJob\napiVersion: "v1"\nkind: ConfigMap # c\n',
    '---\napiVersion: v1\nkind: Role\nrules:\n- apiGroups: [postgresql.cnpg.io]\n  kind: CronJob\n',
    'values:\n  kind: CronJob\n',
    'script: |\n  printf "%s" \\\n    x\n',
    '',
  ])('%j', (text) => {
    expect(relevance.mayBeInDocument(text)).toBe(false);
  });

  test('without a look at its lines where it has none of the words', () => {
    expect(relevance.mayBeInFile('kind: Job\n---\nkind: CronJobs\n')).toBe(false);
    expect(relevance.mayBeInFile('kind: Job\n---\nkind: CronJob\n')).toBe(true);
  });
});

test('a word is a kind, a group or the end of a group', () => {
  const isMet = (apiVersion: string, kind: string) => {
    const { result } = readYaml({ path: 'a.yaml', text: `apiVersion: ${apiVersion}\nkind: ${kind}\n` });
    return result.some(({ root }) => kubernetesObjectsOf(root).some(relevance.isMet));
  };
  expect(isMet('postgresql.cnpg.io/v1', 'Cluster')).toBe(true);
  expect(isMet('cnpg.io/v1', 'Cluster')).toBe(true);
  expect(isMet('batch/v1', 'CronJob')).toBe(true);
  expect(isMet('notcnpg.io/v1', 'Cluster')).toBe(false);
  expect(isMet('batch/v1', 'CronJobs')).toBe(false);
});

test.each(['"a', '"a/', '"\\/', '!!a', '!!', '---\n', 'kind: a\n', 'kind:', ' ', '"', '#', '- '])(
  'long rows of %j take no long look',
  (part) => {
    const text = `CronJob: ${part.repeat(200_000)}`;
    expect(relevance.mayBeInDocument(text)).toBeTypeOf('boolean');
  },
);
