import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { anchorAudit, recordAudit, verifyAudit } from './audit.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

function entry(objectId: string) {
  return { actorKind: 'staff', actorId: 'a', action: 'read words', objectType: 'PeerRequest', objectId } as const;
}

async function record(...objectIds: string[]) {
  // They stand in line for one lock, on a machine that may be busy.
  const patient = { maxWait: 25_000, timeout: 25_000 };
  await Promise.all(
    objectIds.map((id) => app.kith.db.$transaction((tx) => recordAudit(tx, app.kith, entry(id)), patient)),
  );
}

/** What somebody with the database, and without the keys, could do. */
async function tamper(sql: string) {
  await app.kith.database.pool.query('ALTER TABLE audit_event DISABLE TRIGGER ALL');
  await app.kith.database.pool.query(sql);
  await app.kith.database.pool.query('ALTER TABLE audit_event ENABLE TRIGGER ALL');
}

it('is whole when nothing was written yet', async () => {
  expect(await verifyAudit(app.kith)).toMatchObject({ isWhole: true, anchor: { count: 0, seal: '' } });
});

it('keeps one chain when twenty things happen at once', async () => {
  await record(...Array.from({ length: 20 }, (_, number) => `request-${number}`));
  const check = await verifyAudit(app.kith);
  expect(check).toMatchObject({ isWhole: true, brokenAt: null });
  expect(check.anchor.count).toBe(20);
});

it('leaves no trace of what was rolled back', async () => {
  await app.kith.db
    .$transaction(async (tx) => {
      await recordAudit(tx, app.kith, entry('never'));
      throw new Error('changed my mind');
    })
    .catch(() => undefined);
  expect(await verifyAudit(app.kith)).toMatchObject({ isWhole: true, anchor: { count: 20 } });
});

it.each(["UPDATE audit_event SET action = 'nothing'", 'DELETE FROM audit_event', 'TRUNCATE audit_event'])(
  'refuses to change the past: %s',
  async (sql) => {
    await expect(app.kith.database.pool.query(sql)).rejects.toThrow('only grows');
  },
);

it('still holds an earlier anchor from the log', async () => {
  const anchor = await anchorAudit(app.kith);
  expect(app.logged()).toContain(anchor.seal);
  await record('later');
  expect((await verifyAudit(app.kith, anchor)).isWhole).toBe(true);
});

it('tells where a row was changed behind our back', async () => {
  await tamper("UPDATE audit_event SET object_id = 'other' WHERE object_id = 'request-7'");
  const check = await verifyAudit(app.kith);
  expect(check.isWhole).toBe(false);
  expect(check.brokenAt).not.toBeNull();
  await tamper("UPDATE audit_event SET object_id = 'request-7' WHERE object_id = 'other'");
  expect((await verifyAudit(app.kith)).isWhole).toBe(true);
});

it('misses the newest rows when somebody cuts them off, and when they cut the head to fit', async () => {
  const anchor = await anchorAudit(app.kith);
  const last = await app.kith.db.auditEvent.findMany({ orderBy: { id: 'desc' }, take: 2 });
  const [newest, before] = last;
  if (!newest || !before) throw new Error('two rows expected');
  await tamper(`DELETE FROM audit_event WHERE id = ${newest.id}`);
  expect((await verifyAudit(app.kith)).isWhole).toBe(false);
  await app.kith.db.auditHead.update({
    where: { id: 1 },
    data: { count: { decrement: 1 }, eventId: before.id, seal: before.seal },
  });
  expect((await verifyAudit(app.kith)).isWhole).toBe(true);
  expect((await verifyAudit(app.kith, anchor)).isWhole).toBe(false);
});
