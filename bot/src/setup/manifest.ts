import { neededEvents, neededPermissions, usefulEvents, usefulPermissions } from '../doctor/app-needs.ts';

/**
 * What GitHub makes an app from: the permissions and events that the bot needs, and no more. Who belongs to teams it may ask
 * where somebody adds that.
 */
export function manifestOf(webhooks: string, redirectTo: string): object {
  // Without the permission GitHub refuses the event.
  const permissions = { ...neededPermissions, merge_queues: usefulPermissions.merge_queues };
  return {
    name: 'backlint',
    url: webhooks,
    description: 'Reviews pull requests about database backups.',
    public: false,
    hook_attributes: { url: webhookAddress(webhooks), active: true },
    redirect_url: redirectTo,
    default_permissions: Object.fromEntries(Object.entries(permissions).map(([name, { level }]) => [name, level])),
    default_events: [...neededEvents, ...usefulEvents],
  };
}

/** Where the bot takes the webhooks of the forge that `setup` configures. */
function webhookAddress(webhooks: string): string {
  return `${webhooks.replace(/\/+$/, '')}/webhooks/github`;
}
