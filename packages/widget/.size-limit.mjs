import { readFileSync } from 'node:fs';

const searchPath = JSON.parse(readFileSync(new URL('dist/search-path.json', import.meta.url), 'utf8'));
const files = (names) => names.map((name) => `dist/v1/${name}`);

export default [
  { name: 'loader', path: files(['kith.js']), limit: '1 kB', brotli: true },
  { name: 'search path (loader, panel, what it imports)', path: files(searchPath), limit: '16 kB', brotli: true },
  { name: 'everything', path: files(['kith.js', 'kith.????????.js']), limit: '19 kB', brotli: true },
];
