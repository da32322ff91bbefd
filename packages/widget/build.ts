// Builds what /v1/ serves (dist/v1) and what npm gets (dist/npm). The loader is built last: the panel's name,
// with the hash of its content, is written into it.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { persistedDocuments } from '@kith/contract/persisted-documents.ts';
import { build as esbuild, type Plugin } from 'esbuild';
import { build, type Options } from 'tsup';

const here = import.meta.dirname;
const out = path.join(here, 'dist', 'v1');

/** CSS with its imports, minified, as a string. tsup's own handling of .css would leave it empty. */
const cssText: Plugin = {
  name: 'kith-css-text',
  setup(plugin) {
    plugin.onResolve({ filter: /\.css\?inline$/ }, ({ path: file, resolveDir }) => ({
      path: path.join(resolveDir, file),
      namespace: 'kith-css-text',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'kith-css-text' }, async ({ path: file }) => {
      const { outputFiles } = await esbuild({
        entryPoints: [file.replace('?inline', '')],
        bundle: true,
        minify: true,
        write: false,
        target: 'es2022',
      });
      // esbuild leaves the values of custom properties as they were written.
      const text = (outputFiles[0]?.text ?? '')
        .trim()
        .replace(/(--[\w-]+): /g, '$1:')
        .replace(/, (?=[#\w-])/g, ',');
      return { contents: text, loader: 'text' };
    });
  },
};

const LANGUAGES = ['ar', 'cy', 'pl', 'uk'];

/** Leaves the languages out but for one. */
const only = (lang: string): Plugin => ({
  name: 'kith-one-language',
  setup(plugin) {
    plugin.onLoad({ filter: /messages[\\/](ar|cy|pl|uk)(-opened)?\.ts$/ }, ({ path: file }) =>
      path.basename(file).startsWith(lang)
        ? undefined
        : { contents: 'export const locale = undefined, openedLocale = undefined;', loader: 'ts' },
    );
  },
});

/**
 * Gives h and Fragment to the files with JSX and to no others: a language's file then needs nothing of the panel. Documents
 * stand in .ts files, for persistedDocuments.
 */
const jsx: Plugin = {
  name: 'kith-jsx',
  setup(plugin) {
    plugin.onLoad({ filter: /\.tsx$/ }, async ({ path: file }) => {
      // It borrows them.
      if (path.basename(file) === 'MapView.tsx') return undefined;
      const shim = JSON.stringify(path.join(here, 'jsx-shim.ts'));
      return { contents: `import { Fragment, h } from ${shim};\n${await readFile(file, 'utf8')}`, loader: 'tsx' };
    });
  },
};

// Names of props and state that nothing outside the widget ever sees: none is a field of the schema, of the DOM or
// of an interface to the page. Short ones save 0.2 kB on the way to the first search.
const OURS =
  /^(beyond|calendar|control|provision|isRefused|onRefused|onLook|onMore|onOtherWords|onOpen|onAsk|onBack|onClosed|onLeave|onProblem|hasFailed|hasPlace|isByPeers|isBusy|isAway|found|wish|wanted|hits|trouble|asked|leaveHint|filters|byPeers|closeBy|placesNear|placesIn|nothing|showMore|notChecked|troubles|stillHere|anywhere|otherNations)$/;

const shared: Options = {
  config: false,
  silent: true,
  outDir: out,
  minify: true,
  target: 'es2022',
  platform: 'browser',
  splitting: false,
  treeshake: false,
  noExternal: [/.*/],
  esbuildPlugins: [cssText, jsx, persistedDocuments({ clientDir: here, typename: 'unions', isBare: true })],
  esbuildOptions(options) {
    options.legalComments = 'none';
    // Served as UTF-8; escapes would double the size of other scripts.
    options.charset = 'utf8';
    options.mangleProps = OURS;
    // tsconfig.json would win over options.jsx.
    options.tsconfig = undefined;
    options.tsconfigRaw = {
      compilerOptions: { jsx: 'react', jsxFactory: 'h', jsxFragmentFactory: 'Fragment', verbatimModuleSyntax: true },
    };
    options.define = { ...options.define, 'process.env.NODE_ENV': '"production"' };
  },
  outExtension: () => ({ js: '.js' }),
};

await rm(path.join(here, 'dist'), { recursive: true, force: true });
await build({
  ...shared,
  entry: { panel: 'src/panel.tsx' },
  format: 'esm',
  splitting: true,
  metafile: true,
  esbuildOptions(options, context) {
    shared.esbuildOptions?.(options, context);
    options.entryNames = 'kith.[hash]';
    options.chunkNames = 'kith.[hash]';
  },
});
interface Built {
  entryPoint?: string;
  imports: { path: string; kind: string }[];
}
const { outputs } = JSON.parse(await readFile(path.join(out, 'metafile-esm.json'), 'utf8')) as {
  outputs: Record<string, Built>;
};
await rm(path.join(out, 'metafile-esm.json'));

/** The file that a source became, then what that imports from the start. */
function filesOf(source: string): string[] {
  const [file, built] = Object.entries(outputs).find(([, one]) => one.entryPoint?.endsWith(source)) ?? [];
  if (!file || !built) throw new Error(`The build has no ${source}.`);
  const imported = built.imports.filter(({ kind }) => kind === 'import-statement').map((one) => one.path);
  return [file, ...imported].map((name) => path.basename(name));
}

const panelFiles = filesOf('panel.tsx');
const withoutDocuments: Options = { ...shared, esbuildPlugins: [cssText] };
await build({
  ...withoutDocuments,
  entry: { kith: 'src/loader.ts' },
  format: 'iife',
  define: { PANEL_FILES: JSON.stringify(panelFiles) },
});
// One file cannot fetch a language, so there is one file a language; English is in each.
for (const lang of ['en', ...LANGUAGES]) {
  await build({
    ...shared,
    entry: { [lang === 'en' ? 'kith.single' : `kith.single.${lang}`]: 'src/single.ts' },
    format: 'iife',
    esbuildPlugins: [only(lang), ...(shared.esbuildPlugins ?? [])],
    esbuildOptions(options, context) {
      shared.esbuildOptions?.(options, context);
      options.charset = 'ascii';
    },
  });
}
await build({
  ...shared,
  outDir: path.join(here, 'dist', 'npm'),
  entry: { index: 'src/index.ts', auto: 'src/auto.ts' },
  format: 'esm',
  splitting: true,
});

const fetchedWith = (source: string): string[] => filesOf(source).filter((file) => !panelFiles.includes(file));
await writeFile(
  path.join(here, 'dist', 'files.json'),
  JSON.stringify({
    searchPath: ['kith.js', ...panelFiles],
    opened: fetchedWith('src/opened.ts'),
    map: fetchedWith('src/map.ts'),
    languages: LANGUAGES.flatMap((lang) =>
      [lang, `${lang}-opened`].map((name) => [name, fetchedWith(`messages/${name}.ts`)]),
    ),
  }),
);
for (const file of (await readdir(out)).filter((name) => name.endsWith('.js'))) {
  const content = await readFile(path.join(out, file));
  const brotli = await promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  await writeFile(path.join(out, `${file}.br`), brotli);
  await writeFile(path.join(out, `${file}.gz`), await promisify(gzip)(content, { level: 9 }));
}
