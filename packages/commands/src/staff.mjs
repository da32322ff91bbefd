#!/usr/bin/env node
// npm run staff -- …: installs and builds when needed, then makes, resets or disables an account.
import { command, prepare, runKith } from './prepare.mjs';

await command(async () => {
  const node = await prepare({ quiet: true });
  return runKith(node, 'staff', process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
});
