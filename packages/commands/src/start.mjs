#!/usr/bin/env node
// npm start: installs, builds, serves. Ctrl-C stops it.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { command, environment, prepare, root } from './prepare.mjs';

await command(async () => {
  const node = await prepare();
  const kith = spawn(node, ['--enable-source-maps', path.join(root, 'packages', 'server', 'dist', 'main.js')], {
    cwd: root,
    env: environment(),
    stdio: 'inherit',
  });
  // Ctrl-C reaches Kith by itself; we only wait until it has closed its books.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && kith.kill(signal));
  return new Promise((resolve) => kith.once('close', (code, signal) => resolve(signal ? 0 : (code ?? 1))));
});
