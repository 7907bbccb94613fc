import { readFileSync } from 'node:fs';
import process from 'node:process';

const args = process.argv.slice(2);

if (args[0] === '--version' || args[0] === '-V') {
  console.log(version());
} else {
  console.error('backlint: this build has no commands yet');
  process.exitCode = 2;
}

/** The version of the package this file was published with. */
function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return manifest.version;
}
