#!/usr/bin/env node
// npm run import -- …: installs and builds when needed, then brings a directory in.
import { command, prepare, runKith } from './prepare.mjs';

await command(async () => {
  const node = await prepare({ quiet: true });
  return runKith(node, 'import', process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
});
