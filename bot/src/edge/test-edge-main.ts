/** A process of its own with the bot's edge, for tests that would harm theirs; it tells on request how it is. */
import process from 'node:process';
import { keyOf } from '../work.ts';
import { healthRoutes } from './health-routes.ts';
import { startServer } from './start-server.ts';
import { webhookRoute } from './webhook-route.ts';

const [limits = '{}', secrets = '{}'] = process.argv.slice(2);
const asked: string[] = [];
const errors: string[] = [];
const surroundings = {
  queue: { ask: async (work: Parameters<typeof keyOf>[0]) => void asked.push(keyOf(work)) },
  delay: 0,
  counter: { count: () => {} },
  log: { info: () => {}, error: () => {} },
};
const forges = Object.entries(JSON.parse(secrets) as Record<'github' | 'gitea', string>).map(([kind, secret]) => ({
  name: kind,
  kind: kind === 'github' ? ('github' as const) : ('gitea' as const),
  secrets: [secret],
  ownLogin: () => 'backlint',
  isAllowed: () => true,
}));
const metrics = '# nothing happened\n'.repeat(50_000);
const { port } = await startServer({
  host: '127.0.0.1',
  port: 0,
  routes: new Map([
    ...forges.map((forge) => webhookRoute(forge, surroundings)),
    ...healthRoutes({ checks: [], renderMetrics: async () => metrics }),
  ]),
  limits: JSON.parse(limits),
  onError: (error) => void errors.push(String(error)),
});
process.on('message', () => {
  const connections = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
  process.send?.({ port, asked, errors, connections, memory: process.memoryUsage.rss() });
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
