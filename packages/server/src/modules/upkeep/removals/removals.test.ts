import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { addService } from '../../../testing/directory.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

interface Removals {
  removedServices: {
    edges: { node: { hsdsId: string; reason: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}
const QUERY = `query($since: DateTime!, $first: Int!, $after: String) { removedServices(since: $since, first: $first, after: $after) {
  edges { node { id hsdsId removedAt reason } } pageInfo { hasNextPage endCursor } } }`;

/** Everything in the feed, page by page. */
async function removed(since: string, first = 2) {
  const found: { hsdsId: string; reason: string }[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors }: Awaited<ReturnType<typeof app.run<Removals>>> = await app.run<Removals>(QUERY, {
      since,
      first,
      after,
    });
    if (!data) throw new Error(JSON.stringify(errors));
    found.push(...data.removedServices.edges.map(({ node }) => ({ hsdsId: node.hsdsId, reason: node.reason })));
    if (!data.removedServices.pageInfo.hasNextPage) return found;
    after = data.removedServices.pageInfo.endCursor;
  }
}

it('tells a copy what to take out since it was last right, each once, whatever made it go', async () => {
  const start = app.clock.now().toISOString();
  const { db } = app.kith;
  const here = await addService(app, { name: 'Here' });
  const gone = await addService(app, { name: 'Gone' });
  const stopped = await addService(app, { name: 'Stopped' });
  const doubtful = await addService(app, { name: 'In doubt' });
  const deleted = await addService(app, { name: 'Undone' });
  const orphan = await addService(app, { name: 'Of an organization that went', organization: 'Went' });
  app.clock.advance(60_000);
  const now = app.clock.now();
  await db.service.update({ where: { id: gone.id }, data: { removedAt: now } });
  await db.service.update({ where: { id: stopped.id }, data: { status: 'DEFUNCT', lastModifiedAt: now } });
  await db.service.update({ where: { id: doubtful.id }, data: { status: 'UNVERIFIED', lastModifiedAt: now } });
  await db.organization.update({ where: { id: orphan.organizationId }, data: { removedAt: now } });
  await db.service.delete({ where: { id: deleted.id } });
  const found = await removed(start);
  expect(found.toSorted((a, b) => a.hsdsId.localeCompare(b.hsdsId))).toEqual(
    [
      { hsdsId: gone.id, reason: 'GONE' },
      { hsdsId: stopped.id, reason: 'STOPPED' },
      { hsdsId: doubtful.id, reason: 'NOT_CHECKED' },
      { hsdsId: orphan.id, reason: 'GONE' },
      { hsdsId: deleted.id, reason: 'GONE' },
    ].toSorted((a, b) => a.hsdsId.localeCompare(b.hsdsId)),
  );
  expect(found.map(({ hsdsId }) => hsdsId)).not.toContain(here.id);
  // Came back: not in the feed any more.
  await db.service.update({ where: { id: gone.id }, data: { removedAt: null } });
  expect((await removed(start)).map(({ hsdsId }) => hsdsId)).not.toContain(gone.id);
});

it.each([
  ['first: 0', 'BAD_USER_INPUT'],
  ['first: 51', 'BAD_USER_INPUT'],
  ['first: 2, after: "forged"', 'BAD_USER_INPUT'],
])('refuses %s with a typed answer', async (args, code) => {
  const { errors } = await app.run(`{ removedServices(since: "2026-01-01T00:00:00Z", ${args}) { edges { cursor } } }`);
  expect(errors?.[0]?.extensions?.code).toBe(code);
});
