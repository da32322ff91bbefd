import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliSize, installPeers, peerSizes } from './widget-peers.ts';

// What a visitor's browser fetches before the first search, beside other makers' widgets: `npm run bench:widget`.
// The others are installed into .kith/bench.

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, '.kith', 'bench');
const widget = path.join(root, 'packages', 'widget');
const print = (line = ''): unknown => process.stdout.write(`${line}\n`);

/** The same files that the gate holds to their budgets. */
const { default: budgets } = (await import(pathToFileURL(path.join(widget, '.size-limit.mjs')).href)) as {
  default: { name: string; path: string[] }[];
};
const ours = budgets
  .filter((budget) => budget.path.every((file) => !file.includes('?')))
  .map((budget) => ({
    name: `Kith: ${budget.name}`,
    bytes: budget.path.reduce((sum, file) => sum + brotliSize(readFileSync(path.join(widget, file))), 0),
  }));

print('Bytes before the first search works (brotli 11; script and style sheet of each, minified by esbuild)\n');
installPeers(folder);
for (const { name, bytes } of [...ours, ...(await peerSizes(folder))]) {
  print(`  ${name.padEnd(56)} ${typeof bytes === 'number' ? `${(bytes / 1000).toFixed(1)} kB` : bytes}`);
}
