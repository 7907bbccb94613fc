// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL's markers are the same.

import { type Node, nodeAt } from '@backlint/source/node';
import { originChain } from '@backlint/source/origin';
import { isSourceFile, memoryTree, type SourceTree } from '@backlint/source/source-tree';
import { describe, expect, test } from 'vitest';
import { Budget } from '../evaluate/budget.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { unknown } from '../evaluate/nodes.ts';
import type { Scope } from '../evaluate/scope.ts';
import { isJsonValue, parseJson } from '../json/parse-json.ts';
import { parseHcl } from '../parse-hcl.ts';
import { jsonNode } from './json-node.ts';

const texts = {
  'main.tf': '',
  'infra/main.tf': '',
  'infra/values.json': '{ "a": [1, "x"] }',
  'infra/greeting.tftpl': 'Hello %{ for name in names ~}\n${name}!\n%{ endfor ~}\n',
  'infra/broken.tftpl': '${',
  'infra/recursive.tftpl': 'x${templatefile("recursive.tftpl", {})}',
  'infra/backups/a.yaml': '{"kind": "A"}',
  'infra/backups/b.yml': '{"kind": "B"}',
  'infra/backups/deep/c.yaml': '{"kind": "C"}',
  'shared/note.txt': 'canary',
};

describe('reads files of the tree', () => {
  test.each([
    ['file("values.json")', '{ "a": [1, "x"] }'],
    ['file("./backups/../values.json")', '{ "a": [1, "x"] }'],
    ['file("../shared/note.txt")', 'canary'],
    ['file("${path.module}/values.json")', '{ "a": [1, "x"] }'],
    ['filebase64("../shared/note.txt")', 'Y2FuYXJ5'],
    ['fileexists("values.json")', true],
    ['fileexists("nothing.json")', false],
    ['try(file("nothing.json"), "fallback")', 'fallback'],
    ['jsondecode(file("values.json")).a[1]', 'x'],
    ['yamldecode(file("backups/a.yaml")).kind', 'A'],
    ['templatefile("greeting.tftpl", { names = ["Ann", "Bob"] })', 'Hello Ann!\nBob!\n'],
    ['templatestring("a${"$"}{b}", { b = 1 })', 'a1'],
    ['join(" ", fileset("backups", "*.yaml"))', 'a.yaml'],
    ['join(" ", fileset("backups", "**/*.yaml"))', 'a.yaml deep/c.yaml'],
    ['join(" ", fileset("backups", "**"))', 'a.yaml b.yml deep/c.yaml'],
    ['join(" ", fileset("backups", "[ab].{yaml,yml}"))', 'a.yaml b.yml'],
    ['join(" ", fileset("backups", "?.y*"))', 'a.yaml b.yml'],
    ['join(" ", fileset("backups", "[!a].*"))', 'b.yml'],
    ['join(" ", fileset(path.module, "*.json"))', 'values.json'],
  ])('%s', (expression, value) => {
    expect(evaluated(expression)).toMatchObject({ kind: 'scalar', value });
  });

  test('with the places in them, led to by the call', () => {
    const places = (expression: string, ...path: (string | number)[]) => {
      const node = nodeAt(evaluated(expression), path);
      const chain = node ? originChain(node.origin) : [];
      return chain.map(({ file, start, end }) => [file.path, file.text.slice(start, end)]);
    };
    expect(places('jsondecode(file("values.json"))', 'a', 1)).toEqual([
      ['infra/values.json', '"x"'],
      ['infra/main.tf', 'file("values.json")'],
    ]);
    expect(places('yamldecode(templatefile("backups/a.yaml", {}))', 'kind')).toEqual([
      ['infra/backups/a.yaml', '"A"'],
      ['infra/main.tf', 'templatefile("backups/a.yaml", {})'],
    ]);
  });

  test.each([
    ['file("nothing.json")', 'Terraform refuses it: there is no file infra/nothing.json'],
    ['file("unreadable.bin")', 'the file infra/unreadable.bin cannot be read'],
    ['templatefile("greeting.tftpl", {})', 'Terraform refuses it: nothing declares names'],
    ['templatefile("broken.tftpl", {})', 'Terraform refuses it: the template has an error of syntax'],
    ['templatefile("recursive.tftpl", {})', 'Terraform refuses it: a template cannot fill in another template'],
    ['jsondecode(file("../shared/note.txt"))', 'Terraform refuses it: the text is no JSON'],
  ])('%s is unknown', (expression, why) => {
    expect(evaluated(expression)).toMatchObject({ kind: 'unknown', why });
  });
});

describe('reads nothing else', () => {
  const calls = (path: string) => [
    `file(${path})`,
    `filebase64(${path})`,
    `fileexists(${path})`,
    `fileset(${path}, "*")`,
    `templatefile(${path}, {})`,
  ];
  const paths = [
    '"/etc/passwd"',
    '"/proc/self/environ"',
    '"~/.netrc"',
    '"../../x"',
    '"../../../../../../etc/passwd"',
    '"${path.root}/../../x"',
    '"a/../../../x"',
    '"C:/secret.txt"',
    '"..\\\\..\\\\x"',
    '"x\\u0000/etc/passwd"',
  ];

  test.each(paths.flatMap(calls))('%s', (expression) => {
    const asked: string[] = [];
    const tree: SourceTree = {
      paths: [],
      read: (path) => {
        asked.push(path);
        return undefined;
      },
    };
    const why = 'it would be read from outside the repository';
    expect(evaluated(expression, tree)).toMatchObject({ kind: 'unknown', why });
    expect(asked).toEqual([]);
  });

  test.each(['filesha256("x")', 'filemd5("values.json")', 'data.http.x.body', 'provider::http::get("https://x")'])(
    '%s',
    (expression) => {
      expect(evaluated(expression)).toMatchObject({ kind: 'unknown' });
    },
  );
});

function evaluated(expression: string, tree: SourceTree = defaultTree()): Node {
  const file = { path: 'infra/main.tf', text: `value = ${expression}\n` };
  const { result, diagnostics } = parseHcl(file);
  expect(diagnostics).toEqual([]);
  const value = result.attributes.get('value')?.value;
  const scope: Scope = {
    budget: new Budget(),
    resolve: ({ root, range }) => {
      return root === 'path' ? { node: { kind: 'scalar', value: '.', origin: { range } }, used: 1 } : undefined;
    },
    files: {
      tree,
      directory: 'infra',
      readYaml: (source) => {
        const json = parseJson({ file: source, text: source.text });
        return isJsonValue(json) ? jsonNode(json) : unknown('it is no YAML', { range: json.at });
      },
    },
  };
  return value ? evaluate(value, scope) : unknown('nothing was parsed', { range: { file, start: 0, end: 0 } });
}

function defaultTree(): SourceTree {
  const tree = memoryTree(texts);
  return {
    paths: tree.paths,
    read: (path) => {
      const read = tree.read(path);
      if (path !== 'infra/unreadable.bin' || (read && isSourceFile(read))) return read;
      const at = { file: { path, text: '' }, start: 0, end: 0 };
      return { code: 'file-encoding', message: 'it is not UTF-8', at };
    },
  };
}
