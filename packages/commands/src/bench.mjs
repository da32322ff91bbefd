#!/usr/bin/env node
// npm run bench: how long searches take. See tests/bench/search.bench.ts for what can be set.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { command, environment, prepare, root } from './prepare.mjs';

await command(async () => {
  const node = await prepare({ quiet: true });
  const bench = spawn(
    node,
    ['--disable-warning=ExperimentalWarning', path.join(root, 'tests', 'bench', 'search.bench.ts')],
    {
      cwd: root,
      env: environment(),
      stdio: 'inherit',
    },
  );
  return new Promise((resolve) => bench.once('close', (code, signal) => resolve(signal ? 1 : (code ?? 1))));
});
