import { defineConfig } from 'vitest/config';

// Two copies of graphql ("another realm") otherwise: one from node_modules as CommonJS, one as ESM.
const alias = [{ find: /^graphql$/, replacement: 'graphql/index.js' }];

export default defineConfig({
  resolve: { alias },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
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
