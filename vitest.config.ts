import { defineConfig } from 'vitest/config';

// Two copies of graphql ("another realm") otherwise: one from node_modules as CommonJS, one as ESM.
const alias = [{ find: /^graphql$/, replacement: 'graphql/index.js' }];

export default defineConfig({
  resolve: { alias },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Ceilings that a loaded machine does not reach, not expectations.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          // The schema is read once a worker, not once a file: half of the time. Each file has an app and a database of its own.
          isolate: false,
          include: [
            'packages/server/src/**/*.test.{ts,tsx}',
            'prisma/seed/**/*.test.ts',
            'tests/contract/**/*.test.ts',
          ],
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'pages',
          include: ['packages/{ui,widget,connect,console,contract}/src/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
        },
      },
    ],
  },
});
