import process from 'node:process';
import { run } from './run.ts';
import { processShell } from './shell.ts';

// The code is set rather than exited with, so that everything written reaches a slow reader.
process.exitCode = await run(process.argv.slice(2), processShell());
