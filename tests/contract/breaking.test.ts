import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { printContract } from '../../packages/server/src/graphql/print.ts';

const root = path.dirname(fileURLToPath(new URL('../../package.json', import.meta.url)));

/**
 * Changes that break a caller and were made anyway, each with its reason and day. Deprecate and wait instead:
 * `Use X instead. Removed on 2027-06-01.`
 */
const agreed: Readonly<Record<string, string>> = {};

/** The contract as others have it: main where that is known (a branch, a pull request), else the last commit. */
function publishedContract(): string | null {
  for (const commit of ['origin/main', 'main', 'HEAD']) {
    try {
      return execFileSync('git', ['show', `${commit}:packages/contract/schema.graphql`], {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    } catch {
      // No such branch, or no repository at all (an unpacked release).
    }
  }
  return null;
}

const published = publishedContract();

it.skipIf(published === null)('takes nothing away that somebody may rely on', async () => {
  const changes = await diff(buildSchema(published ?? ''), buildSchema(printContract()));
  const breaking = changes
    .filter(({ criticality, path: at }) => criticality.level === CriticalityLevel.Breaking && !(at && at in agreed))
    .map(({ path: at, message }) => `${at}: ${message}`);
  expect(breaking).toEqual([]);
});
