import type { Rule } from '@backlint/lint/rule';
import type { CredentialBlock, Destination } from '@backlint/model/destination';
import type { Value } from '@backlint/source/value';

const providers = {
  s3: { scheme: /^s3:\/\//i, name: 'S3', example: 's3://bucket/folder', field: 's3Credentials' },
  azure: {
    scheme: /^https?:\/\//i,
    name: 'Azure',
    example: 'https://account.blob.core.windows.net/container/folder',
    field: 'azureCredentials',
  },
  google: {
    scheme: /^gs:\/\//i,
    name: 'Google Cloud Storage',
    example: 'gs://bucket/folder',
    field: 'googleCredentials',
  },
} as const;

export const mismatchedStoreProvider: Rule = {
  id: 'mismatched-store-provider',
  summary: 'A destination path that belongs to another provider than the credentials beside it',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    const read = model.restorePaths.flatMap(({ destination }) =>
      destination.kind === 'resolved' && destination.to.declaredIn === 'external-cluster' ? [destination.to] : [],
    );
    for (const destination of [...model.destinations, ...read]) {
      const [block, another] = destination.credentials.blocks;
      // Several blocks, or none, are the matter of `invalid-credentials`.
      if (!block || another || destination.credentials.unknown !== undefined) continue;
      const start = certainStart(destination.path);
      if (start === undefined) continue;
      const { scheme, name, example } = providers[block.provider];
      const evidence = [{ message: `credentials for ${name}`, at: block.origin }];
      const common = { about: destination, at: destination.path.origin, evidence };
      if (scheme.test(start)) {
        const message = `The path of ${destination.title} and its credentials are both for ${name}`;
        yield { ...common, outcome: 'upheld', message };
        continue;
      }
      yield {
        ...common,
        outcome: 'problem',
        message: `${quotedPath(destination)} is no path for ${name}, but the credentials beside it are: every upload and every restore fails`,
        remedy: `Write the path as \`${example}\`${otherCredentials(start, block)}`,
      };
    }
  },
};

/** The text up to where a template begins tells the provider only if the scheme is in it. */
function certainStart(path: Value<string>): string | undefined {
  if (path.kind === 'written') return path.value === '' ? undefined : path.value;
  return path.kind === 'unknown' && path.prefix?.includes('://') ? path.prefix : undefined;
}

function quotedPath({ path }: Destination): string {
  return path.kind === 'written' ? `"${path.value}"` : `"${path.kind === 'unknown' ? path.prefix : ''}…"`;
}

function otherCredentials(start: string, block: CredentialBlock): string {
  const meant = Object.entries(providers).find(([, { scheme }]) => scheme.test(start));
  return meant && meant[0] !== block.provider ? `, or the credentials as \`${meant[1].field}\`` : '';
}
