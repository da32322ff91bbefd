import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Search lives in plain SQL: tsvector and trigger are beyond Prisma's language.
  // The limits' table has the shape that rate-limiter-flexible wants.
  experimental: { externalTables: true },
  tables: {
    external: [
      'public.service_search',
      'public.search_word',
      'public.search_document',
      'public.search_posting',
      'public.place',
      'public.rate_limit',
    ],
  },
});
