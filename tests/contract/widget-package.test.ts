import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../packages/widget');
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const manifest = JSON.parse(read('custom-elements.json')).modules[0].declarations[0] as {
  attributes: { name: string }[];
  events: { name: string }[];
  cssParts: { name: string }[];
};
const names = (all: { name: string }[]): string[] => all.map(({ name }) => name).sort();
const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))].sort();

it('WIDGET 3: can be imported on a server, where it does nothing', () => {
  const program = `
    const before = Object.keys(globalThis).join();
    const { defineKithWidget } = await import('@kith/widget');
    await import('@kith/widget/auto');
    const after = Object.keys(globalThis).join();
    console.log(typeof defineKithWidget, typeof customElements, before === after);`;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(said.trim()).toBe('function undefined true');
});

it('publishes what its manifest of custom elements says, and nothing else', () => {
  const [, observed = ''] = /const ATTRIBUTES = \[([^\]]*)\]/.exec(read('src/element.ts')) ?? [];
  expect(names(manifest.attributes)).toEqual(found(observed, /'([\w-]+)'/g));
  expect(names(manifest.events)).toEqual(found(read('src/events.ts'), /'(kith:\w+)':/g));
  const screens = execFileSync('git', ['ls-files', 'src'], { cwd: folder, encoding: 'utf8' }).trim().split('\n');
  const parts = found(
    screens
      .filter((file) => !file.includes('test'))
      .map(read)
      .join('\n'),
    /(?:\bpart="|'part', ')([\w-]+)["']/g,
  );
  expect(names(manifest.cssParts)).toEqual(parts);
});
