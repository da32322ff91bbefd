import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { persistedDocuments } from '@kith/contract/persisted-documents.ts';
import { build } from 'esbuild';
import { defineConfig } from 'tsup';

const folder = import.meta.dirname;

export default defineConfig({
  entry: { console: 'src/main.tsx' },
  outDir: 'dist',
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  minify: true,
  splitting: false,
  clean: true,
  noExternal: [/.*/],
  define: { 'process.env.NODE_ENV': '"production"' },
  esbuildPlugins: [persistedDocuments({ clientDir: folder })],
  esbuildOptions(options) {
    options.entryNames = '[name].[hash]';
    options.legalComments = 'none';
  },
  plugins: [
    {
      name: 'kith-console-files',
      /** One style sheet beside the script, and a list of both for the server. */
      async buildEnd({ writtenFiles }) {
        const script = writtenFiles
          .map((file) => path.basename(file.name))
          .find((name) => /^console\.\w+\.js$/.test(name));
        if (!script) throw new Error('The console was built without its script.');
        const css = await build({
          stdin: {
            contents: "@import '@kith/ui/tokens.css'; @import '@kith/ui/components.css'; @import './src/console.css';",
            resolveDir: folder,
            loader: 'css',
          },
          bundle: true,
          minify: true,
          write: false,
        });
        const text = css.outputFiles[0]?.text ?? '';
        const style = `console.${createHash('sha256').update(text).digest('hex').slice(0, 8)}.css`;
        await writeFile(path.join(folder, 'dist', style), text);
        const manifest = { script, style, files: [script, style] };
        await writeFile(path.join(folder, 'dist', 'manifest.json'), `${JSON.stringify(manifest)}\n`);
      },
    },
  ],
});
