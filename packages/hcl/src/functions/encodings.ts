import type { Node } from '@backlint/source/node';
import type { SourceFile } from '@backlint/source/source-file';
import { placedInText } from '@backlint/source/text-piece';
import { failure, scalar, unknown, unknownBecause, unknownIn } from '../evaluate/nodes.ts';
import { isJsonValue, parseJson } from '../json/parse-json.ts';
import { readCsv } from './csv.ts';
import { anything, type FunctionCall, type Functions, type Parameter, text } from './function-spec.ts';
import { jsonNode } from './json-node.ts';
import { jsonText } from './json-text.ts';
import { simple, textOf } from './simple.ts';
import { withoutTypes } from './without-types.ts';
import { yamlText } from './yaml-text.ts';

/** Text to decode: where it is unknown, the data it was encoded from may still be there. */
const encoded: Parameter = { type: 'string', takes: 'unknown' };

/** Functions between data and text. */
export const encodingFunctions: Functions = {
  base64decode: simple(['string'], decodeBase64),
  base64encode: simple(['string'], (plain) => Buffer.from(plain, 'utf8').toString('base64')),
  csvdecode: { parameters: [text], apply: ([csv], { origin }) => readCsv(textOf(csv), origin) },
  jsondecode: { parameters: [encoded], apply: ([json], call) => decode(json, call, readJson) },
  jsonencode: { parameters: [anything], apply: ([data], call) => encode(data, call, jsonText) },
  'provider::kubernetes::manifest_decode': {
    parameters: [encoded],
    apply: ([yaml], call) => decode(yaml, call, readYaml),
  },
  urlencode: simple(['string'], encodeUrl),
  yamldecode: { parameters: [encoded], apply: ([yaml], call) => decode(yaml, call, readYaml) },
  yamlencode: { parameters: [anything], apply: ([data], call) => encode(data, call, yamlText) },
};

/** The text, and the data in it for those who want to decode it again, which knows its places. */
function encode(data: Node | undefined, { origin }: FunctionCall, render: (data: Node) => string): Node {
  if (!data) return failure('there is nothing to encode', origin);
  const doubt = unknownIn(data);
  if (doubt) return { ...unknownBecause(doubt, origin), encodes: data };
  const rendered = scalar(render(data), origin);
  return rendered.kind === 'scalar' ? { ...rendered, encodes: data } : rendered;
}

type Read = (file: SourceFile, call: FunctionCall) => Node;

/** The data in a text, each part at the place where that part of the text was written. */
function decode(encodedText: Node | undefined, call: FunctionCall, read: Read): Node {
  const { origin } = call;
  if (encodedText?.kind === 'unknown') {
    return encodedText.encodes ? withoutTypes(encodedText.encodes) : unknownBecause(encodedText, origin);
  }
  if (encodedText?.kind !== 'scalar') return failure('there is no text to decode', origin);
  if (encodedText.encodes) return withoutTypes(encodedText.encodes);
  const file = { path: origin.range.file.path, text: textOf(encodedText) };
  return placedInText(read(file, call), file, encodedText);
}

function readJson(file: SourceFile, { origin }: FunctionCall): Node {
  const value = parseJson({ file, text: file.text });
  return isJsonValue(value) ? jsonNode(value) : failure('the text is no JSON', origin);
}

function readYaml(file: SourceFile, { origin, scope }: FunctionCall): Node {
  return scope.files?.readYaml(file) ?? unknown('nothing here reads YAML', origin);
}

function decodeBase64(base64: string) {
  const bytes = Buffer.from(base64, 'base64');
  const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(
    base64.replace(/[\r\n]/g, ''),
  );
  const plain = bytes.toString('utf8');
  return isBase64 && !plain.includes('\ufffd') ? plain : { refusal: 'the text is no base64 of UTF-8' };
}

/** As Go's url.QueryEscape. */
function encodeUrl(plain: string): string {
  return encodeURIComponent(plain.replace(/\p{Surrogate}/gu, '\ufffd'))
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
