import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ForgeError } from '@backlint/forge/forge-error';
import { checkedName } from '@backlint/forge/http/checked-name';
import { apiOf, type MadeApp, readMadeApp } from './made-app.ts';
import { manifestOf } from './manifest.ts';
import { endPage, startPage } from './pages.ts';
import { prepareFolder, writeApp } from './write-app.ts';

/** What an app is made with. */
export interface SetupOptions {
  /** Where GitHub will reach the bot. */
  readonly webhooks: string;
  /** Where the files go; it must not hold them yet. */
  readonly folder: string;
  readonly organization?: string;
  /** GitHub as people see it: `https://github.com`, or a GitHub Enterprise Server. */
  readonly github: string;
  readonly port?: number;
}

/**
 * Makes a GitHub App: serves a page on this machine that takes somebody to GitHub, waits for them to come back, and writes
 * what the bot needs to know. Answers with the exit code: 0, 1 where it came to nothing, 2 where it could not begin. Secrets
 * go to files and nowhere else.
 */
export async function setup(options: SetupOptions, write: (text: string) => void): Promise<number> {
  const problem = problemWith(options);
  if (problem !== undefined) {
    write(`${problem}\n`);
    return 2;
  }
  const server = createServer();
  try {
    server.listen(options.port ?? 0, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    write(`--port must be a number of a port that is free.\n`);
    return 2;
  }
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const doorway = randomUUID();
  write(`Open this page on this machine, and make the app on GitHub:\n\n  ${origin}/${doorway}\n\n`);
  try {
    const app = await appMadeBy(server, { origin, doorway, state: randomUUID() }, options);
    write(`The app ${app.slug} is made; its files are in ${options.folder}.\n`);
    write(`Install it: ${app.html_url}/installations/new\n`);
    write(`Then run: backlint-bot --config ${options.folder}/bot.yaml doctor\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    write(`GitHub has not told of the app: ${error.message}\nRemove it on GitHub if it is there, and begin anew.\n`);
    return 1;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function problemWith({ webhooks, github, folder, organization }: SetupOptions): string | undefined {
  const isAddress = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (!isAddress(webhooks)) return '--webhooks must be an address such as https://backlint.example.com.';
  if (!isAddress(github)) return '--github must be an address such as https://github.com.';
  if (organization !== undefined && !/^[\w-]+$/.test(organization)) return '--organization must be its name.';
  const there = prepareFolder(folder);
  return there.length === 0 ? undefined : `${folder} holds ${there.join(' and ')} already: name another folder.`;
}

interface Visit {
  readonly origin: string;
  /** The path of the page: others on this machine cannot guess it. */
  readonly doorway: string;
  /** What GitHub sends the browser back with, so that nobody else's app is taken for ours. */
  readonly state: string;
}

/** Answers the browser until it has brought an app, whose files are written then. */
function appMadeBy(server: Server, { origin, doorway, state }: Visit, options: SetupOptions): Promise<MadeApp> {
  const { github, organization, webhooks, folder } = options;
  const owner = organization === undefined ? '' : `/organizations/${checkedName(organization)}`;
  const action = `${new URL(github).origin}${owner}/settings/apps/new?state=${state}`;
  const manifest = manifestOf(webhooks, `${origin}/made`);
  return new Promise((resolve, reject) => {
    let isTaken = false;
    const make = async (code: string, response: ServerResponse) => {
      isTaken = true;
      const apiUrl = apiOf(github);
      try {
        const app = await readMadeApp(apiUrl, code);
        writeApp(folder, app, apiUrl);
        response.once('close', () => resolve(app));
        answer(
          response,
          200,
          endPage('The app is made, and its files are written.', `${app.html_url}/installations/new`),
        );
      } catch (error) {
        response.once('close', () => reject(error));
        answer(response, 502, endPage('That did not work; the terminal says why.'));
      }
    };
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const asked = `${origin}${request.url}`;
      const { pathname, searchParams: query } = new URL(URL.canParse(asked) ? asked : origin);
      const code = query.get('code') ?? '';
      // Another name for this machine would be a page of somebody else.
      const isOurs = request.method === 'GET' && `http://${request.headers.host}` === origin;
      if (isOurs && pathname === `/${doorway}`) answer(response, 200, startPage(action, manifest));
      else if (!isOurs || pathname !== '/made') answer(response, 404, endPage('There is nothing here.'));
      else if (query.get('state') !== state) answer(response, 403, endPage('This is not the app that was asked for.'));
      else if (isTaken || !/^[\w-]{1,200}$/.test(code)) answer(response, 400, endPage('GitHub has sent no app.'));
      else void make(code, response);
    });
  });
}

function answer(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      // GitHub may look at where a form comes from; the path is nobody's business.
      'referrer-policy': 'strict-origin',
      'cache-control': 'no-store',
      connection: 'close',
    })
    .end(html);
}
