import { createHmac } from 'node:crypto';
import { giteaPullRequest, githubPullRequest } from './payload-fixtures.ts';
import { edgeSecrets } from './test-edge.ts';

/**
 * A request by which nothing may be asked for: what it is, the statuses of its answers, and its bytes. `cut` is one that is
 * too large: whoever still writes when the connection ends may never see that it was answered with 413.
 */
export type HostileRequest = readonly [title: string, statuses: readonly number[] | 'cut', bytes: Buffer];

/** A request as GitHub would send it, but for what is said otherwise; a header that is undefined is left out. */
export function delivery(changed: Partial<Delivery> = {}): Buffer {
  const body = changed.body ?? githubBody;
  const { line = 'POST /webhooks/github HTTP/1.1', headers = {}, extra = [], sent = body } = changed;
  const all: Readonly<Record<string, string | undefined>> = {
    host: 'bot.test',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(sent)),
    'x-github-event': 'pull_request',
    'x-hub-signature-256': `sha256=${hmacOf(body, edgeSecrets.github)}`,
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return Buffer.concat([
    Buffer.from(`${[line, ...lines, ...extra].join('\r\n')}\r\n\r\n`, 'latin1'),
    Buffer.from(sent),
  ]);
}

interface Delivery {
  readonly line: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** More lines of the head. */
  readonly extra: readonly string[];
  /** What is signed. */
  readonly body: string | Buffer;
  /** What is sent, where that is something else. */
  readonly sent: string | Buffer;
}

/** A request as Forgejo would send it, but for these headers. */
export function forgejoDelivery(headers: Readonly<Record<string, string | undefined>> = {}): Buffer {
  const own = {
    'x-github-event': 'pull_request',
    'x-forgejo-event-type': 'pull_request',
    'x-forgejo-signature': hmacOf(giteaBody, edgeSecrets.gitea),
    'x-hub-signature-256': `sha256=${hmacOf(giteaBody, edgeSecrets.gitea)}`,
  };
  return delivery({ line: 'POST /webhooks/gitea HTTP/1.1', body: giteaBody, headers: { ...own, ...headers } });
}

function hmacOf(body: string | Buffer, secret: string, algorithm = 'sha256'): string {
  return createHmac(algorithm, secret).update(body).digest('hex');
}

const githubBody = JSON.stringify(githubPullRequest('opened'));
const giteaBody = JSON.stringify(giteaPullRequest('opened'), undefined, 2);
const right = hmacOf(githubBody, edgeSecrets.github);
const rightForgejo = hmacOf(giteaBody, edgeSecrets.gitea);

const signature = (value: string | undefined) => delivery({ headers: { 'x-hub-signature-256': value } });
const signed = (body: string | Buffer) => delivery({ body });
const event = (name: string | undefined) => delivery({ headers: { 'x-github-event': name } });
const line = (text: string) => delivery({ line: text });
const type = (value: string | undefined) => delivery({ headers: { 'content-type': value } });
const encoding = (value: string) => delivery({ headers: { 'content-encoding': value } });
const length = (value: string) => delivery({ headers: { 'content-length': value } });
const chunked = (sent: string, extra: readonly string[] = []) =>
  delivery({ sent, headers: { 'content-length': undefined, 'transfer-encoding': 'chunked' }, extra });
const about = (changed: object) => signed(JSON.stringify({ ...githubPullRequest('opened'), ...changed }));

const forgedOnGithub: readonly HostileRequest[] = [
  ['no signature', [401], signature(undefined)],
  ['an empty signature', [401], signature('')],
  ['a signature of nothing', [401], signature('sha256=')],
  ['a signature that is short', [401], signature(`sha256=${right.slice(0, 63)}`)],
  ['a signature that is long', [401], signature(`sha256=${right}0`)],
  ['a signature in upper case', [401], signature(`sha256=${right.toUpperCase()}`)],
  ['a prefix in upper case', [401], signature(`SHA256=${right}`)],
  ['no prefix', [401], signature(right)],
  ['a signature by SHA-1', [401], signature(`sha1=${hmacOf(githubBody, edgeSecrets.github, 'sha1')}`)],
  [
    'the old header alone',
    [401],
    delivery({
      headers: {
        'x-hub-signature-256': undefined,
        'x-hub-signature': `sha1=${hmacOf(githubBody, edgeSecrets.github, 'sha1')}`,
      },
    }),
  ],
  ['a signature that is sent twice', [401], delivery({ extra: [`x-hub-signature-256: sha256=${right}`] })],
  ['a list of signatures', [401], signature(`sha256=${'0'.repeat(64)}, sha256=${right}`)],
  ['a signature in quotes', [401], signature(`"sha256=${right}"`)],
  ['a signature that is not ASCII', [401], signature(`sha256=${'é'.repeat(64)}`)],
  ['a signature in base64', [401], signature(`sha256=${Buffer.from(right, 'hex').toString('base64')}`)],
  ['a signature of zeros', [401], signature(`sha256=${'0'.repeat(64)}`)],
  ['a signature with an empty secret', [401], signature(`sha256=${hmacOf(githubBody, '')}`)],
  ['a signature with a well-known secret', [401], signature(`sha256=${hmacOf(githubBody, 'development')}`)],
  ['a signature with the secret of another forge', [401], signature(`sha256=${hmacOf(githubBody, edgeSecrets.gitea)}`)],
  ['a body that was changed', [401], delivery({ sent: githubBody.replace('"number":7', '"number":8') })],
  ['a body that was written anew', [401], delivery({ sent: JSON.stringify(JSON.parse(githubBody), undefined, 1) })],
  ['a body with a line more', [401], delivery({ sent: `${githubBody}\n` })],
  ['a signature of another request', [401], signature(`sha256=${hmacOf('{}', edgeSecrets.github)}`)],
  [
    'a signature in the wrong header',
    [401],
    delivery({ headers: { 'x-hub-signature-256': undefined, 'x-forgejo-signature': right } }),
  ],
  ['a signature of Forgejo besides', [401], delivery({ headers: { 'x-forgejo-signature': right } })],
  ['an empty signature of Gitea besides', [401], delivery({ headers: { 'x-gitea-signature': '' } })],
  [
    'a payload of Forgejo, as Forgejo signs it',
    [401],
    delivery({ body: giteaBody, headers: { 'x-forgejo-signature': hmacOf(giteaBody, edgeSecrets.github) } }),
  ],
];

