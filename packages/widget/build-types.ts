// The declarations of the npm package, beside what build.ts has put into dist/npm: one file for each way in, with
// everything it needs inside, since the sources that they come from are not published.
import { build } from 'tsup';

await build({
  config: false,
  silent: true,
  outDir: 'dist/npm',
  entry: { index: 'src/index.ts', auto: 'src/auto.ts' },
  format: 'esm',
  dts: { only: true },
});
