import { type Call, CallProblem, type Handlers } from '../forge-server.ts';
import { demand, texts } from '../look-up.ts';
import { type App, nextId, type Right } from '../world.ts';
import { page } from './page.ts';
import { repositoryShape, userShape } from './shapes.ts';

/** The app itself, where it is installed, and the tokens that it acts with. */
export const githubAppHandlers: Handlers = {
  'GET /app'(call) {
    const { id, slug, permissions = granted, events = ['pull_request'] } = appOf(call);
    return { body: { id, slug, name: slug, html_url: `https://github.invalid/apps/${slug}`, permissions, events } };
  },
  'GET /app/hook/deliveries'(call) {
    const { deliveries = [] } = appOf(call);
    const size = Math.min(100, Number(call.query.get('per_page') ?? 30));
    const shown = deliveries.slice(0, size).map((code, index) => ({
      id: deliveries.length - index,
      guid: '0b989ba4-242f-11e5-81e1-c7b6966d2516',
      delivered_at: '2026-01-01T00:00:00Z',
      redelivery: false,
      duration: 0.1,
      status: code >= 200 && code < 300 ? 'OK' : 'Invalid HTTP Response',
      status_code: code,
      event: 'pull_request',
    }));
    return { body: shown };
  },
  'GET /app/installations'(call) {
    const { id: appId, slug, installations, permissions: asked = granted } = appOf(call);
    return page(call, installations, ({ id, account, isSuspended, permissions = asked }) => ({
      id,
      app_id: appId,
      app_slug: slug,
      account: userShape(call.world, account),
      permissions,
      html_url: `https://github.invalid/organizations/${account}/settings/installations/${id}`,
      repository_selection: 'selected',
      suspended_at: isSuspended ? '2026-01-01T00:00:00Z' : null,
    }));
  },
  'POST /app/installations/{}/access_tokens'(call) {
    const app = appOf(call);
    const installation = app.installations.find(({ id }) => id === Number(call.params[0]));
    if (!installation || installation.isSuspended) throw new CallProblem(403, 'This installation has been suspended');
    const wanted = texts(call.body.repositories).map((name) => `${installation.account}/${name}`);
    const unknown = wanted.filter((name) => !installation.repositories.includes(name));
    if (unknown.length > 0) throw new CallProblem(422, 'There is at least one repository that does not exist');
    const given = installation.permissions ?? app.permissions ?? granted;
    const asked = permissionsIn(call.body.permissions) ?? given;
    const excess = Object.keys(asked).filter((name) => levelOf(asked, name) > levelOf(given, name));
    if (excess.length > 0)
      throw new CallProblem(422, 'The permissions requested are not granted to this installation.');
    const token = `ghs_${nextId(call.world)}`;
    const repositories = wanted.length > 0 ? wanted : installation.repositories;
    const login = `${app.slug}[bot]`;
    call.world.tokens.set(token, {
      login,
      rights: new Set([...installation.rights].filter((right) => isCovered(right, asked))),
      installation: { ...installation, repositories },
    });
    // Longer than any test, and no run of one differs from another.
    return { status: 201, body: { token, expires_at: '2099-01-01T00:00:00Z', permissions: asked } };
  },
  'GET /installation/repositories'(call) {
    const names = call.installation?.repositories;
    if (!names) throw new CallProblem(403, 'Resource not accessible');
    const { body, ...answer } = page(call, names, (name) => {
      const repository = call.world.repositories.find((one) => `${one.owner}/${one.name}` === name);
      if (!repository) throw new CallProblem(404, 'Not Found');
      return repositoryShape(call.world, repository);
    });
    return { ...answer, body: { total_count: names.length, repositories: body } };
  },
};

/** What a token must be allowed to do so that it has a right. */
const covers: Readonly<Partial<Record<Right, string>>> = {
  review: 'pull_requests',
  issues: 'issues',
  checks: 'checks',
  status: 'statuses',
};

function isCovered(right: Right, asked: Readonly<Record<string, string>>): boolean {
  const name = covers[right];
  return name === undefined || asked[name] === 'write';
}

function levelOf(permissions: Readonly<Record<string, string>>, name: string): number {
  return ['read', 'write', 'admin'].indexOf(permissions[name] ?? 'none');
}

function permissionsIn(asked: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof asked !== 'object' || asked === null) return undefined;
  return Object.fromEntries(Object.entries(asked).map(([name, level]) => [name, String(level)]));
}

const granted = {
  metadata: 'read',
  contents: 'read',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
  statuses: 'write',
};

function appOf(call: Call): App {
  demand(call, 'app');
  if (!call.world.app) throw new CallProblem(404, 'Not Found');
  return call.world.app;
}
