import { expect, test } from 'vitest';
import { readNamedUrls } from './named-urls.ts';

const at = { range: { file: { path: 'job.yaml', text: '' }, start: 0, end: 0 } };
const word = (text: string) => ({ text, at });

test.each([
  [['mc', 'http://minio:9000', '"$KEY"'], ['http://minio:9000']],
  [['--endpoint-url=https://s3.example.com/'], ['https://s3.example.com/']],
  [['s3://$BUCKET/orders/'], ['s3://backups/orders/']],
  [['s3://$ELSEWHERE/orders/'], []],
  [
    ['http://key:secret@minio:9000,http://minio:9000', 'http://minio:9000'],
    ['http://key:secret@minio:9000', 'http://minio:9000'],
  ],
  [['see-https', 'ftp://x'], []],
])('the addresses in %j are %j', (words, urls) => {
  const program = {
    words: words.map(word),
    variables: new Map(),
    environment: [],
    secrets: [],
    images: [],
    scripts: [],
  };
  const scope = new Map([['BUCKET', ['backups']]]);
  expect(readNamedUrls(program, scope).map(({ url }) => url)).toEqual(urls);
});
