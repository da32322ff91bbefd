import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { recordAudit } from './audit.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  for (const objectId of ['one', 'two'])
    await app.kith.db.$transaction((tx) =>
      recordAudit(tx, app.kith, {
        actorKind: 'system',
        actorId: null,
        action: 'did something',
        objectType: 'Test',
        objectId,
      }),
    );
});
afterAll(() => app.close());

it('says in the log where the audit trail stands', async () => {
  await app.runJob('check audit');
  expect(app.logged()).toContain('"auditCount":2');
  expect(app.logged()).not.toContain('was changed');
});

it('shouts when somebody changed the trail', async () => {
  await app.kith.database.pool.query('ALTER TABLE audit_event DISABLE TRIGGER ALL');
  await app.kith.database.pool.query("DELETE FROM audit_event WHERE object_id = 'one'");
  await app.kith.database.pool.query('ALTER TABLE audit_event ENABLE TRIGGER ALL');
  await app.runJob('check audit');
  expect(app.logged()).toContain('the audit trail was changed');
});
