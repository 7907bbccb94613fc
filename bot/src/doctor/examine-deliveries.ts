import { z } from 'zod';
import type { appClient } from '../forges/app-client.ts';
import { outcomeOf, shaped } from './outcome.ts';
import { missing, note, right, type Statement } from './statement.ts';

const deliveriesShape = z.array(z.object({ status_code: z.int(), event: z.string() }));

/** Looks at how the latest webhook of an app was answered, which GitHub remembers for some days. */
export async function examineDeliveries(
  client: Awaited<ReturnType<typeof appClient>>,
  forge: string,
): Promise<readonly Statement[]> {
  const list = await outcomeOf(shaped(deliveriesShape, client.rest.apps.listWebhookDeliveries({ per_page: 10 })));
  if (list.kind === 'refused') return [note(`Whether webhooks arrive cannot be asked (${list.message})`)];
  const [latest] = list.answer;
  if (!latest) return [note('GitHub has sent no webhook in the last days')];
  const { status_code: status, event } = latest;
  if (status >= 200 && status < 300) return [right('The latest webhook arrived')];
  const told = `The latest webhook (\`${event}\`) was answered with ${status === 0 ? 'nothing' : status}`;
  if (status === 401) {
    return [missing(told, 'Its secret is not the one of `webhookSecrets`: set the same on the page of the app.')];
  }
  if (status === 404) {
    return [missing(told, `Its address must end with /webhooks/${forge}: set it on the page of the app.`)];
  }
  return [note(told, 'If the bot was running then, see that GitHub reaches its address.')];
}