const forgedOnForgejo: readonly HostileRequest[] = [
  ['no signature', { 'x-forgejo-signature': undefined, 'x-hub-signature-256': undefined }],
  ['the signature of GitHub alone', { 'x-forgejo-signature': undefined }],
  ['an empty signature', { 'x-forgejo-signature': '' }],
  ['a prefix', { 'x-forgejo-signature': `sha256=${rightForgejo}` }],
  ['a signature in upper case', { 'x-forgejo-signature': rightForgejo.toUpperCase() }],
  [
    'a wrong signature, and a right one of Gitea',
    { 'x-forgejo-signature': '0'.repeat(64), 'x-gitea-signature': rightForgejo },
  ],
  ['a signature with the secret of another forge', { 'x-forgejo-signature': hmacOf(giteaBody, edgeSecrets.github) }],
].map(([title, headers]) => [
  `at Forgejo: ${title}`,
  [401],
  forgejoDelivery(headers as Record<string, string | undefined>),
]);

const unreadable: readonly HostileRequest[] = [
  ['a number', '1'],
  ['null', 'null'],
  ['a text', '"x"'],
  ['a list', '[]'],
  ['nothing', ''],
  ['half an object', '{"action":'],
  ['an object of nothing', '{}'],
  ['a byte order mark', `\ufeff${githubBody}`],
  ['UTF-16', Buffer.from(githubBody, 'utf16le')],
  ['bytes that are no text', Buffer.concat([Buffer.from(githubBody), Buffer.from([0xc3, 0x28])])],
  ['zeros', Buffer.alloc(100_000)],
  ['brackets without end', '['.repeat(1_000_000)],
  ['lists in lists', `{"a":${'['.repeat(500_000)}${']'.repeat(500_000)}}`],
  ['objects in objects', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
  ['a number of many digits', `{"action":"opened","number":${'9'.repeat(1_000_000)}}`],
  ['a form', `payload=${encodeURIComponent(githubBody)}`],
].map(([title, body]) => [`signed: ${title}`, [400], signed(body ?? '')]);

const leadingElsewhere: readonly HostileRequest[] = [
  ['the number 0', { number: 0 }],
  ['a number that is too large to be exact', { number: 2 ** 53 }],
  ['a number that is a path', { number: '7/../../../user' }],
  ['a repository above', { repository: { full_name: '../..' } }],
  ['a repository with a path', { repository: { full_name: 'shop/infra/../../user' } }],
  ['a repository with a line break', { repository: { full_name: 'shop/infra\r\nx: y' } }],
  ['a repository that is an object', { repository: { full_name: { toString: 'shop/infra' } } }],
  ['a repository from the prototype', { repository: undefined, ['__proto__']: githubPullRequest('opened') }],
].map(([title, changed]) => [`signed: ${title}`, [400], about(changed as object)]);

const ofNoInterest: readonly HostileRequest[] = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    '*',
    'error',
    '',
    'PULL_REQUEST',
    'pull_request, push',
    'é',
    'a'.repeat(8_000),
  ].map((name): HostileRequest => [`signed: the event ${JSON.stringify(name.slice(0, 20))}`, [202], event(name)]),
  ['signed: no event', [202], event(undefined)],
  ['signed: two events', [202], delivery({ extra: ['x-github-event: push'] })],
  ['signed: an event that was swapped', [400], event('push')],
  ['signed: an event that was swapped for another', [400], event('check_suite')],
  ['signed: an action from the prototype', [202], about({ action: '__proto__' })],
];

