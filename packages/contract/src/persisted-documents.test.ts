// @vitest-environment node
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { persistedDocuments } from './persisted-documents.ts';

let clientDir = '';
beforeEach(async () => {
  clientDir = await mkdtemp(path.join(tmpdir(), 'kith-client-'));
  await mkdir(path.join(clientDir, 'src'));
});
afterEach(() => rm(clientDir, { recursive: true }));

async function bundle(files: Record<string, string>): Promise<{ code: string; persisted: Record<string, string> }> {
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(clientDir, 'src', name), `import { graphql } from '@kith/contract/graphql.ts';\n${text}`);
  }
  const result = await build({
    entryPoints: [path.join(clientDir, 'src', 'main.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    logLevel: 'silent',
    external: ['@kith/contract/*'],
    plugins: [persistedDocuments({ clientDir })],
  });
  const persisted = JSON.parse(await readFile(path.join(clientDir, 'dist', 'persisted.json'), 'utf8'));
  return { code: result.outputFiles[0]?.text ?? '', persisted };
}

it('leaves only the hash of an operation in the bundle and its text, with its fragments, in persisted.json', async () => {
  const { code, persisted } = await bundle({
    'card.ts': 'export const Card = graphql(`fragment Card on Service { name organization { name } }`);',
    'main.ts': `import { Card } from './card.ts';
      export const List = graphql(\`query List { services(first: 5) { edges { node { id ...Card } } } }\`, [Card]);`,
  });
  const [[hash, text] = ['', '']] = Object.entries(persisted);
  expect(text).toContain('fragment Card on Service{name organization{name __typename}__typename}');
  expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
  expect(code).toContain(`documentId: "${hash}"`);
  expect(code).not.toContain('edges');
});

it('refuses a document that does not fit the schema', async () => {
  await expect(
    bundle({ 'main.ts': 'export const Q = graphql(`query Q { services { nobodyKnows } }`);' }),
  ).rejects.toThrow('does not fit schema.graphql');
});

it('refuses a document that it cannot read before the program runs', async () => {
  await expect(bundle({ 'main.ts': 'const text = "query Q { viewer { id } }"; graphql(text);' })).rejects.toThrow(
    'plain literal',
  );
});

it('refuses a fragment that nobody wrote', async () => {
  await expect(bundle({ 'main.ts': 'export const Q = graphql(`query Q { viewer { ...Nobody } }`);' })).rejects.toThrow(
    'no fragment called Nobody',
  );
});
