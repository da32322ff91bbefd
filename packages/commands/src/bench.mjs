#!/usr/bin/env node
// npm run bench: how long searches take, and how soon a change is seen. `npm run bench -- live` for one of them alone;
// `npm run bench:widget` for what a visitor fetches (it installs other makers' widgets to measure them, so it is not
// among them). See tests/bench/*.bench.ts for what can be set.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { command, environment, prepare, root, Stop } from './prepare.mjs';

const names = ['search', 'live', 'quality', 'widget'];

await command(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown) throw new Stop(`There is no bench "${unknown}". There are: ${names.join(', ')}.`);
  const node = await prepare({ quiet: true });
  for (const name of asked.length > 0 ? asked : names.filter((name) => name !== 'widget')) {
    const file = path.join(root, 'tests', 'bench', `${name}.bench.ts`);
    const bench = spawn(node, ['--disable-warning=ExperimentalWarning', file], {
      cwd: root,
      env: environment(),
      stdio: 'inherit',
    });
    const code = await new Promise((resolve) =>
      bench.once('close', (ended, signal) => resolve(signal ? 1 : (ended ?? 1))),
    );
    if (code !== 0) return code;
  }
  return 0;
});
