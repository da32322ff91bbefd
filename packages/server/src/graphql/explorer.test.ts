import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedDemoTown } from '../../../../prisma/seed/seed.ts';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { explorerExamples } from './explorer.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ isDemo: true });
  await seedDemoTown(app.kith);
});
afterAll(() => app.close());

it.each(explorerExamples)('runs as it is and shows something: $query', async ({ query, variables, headers }) => {
  const { data, errors } = await app.run(query, variables, headers);
  expect(errors).toBeUndefined();
  const [answer] = Object.values(data ?? {}) as ({ totalCount?: number; edges?: unknown[] } | unknown[] | null)[];
  expect(answer).not.toBeNull();
  if (Array.isArray(answer)) expect(answer.length).toBeGreaterThan(0);
  if (answer && 'edges' in answer) expect(answer.edges?.length).toBeGreaterThan(0);
});

it('shows the explorer with its files from Kith itself', async () => {
  const page = await app.fetch(new Request('http://localhost:4000/graphql', { headers: { accept: 'text/html' } }));
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain('Kith: try the API');
  expect(html).not.toMatch(/<(script|link)[^>]+(src|href)=["']?https?:/);
});