const otherRequests: readonly HostileRequest[] = [
  ['GET', [405], line('GET /webhooks/github HTTP/1.1')],
  ['PUT', [405], line('PUT /webhooks/github HTTP/1.1')],
  ['HEAD', [405], line('HEAD /webhooks/github HTTP/1.1')],
  ['OPTIONS', [405], line('OPTIONS /webhooks/github HTTP/1.1')],
  ['TRACE', [405], line('TRACE /webhooks/github HTTP/1.1')],
  ['CONNECT', [], line('CONNECT bot.test:443 HTTP/1.1')],
  ['a method that nobody knows', [400], line('PUSH /webhooks/github HTTP/1.1')],
  ['another path', [404], line('POST /webhooks/elsewhere HTTP/1.1')],
  ['the path of the prototype', [404], line('POST /webhooks/__proto__ HTTP/1.1')],
  ['a path that goes up', [404], line('POST /webhooks/../webhooks/github HTTP/1.1')],
  ['a path in other letters', [404], line('POST /webhooks/%67ithub HTTP/1.1')],
  ['a path with a slash more', [404], line('POST /webhooks/github/ HTTP/1.1')],
  ['a whole address', [404], line('POST http://bot.test/webhooks/github HTTP/1.1')],
  ['the path of a probe', [405], line('POST /metrics HTTP/1.1')],
  ['a form', [415], type('application/x-www-form-urlencoded')],
  ['a form of parts', [415], type('multipart/form-data; boundary=application/json')],
  ['plain text', [415], type('text/plain')],
  ['something like JSON', [415], type('application/jsonp')],
  ['no type', [415], type(undefined)],
  ['gzip', [415], encoding('gzip')],
  ['two encodings', [415], encoding('gzip, br')],
  ['an encoding that is none', [415], encoding('identity')],
  ['a length of 3 MiB', [413], length(String(3 * 2 ** 20))],
  ['a length of 600 MB', [413], length('600000000')],
  ['a length without end', [400], length('9'.repeat(30))],
  ['a length below zero', [400], length('-1')],
  ['a length in other digits', [400], length('0x10')],
  ['two lengths', [400], delivery({ extra: ['content-length: 1'] })],
  ['a length and chunks', [400], delivery({ extra: ['transfer-encoding: chunked'] })],
  ['chunks of no size', [400], chunked('zz\r\n')],
  ['a chunk of all memory', 'cut', chunked(`ffffffffffffffff\r\n${'a'.repeat(3 * 2 ** 20)}`)],
  ['a chunk of more than there are numbers', [400], chunked('fffffffffffffffff\r\n')],
  ['a chunk with endless notes', [413], chunked(`1;${'a'.repeat(20_000)}\r\n`)],
  ['chunks of 3 MiB', 'cut', chunked(`300000\r\n${'a'.repeat(3 * 2 ** 20)}\r\n0\r\n\r\n`)],
  [
    'chunks that are packed',
    [401],
    delivery({
      headers: { 'content-length': undefined, 'transfer-encoding': 'gzip, chunked' },
      sent: '2\r\n{}\r\n0\r\n\r\n',
    }),
  ],
  ['headers of 17 KiB', [431], delivery({ headers: { 'x-long': 'a'.repeat(17 * 1_024) } })],
  ['three thousand headers', [431], delivery({ extra: Array(3_000).fill('x-many: a') })],
  ['a header over two lines', [400], delivery({ extra: ['x-one: a', ' b'] })],
  ['a header with a zero', [400], delivery({ headers: { 'x-zero': 'a\0b' } })],
  ['a header without a name', [400], delivery({ extra: [': a'] })],
  ['no host', [400], delivery({ headers: { host: undefined } })],
  ['an older HTTP', [405], Buffer.from('GET /webhooks/github\r\n\r\n')],
  ['a newer HTTP', [400], Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
  ['an HTTP that nobody knows', [400], line('POST /webhooks/github HTTP/9.9')],
  ['TLS', [400], Buffer.from('16030100a5010000a10303', 'hex')],
  ['noise', [400], Buffer.from('\x00\xff\xfe\r\n\r\n', 'latin1')],
  [
    'an upgrade',
    [401],
    delivery({ headers: { 'x-hub-signature-256': undefined, connection: 'upgrade', upgrade: 'websocket' } }),
  ],
  ['an expectation', [417], delivery({ headers: { expect: 'miracles' } })],
  [
    'a question whether it may go on',
    [401],
    delivery({ headers: { expect: '100-continue', 'x-hub-signature-256': undefined } }),
  ],
  ['two requests at once', [401, 401], Buffer.concat([signature(undefined), signature('')])],
  [
    'a request in the body of another',
    [404],
    delivery({ line: 'POST /nowhere HTTP/1.1', headers: { 'content-length': '100000' }, sent: delivery() }),
  ],
];

/** All of them. */
export const hostileRequests: readonly HostileRequest[] = [
  ...forgedOnGithub,
  ...forgedOnForgejo,
  ...unreadable,
  ...leadingElsewhere,
  ...ofNoInterest,
  ...otherRequests,
];
