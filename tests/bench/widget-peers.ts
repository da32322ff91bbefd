import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

/** Other makers' widgets for the same place on a page. Pinned, and installed when somebody measures: no dependency of Kith. */
const peers = [
  {
    name: 'meilisearch-docsearch',
    version: '0.8.0',
    use: `import { docsearch } from 'meilisearch-docsearch'; import 'meilisearch-docsearch/css'; globalThis.start = () => docsearch({});`,
  },
  {
    name: '@docsearch/js',
    version: '5.2.0',
    use: `import docsearch from '@docsearch/js'; import '@docsearch/css'; globalThis.start = () => docsearch({});`,
    with: ['@docsearch/css@5.2.0'],
  },
  {
    name: '@pagefind/default-ui',
    version: '1.5.2',
    use: `import { PagefindUI } from '@pagefind/default-ui'; import '@pagefind/default-ui/css/ui.css'; globalThis.start = () => new PagefindUI({});`,
  },
  {
    name: '@algolia/autocomplete-js',
    version: '1.19.12',
    use: `import { autocomplete } from '@algolia/autocomplete-js'; import '@algolia/autocomplete-theme-classic'; globalThis.start = () => autocomplete({});`,
    with: ['@algolia/autocomplete-theme-classic@1.19.11'],
  },
  {
    name: '@calcom/embed-core',
    version: '1.5.3',
    use: `import '@calcom/embed-core';`,
  },
];

/** What measures a page as a whole. Not a dependency: two hundred packages that only this bench wants. */
const LIGHTHOUSE = 'lighthouse@13.5.0';

/** Installs what is measured beside Kith into a folder of its own. */
export function installPeers(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path.join(folder, 'package.json')))
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  const names = [...peers.flatMap((peer) => [`${peer.name}@${peer.version}`, ...(peer.with ?? [])]), LIGHTHOUSE];
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', ...names],
    { cwd: folder, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`npm could not install what Kith is measured beside:\n${stderr}`);
}

/** Bytes of brotli at its best, as a careful site would send it. */
export function brotliSize(content: string | Uint8Array): number {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** Each peer as one minified script with its style sheet: what a visitor fetches before the first search. */
export async function peerSizes(folder: string): Promise<{ name: string; bytes: number | string }[]> {
  const sizes = [];
  for (const { name, version, use } of peers) {
    try {
      const { outputFiles } = await build({
        stdin: { contents: use, resolveDir: folder, loader: 'js' },
        bundle: true,
        minify: true,
        write: false,
        outdir: folder,
        format: 'esm',
        target: 'es2022',
        legalComments: 'none',
        logLevel: 'silent',
        loader: { '.svg': 'dataurl', '.woff2': 'empty', '.woff': 'empty' },
        define: { 'process.env.NODE_ENV': '"production"' },
      });
      sizes.push({
        name: `${name} ${version}`,
        bytes: outputFiles.reduce((sum, { contents }) => sum + brotliSize(contents), 0),
      });
    } catch (error) {
      sizes.push({
        name: `${name} ${version}`,
        bytes: `cannot be built: ${(error as Error).message.split('\n')[1] ?? error}`,
      });
    }
  }
  return sizes;
}
