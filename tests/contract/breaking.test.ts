import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { printContract } from '../../packages/server/src/graphql/print.ts';

const root = path.dirname(fileURLToPath(new URL('../../package.json', import.meta.url)));
const CONTRACT = 'packages/contract/schema.graphql';

/**
 * Changes that break a caller and were made anyway, each with its reason and day. Deprecate and wait instead:
 * `Use X instead. Removed on 2027-06-01.`
 */
const agreed: Readonly<Record<string, string>> = {};

/** What git says, or null: no such name, or no repository at all (an unpacked release). */
function git(...args: string[]): string | null {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/**
 * Commits whose contract somebody may rely on. On main itself "main" says nothing about a change that is already there, so
 * the print before the last change of the file is among them.
 */
function earlier(): { name: string; published: string }[] {
  const names = {
    'the last release': git('describe', '--tags', '--abbrev=0'),
    'main, where this branch left it': git('merge-base', 'HEAD', 'origin/main') ?? git('merge-base', 'HEAD', 'main'),
    'the last commit': 'HEAD',
    'the print before its last change': git('log', '-2', '--format=%H', '--', CONTRACT)?.split('\n')[1] ?? null,
  };
  return Object.entries(names).flatMap(([name, commit]) => {
    const published = commit && git('show', `${commit}:${CONTRACT}`);
    return published ? [{ name, published }] : [];
  });
}

it.skipIf(git('rev-parse', 'HEAD') === null)('has something to compare with', () => {
  expect(earlier().length).toBeGreaterThan(0);
});

it.each(earlier())('takes nothing away that was there in $name', async ({ published }) => {
  const changes = await diff(buildSchema(published), buildSchema(printContract()));
  const breaking = changes
    .filter(({ criticality, path: at }) => criticality.level === CriticalityLevel.Breaking && !(at && at in agreed))
    .map(({ path: at, message }) => `${at}: ${message}`);
  expect(breaking).toEqual([]);
});
