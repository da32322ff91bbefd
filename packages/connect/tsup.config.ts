import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { persistedDocuments } from '@kith/contract/persisted-documents.ts';
import { build } from 'esbuild';
import { defineConfig } from 'tsup';

const folder = import.meta.dirname;

export default defineConfig({
  entry: { ask: 'src/ask-page.tsx', back: 'src/back-page.ts', sent: 'src/sent-page.ts' },
  outDir: 'dist/assets',
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  minify: true,
  splitting: true,
  clean: true,
  noExternal: [/.*/],
  esbuildPlugins: [persistedDocuments({ clientDir: folder, typename: 'unions' })],
  esbuildOptions(options) {
    options.entryNames = '[name].[hash]';
    options.chunkNames = '[name].[hash]';
    options.metafile = true;
    options.legalComments = 'none';
  },
  plugins: [
    {
      name: 'kith-connect-files',
      /** What the server reads: the script of each page, and the style sheet that it writes into the pages. */
      async buildEnd({ writtenFiles }) {
        const scripts: Record<string, string> = {};
        for (const { name } of writtenFiles) {
          const found = /^(ask|back|sent)\.[\w-]+\.js$/i.exec(path.basename(name));
          if (found?.[1]) scripts[found[1]] = path.basename(name);
        }
        const css = await build({
          stdin: {
            contents: "@import '@kith/ui/tokens.css'; @import '@kith/ui/components.css'; @import './src/connect.css';",
            resolveDir: folder,
            loader: 'css',
          },
          bundle: true,
          minify: true,
          write: false,
        });
        const text = (css.outputFiles[0]?.text ?? '').trim();
        const sha256 = createHash('sha256').update(text).digest('base64');
        await writeFile(path.join(folder, 'dist', 'pages.json'), `${JSON.stringify({ scripts, css: text, sha256 })}\n`);
      },
    },
  ],
});
