import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    main: 'src/main.ts',
    import: 'src/import.ts',
    staff: 'src/staff.ts',
    'pglite-worker': 'src/infra/pglite-worker.ts',
  },
  outDir: 'dist',
  format: 'esm',
  target: 'node22',
  platform: 'node',
  splitting: true,
  // node:sqlite exists only under its full name.
  removeNodeProtocol: false,
  sourcemap: true,
  // Our own packages and the generated client are bundled; everything from npm stays in node_modules.
  noExternal: [/^@kith\//],
  external: [/^@prisma\/client/],
});
