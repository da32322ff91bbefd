import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));

/** Single-file components, as the makers' own tools for Vite turn them into modules. */
const components: Plugin = {
  name: 'single-file-components',
  setup(plugin) {
    plugin.onLoad({ filter: /\.vue$/ }, async ({ path: file }) => {
      const { compileScript, parse } = await import('vue/compiler-sfc');
      const { descriptor } = parse(await readFile(file, 'utf8'));
      const compilerOptions = { isCustomElement: (tag: string) => tag === 'kith-widget' };
      const { content } = compileScript(descriptor, {
        id: 'example',
        inlineTemplate: true,
        templateOptions: { compilerOptions },
      });
      return { contents: content, loader: 'ts', resolveDir: path.dirname(file) };
    });
    plugin.onLoad({ filter: /\.svelte$/ }, async ({ path: file }) => {
      const { compile } = await import('svelte/compiler');
      const { js } = compile(await readFile(file, 'utf8'), { generate: 'client', filename: file });
      return { contents: js.code, loader: 'js', resolveDir: path.dirname(file) };
    });
  },
};

const starts = {
  react: `import './react/main.tsx';`,
  vue: `import { createApp } from 'vue'; import FindHelp from './vue/FindHelp.vue';
    const place = document.getElementById('app'); createApp(FindHelp, { ...place.dataset }).mount(place);`,
  svelte: `import { mount } from 'svelte'; import FindHelp from './svelte/FindHelp.svelte';
    const target = document.getElementById('app'); mount(FindHelp, { target, props: { ...target.dataset } });`,
};

/** The script of a page made with examples/{framework}, with the npm package as it would be published. */
export async function frameworkScript(framework: keyof typeof starts): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: starts[framework], resolveDir: examples, loader: 'tsx' },
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'react',
    conditions: ['browser', 'production'],
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    plugins: [components],
  });
  return outputFiles[0]?.text ?? '';
}
