import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, sayYes } from '../../../testing/peers.ts';
import { aSession } from '../../../testing/people.ts';
import { TEST_NOW } from '../../../testing/test-now.ts';
import { verifyAudit } from '../../safety/audit.ts';

const DAY_MS = 24 * 60 * 60_000;

let app: TestApp;
let ready: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  ready = await aTeamReady(app);
});
beforeEach(async () => {
  await app.kith.db.peerRequest.deleteMany();
  app.clock.advance(Date.parse(TEST_NOW) - app.clock.now().getTime());
  ready.coordinator.headers = await aSession(app, ready.coordinator.accountId);
  ready.advocate.headers = await aSession(app, ready.advocate.accountId);
});
afterAll(() => app.close());

const days = (count: number) => app.clock.advance(count * DAY_MS);
const row = (id: string) => app.kith.db.peerRequest.findUniqueOrThrow({ where: { id } });
const stop = (headers: Record<string, string>) => app.run('mutation { withdrawMyRequest { __typename } }', {}, headers);

async function keptUntil(headers: Record<string, string>): Promise<string | null | undefined> {
  const { data } = await app.run<{ myRequest: { keptUntil: string | null } }>(
    '{ myRequest { keptUntil } }',
    {},
    headers,
  );
  return data?.myRequest.keptUntil;
}

describe('a request', () => {
  it('that goes on is kept, however long', async () => {
    const person = await aPersonAsks(app);
    expect(await keptUntil(person.headers)).toBeNull();
    days(800);
    await app.runJob('retention');
    expect((await row(person.requestId)).erasedAt).toBeNull();
  });

  it('that nobody took up is erased 90 days after it was stopped; the person reads the day', async () => {
    const person = await aPersonAsks(app, { reach: { channel: 'EMAIL', value: 'jo@example.org' } });
    await stop(person.headers);
    const until = new Date(app.clock.now().getTime() + 90 * DAY_MS);
    expect(await keptUntil(person.headers)).toBe(until.toISOString());
    days(89);
    await app.runJob('retention');
    expect((await row(person.requestId)).erasedAt).toBeNull();
    days(1);
    await app.runJob('retention');
    const left = await row(person.requestId);
    expect(left).toMatchObject({ words: null, reach: null, dataKey: null, codeHash: null, linkHash: null });
    expect(left.erasedAt).toEqual(app.clock.now());
    const audit = await app.kith.db.auditEvent.findMany({ where: { objectId: person.requestId } });
    expect(audit).toMatchObject([{ actorKind: 'system', actorId: null, action: 'erase request' }]);
  });

  it('that was taken up is erased 12 months after, and one that came back is not', async () => {
    const [stays, goes] = [await aPersonAsks(app), await aPersonAsks(app)];
    for (const { requestId, headers } of [stays, goes]) {
      const { match } = await introduce(app, ready.coordinator, requestId, ready.advocate.advocateId);
      await sayYes(app, ready.advocate, match?.id ?? '', { channel: 'COME_BACK', when: 'Thursday' });
      await stop(headers);
    }
    await app.run('mutation { resumeMyRequest { __typename } }', {}, stays.headers);
    days(100);
    await app.runJob('retention');
    expect((await row(goes.requestId)).erasedAt).toBeNull();
    days(266);
    await app.runJob('retention');
    expect((await row(goes.requestId)).erasedAt).not.toBeNull();
    expect((await row(stays.requestId)).erasedAt).toBeNull();
    const matches = await app.kith.db.match.findMany({ where: { requestId: goes.requestId } });
    expect(matches).toMatchObject([{ reason: null, firstMeeting: null }]);
  });

  it('leaves its receipts and states for six years, and then nothing', async () => {
    const person = await aPersonAsks(app);
    await app.run('mutation { eraseMyRequest { __typename } }', {}, person.headers);
    days(6 * 365);
    await app.runJob('retention');
    expect(await app.kith.db.consentReceipt.count({ where: { requestId: person.requestId } })).toBeGreaterThan(0);
    days(3);
    await app.runJob('retention');
    expect(await app.kith.db.peerRequest.count({ where: { id: person.requestId } })).toBe(0);
    expect(await app.kith.db.consentReceipt.count({ where: { requestId: person.requestId } })).toBe(0);
  });
});

it('resumes where it was cut off, whole request by whole request', async () => {
  const people = await Promise.all(Array.from({ length: 5 }, () => aPersonAsks(app)));
  for (const { headers } of people) await stop(headers);
  days(91);
  const { db } = app.kith;
  const ids = people.map(({ requestId }) => requestId).toSorted();
  // The third cannot be erased now: its transaction fails as it would with a lost database.
  await app.kith.database.pool.query(
    `CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN IF NEW.id = '${ids[2]}' AND NEW.erased_at IS NOT NULL THEN RAISE EXCEPTION 'cut off'; END IF; RETURN NEW; END $$;
     CREATE TRIGGER break_off BEFORE UPDATE ON peer_request FOR EACH ROW EXECUTE FUNCTION break_off()`,
  );
  await expect(app.runJob('retention')).rejects.toThrow();
  const erased = await db.peerRequest.findMany({ where: { id: { in: ids }, erasedAt: { not: null } } });
  expect(erased.map(({ id }) => id).toSorted()).toEqual(ids.slice(0, 2));
  for (const { dataKey, words } of erased) expect([dataKey, words]).toEqual([null, null]);
  await app.kith.database.pool.query('DROP TRIGGER break_off ON peer_request; DROP FUNCTION break_off()');
  await app.runJob('retention');
  expect(await db.peerRequest.count({ where: { id: { in: ids }, dataKey: null } })).toBe(5);
  expect(await db.auditEvent.count({ where: { action: 'erase request', objectId: { in: ids } } })).toBe(5);
  expect((await verifyAudit(app.kith)).isWhole).toBe(true);
});

it('forgets letters that are long settled, and sessions that ended', async () => {
  await aPersonAsks(app, { reach: { channel: 'EMAIL', value: 'jo@example.org' } });
  await app.runJob('deliver letters');
  const settled = { OR: [{ sentAt: { not: null } }, { droppedAt: { not: null } }] };
  expect(await app.kith.db.outboxMessage.count({ where: settled })).toBeGreaterThan(0);
  days(91);
  await app.runJob('retention');
  await app.runJob('forget sign-ins');
  await app.runJob('forget proofs and limits');
  expect(await app.kith.db.outboxMessage.count({ where: settled })).toBe(0);
  expect(await app.kith.db.staffSession.count()).toBe(0);
});
