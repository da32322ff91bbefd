import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
// gql.tada's own generator; the package has no other programmatic entry.
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema } from 'graphql';

const folder = new URL('../', import.meta.url);
const schema = buildSchema(await readFile(new URL('schema.graphql', folder), 'utf8'));
const target = new URL('generated/graphql-env.d.ts', folder);
await mkdir(new URL('generated/', folder), { recursive: true });
await writeFile(
  fileURLToPath(target),
  outputIntrospectionFile(minifyIntrospection(introspectionFromSchema(schema)), {
    fileType: '.d.ts',
    shouldPreprocess: true,
  }),
);
