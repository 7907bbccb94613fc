/**
 * What `npm start` and `npm test` run on a machine that has Node and npm and nothing else. This file and what it imports
 * before installing use Node alone; it stays readable for old Nodes, so that they can say what is wrong.
 */
import process from 'node:process';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`backlint needs Node 20.19 or later, and this is Node ${process.versions.node}.`);
  process.exitCode = 3;
} else {
  import('./src/workshop.mjs')
    .then(({ runWorkshop }) => runWorkshop(process.argv.slice(2)))
    .then((code) => {
      process.exitCode = code;
    });
}
