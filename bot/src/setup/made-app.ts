import { ForgeError } from '@backlint/forge/forge-error';
import { forgeFetch } from '@backlint/forge/http/forge-fetch';
import { z } from 'zod';

const shape = z.object({
  id: z.int().positive(),
  slug: z.string().regex(/^[\w-]+$/),
  html_url: z.url({ protocol: /^https?$/ }),
  pem: z.string().includes('PRIVATE KEY'),
  webhook_secret: z.string().min(32),
});

/** An app that GitHub has just made, with its secrets. */
export type MadeApp = z.infer<typeof shape>;

/** Gets an app from the code that GitHub has sent the browser back with; a code can be used once. */
export async function readMadeApp(apiUrl: string, code: string): Promise<MadeApp> {
  const send = forgeFetch({ url: apiUrl, token: '', betweenWrites: 0 });
  const response = await send(`${apiUrl}/app-manifests/${encodeURIComponent(code)}/conversions`, {
    method: 'POST',
    headers: { accept: 'application/vnd.github+json' },
  });
  const parsed = shape.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ForgeError('unexpected', `what GitHub tells of the app is not as described at ${where}`);
}

/** Where the API of a GitHub is. */
export function apiOf(github: string): string {
  const { origin, hostname } = new URL(github);
  return /^github\.com$|\.ghe\.com$/.test(hostname) ? `https://api.${hostname}` : `${origin}/api/v3`;
}
