import type { Report } from '@backlint/report/report';
import type { ChangedFile } from './diff/changed-file.ts';

/** What a change is written in and about, for the first line of its review. */
export function technologiesOf(files: readonly ChangedFile[], { databases }: Report): readonly string[] {
  const has = (pattern: RegExp) => files.some(({ path }) => pattern.test(path));
  return [
    ...(has(/\.(?:tf|tofu|tfvars)(?:\.json)?$/) ? ['Terraform'] : []),
    ...(has(/(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/) ? ['kustomize'] : []),
    ...(has(/\.ya?ml$/) ? ['Kubernetes'] : []),
    ...(databases.some(({ address }) => address.startsWith('postgresql.cnpg.io/')) ? ['CloudNativePG'] : []),
  ];
}
