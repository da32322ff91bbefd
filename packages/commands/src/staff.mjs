#!/usr/bin/env node
// npm run staff -- …: installs and builds when needed, then makes, resets or disables an account.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { command, environment, prepare, root } from './prepare.mjs';

await command(async () => {
  const node = await prepare({ quiet: true });
  const script = path.join(root, 'packages', 'server', 'dist', 'staff.js');
  const kith = spawn(node, ['--enable-source-maps', script, ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    env: environment(),
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && kith.kill(signal));
  return new Promise((resolve) => kith.once('close', (code, signal) => resolve(signal ? 1 : (code ?? 1))));
});
