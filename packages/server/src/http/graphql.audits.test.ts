import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const audits = serverAudits({
  url: 'http://localhost:4000/graphql',
  fetchFn: (url: string, init: RequestInit) => app.fetch(new Request(url, init)),
});

it('is held against all 61 audits of GraphQL over HTTP', () => {
  expect(audits).toHaveLength(61);
});

it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
  const result = await audit.fn();
  const response = 'response' in result ? await result.response.clone().text() : '';
  expect(result, `${'reason' in result ? result.reason : ''} ${response}`).toMatchObject({ status: 'ok' });
});
