/**
 * Rewrites `packages/model/src/schemas/generated` from a folder of CustomResourceDefinitions:
 * `node packages/dev/src/run-typescript.mjs packages/dev/src/generate-schemas.ts ../shared/data/crds`
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { validatorsModule } from './compile-schemas.ts';
import { distilCrds } from './distil-crds.ts';
import { root } from './root.mjs';

const generated = `${root}/packages/model/src/schemas/generated`;
const [folder] = process.argv.slice(2);

if (folder === undefined) {
  console.error('Which folder holds the CustomResourceDefinitions?');
  process.exitCode = 2;
} else {
  await generateSchemas(folder);
}

async function generateSchemas(crds: string): Promise<void> {
  const { schemas, differences, versions } = distilCrds(crds);
  mkdirSync(generated, { recursive: true });
  writeFileSync(`${generated}/kinds.json`, linesOf({ versions, schemas }));
  writeFileSync(
    `${generated}/differences.json`,
    `[\n${differences.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`,
  );
  writeFileSync(`${generated}/validators.ts`, await validatorsModule(schemas, Object.keys(versions)));
}

/** JSON with a line for each schema, so that a change can be read. */
function linesOf(groups: Readonly<Record<string, object>>): string {
  const parts = Object.entries(groups).map(([name, entries]) => {
    const lines = Object.entries(entries).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
    return `${JSON.stringify(name)}: {\n${lines.join(',\n')}\n}`;
  });
  return `{\n${parts.join(',\n')}\n}\n`;
}
