import { readFileSync } from 'node:fs';

const { searchPath, opened, map, languages } = JSON.parse(
  readFileSync(new URL('dist/files.json', import.meta.url), 'utf8'),
);
const files = (names) => names.map((name) => `dist/v1/${name}`);

export default [
  { name: 'loader', path: files(['kith.js']), limit: '1 kB', brotli: true },
  { name: 'search path (loader, panel, what it imports)', path: files(searchPath), limit: '16 kB', brotli: true },
  { name: 'everything in English but the map', path: files([...searchPath, ...opened]), limit: '24 kB', brotli: true },
  { name: 'map', path: files(map), limit: '4 kB', brotli: true },
  ...languages.map(([name, own]) => ({ name: `language ${name}`, path: files(own), limit: '1.5 kB', brotli: true })),
];
