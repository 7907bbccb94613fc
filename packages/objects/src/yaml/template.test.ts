// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates are what is tested
import { expect, test } from 'vitest';
import { type Template, templateIn } from './template.ts';

test.each<[string, Template]>([
  ['${APP}', { kind: 'variable', prefix: '', name: 'APP' }],
  ['s3://${BUCKET}/db', { kind: 'variable', prefix: 's3://', name: 'BUCKET' }],
  ['${APP:=orders}', { kind: 'variable', prefix: '', name: 'APP', fallback: 'orders' }],
  ['a-${SIZE:-10Gi}-b', { kind: 'variable', prefix: 'a-', name: 'SIZE', fallback: '10Gi' }],
  ['${APP:=}', { kind: 'variable', prefix: '', name: 'APP', fallback: '' }],
  ['${NAME:=${APP}-db}', { kind: 'variable', prefix: '', name: 'NAME', fallback: '${APP}-db' }],
  ['${APP/./-}', { kind: 'variable', prefix: '', name: 'APP' }],
  ['${var.name}', { kind: 'variable', prefix: '' }],
  ['x-${unclosed', { kind: 'variable', prefix: 'x-' }],
  ['https://{{ .x_s3_endpoint }}', { kind: 'expression', prefix: 'https://' }],
  ['{% if x %}', { kind: 'expression', prefix: '' }],
  ['a ${{ github.sha }}', { kind: 'expression', prefix: 'a ' }],
  ['###S3_DESTINATIONPATH###', { kind: 'placeholder', prefix: '', name: 'S3_DESTINATIONPATH' }],
  ['s3://<BUCKET>/', { kind: 'placeholder', prefix: 's3://', name: 'BUCKET' }],
  ['@@HOST@@:9000', { kind: 'placeholder', prefix: '', name: 'HOST' }],
])('finds the template in %s', (text, expected) => {
  expect(templateIn(text)).toEqual(expected);
});

test.each([
  '',
  'orders',
  '$HOME/$(POD_NAME)',
  '$${HOME}',
  '### Heading',
  '<a href="x">',
  'a < b > c',
  '{"a": {"b": {}}}',
  '{%s}',
])('finds none in %j', (text) => {
  expect(templateIn(text)).toBeUndefined();
});

test.each(['#', '$', '<A', '##A-b', '##a', '$${', '{%', 'A', '@@'])('finds none in a long row of %s', (part) => {
  expect(templateIn(part.repeat(100_000))).toBeUndefined();
});

test.each(['${a:-', '${a:-${b}', '${', '{', '@@A-', '${a:-$'])('finds one at the start of a long row of %s', (part) => {
  expect(templateIn(part.repeat(100_000))?.prefix).toBe('');
});
