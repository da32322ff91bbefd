import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const persisted = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../packages/widget/dist/persisted.json', import.meta.url)), 'utf8'),
) as Record<string, string>;

/** How Kith misbehaves towards a page: not at all, never answers, cannot be reached, refuses, or finds nothing. */
export type Oddity = 'fine' | 'silent' | 'away' | 'busy' | 'broken' | 'empty';

/** Puts an oddity between a page and Kith's answers to searches; the returned function changes it. */
export async function oddKith(page: Page, first: Oddity): Promise<(next: Oddity) => void> {
  let now = first;
  await page.route('**/graphql?**', async (route) => {
    const extensions = JSON.parse(new URL(route.request().url()).searchParams.get('extensions') ?? '{}');
    const isSearch = persisted[extensions.persistedQuery?.sha256Hash]?.startsWith('query Search') ?? false;
    const headers = { 'access-control-allow-origin': '*' };
    if (now === 'away') return route.abort('connectionrefused');
    if (!isSearch || now === 'fine') return route.continue();
    if (now === 'busy') return route.fulfill({ status: 429, headers, json: { errors: [] } });
    if (now === 'broken') return route.fulfill({ status: 500, headers, body: '<h1>Oh no</h1>' });
    if (now === 'empty') {
      const answer = await route.fetch();
      const body = await answer.json();
      Object.assign(body.data.services, { totalCount: 0, edges: [] });
      return route.fulfill({ headers, json: body });
    }
    // silent: it never answers.
  });
  return (next) => {
    now = next;
  };
}
