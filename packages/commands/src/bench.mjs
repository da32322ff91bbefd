#!/usr/bin/env node
// npm run bench: how fast Kith answers and imports, beside others, and how soon a change is seen. `npm run bench -- api` for
// one of them alone; `npm run bench:search` is how well searches find; `npm run bench:widget` is what a visitor fetches (it
// installs other makers' widgets to measure them, so it is not among them). See tests/bench/*.bench.ts for what can be set.
// Ends with 1 when a goal is missed.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { command, environment, prepare, root, Stop } from './prepare.mjs';

const names = ['search', 'quality', 'api', 'growth', 'import', 'pglite', 'overload', 'live', 'widget'];

await command(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown) throw new Stop(`There is no bench "${unknown}". There are: ${names.join(', ')}.`);
  const node = await prepare({ quiet: true });
  let worst = 0;
  for (const name of asked.length > 0 ? asked : names.filter((one) => one !== 'widget')) {
    const file = path.join(root, 'tests', 'bench', `${name}.bench.ts`);
    const bench = spawn(node, ['--disable-warning=ExperimentalWarning', file], {
      cwd: root,
      env: environment(),
      stdio: 'inherit',
    });
    const code = await new Promise((resolve) =>
      bench.once('close', (ended, signal) => resolve(signal ? 1 : (ended ?? 1))),
    );
    if (code !== 0) worst = code;
  }
  return worst;
});
