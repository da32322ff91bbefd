import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { addService } from '../../testing/directory.ts';
import { aStaffMember } from '../../testing/people.ts';
import { TEST_NOW } from '../../testing/test-now.ts';
import { suggestServiceChange } from './suggestions/suggesting.ts';

let app: TestApp;
let steward: string;
beforeAll(async () => {
  app = await createTestApp();
  const { accountId } = await aStaffMember(app, { roles: ['STEWARD'], name: 'Tom Reed' });
  ({ email: steward } = await app.kith.db.staffAccount.findUniqueOrThrow({ where: { id: accountId } }));
  await aStaffMember(app, { roles: ['COORDINATOR', 'ADMINISTRATOR'], name: 'Ruth Okafor' });
});
afterAll(() => app.close());
beforeEach(async () => {
  at(TEST_NOW);
  app.letters.length = 0;
  await app.kith.db.outboxMessage.deleteMany();
  await app.kith.db.serviceSuggestion.deleteMany();
  await app.kith.db.directoryImport.deleteMany();
});

const at = (instant: string) => app.clock.advance(Date.parse(instant) - app.clock.now().getTime());

async function aSuggestion() {
  const { id: serviceId } = await addService(app, { name: 'Chess and a cuppa' });
  await suggestServiceChange(
    app.kith,
    { partner: null, addressHash: randomUUID() },
    { idempotencyKey: randomUUID(), serviceId, field: 'COST', words: 'It is free. Foxglove-canary.' },
  );
}

async function anImport(status: 'READY' | 'UNMAPPED') {
  const source = await app.kith.db.directorySource.findFirstOrThrow();
  await app.kith.db.directoryImport.create({
    data: {
      sourceId: source.id,
      status,
      startedAt: app.clock.now(),
      added: 1,
      changed: 0,
      removed: 0,
      unsure: 0,
      refused: 0,
      report: [],
    },
  });
}

/** A round of the morning's job, and the letters that went. */
async function aRound() {
  app.letters.length = 0;
  await app.runJob('tell stewards');
  await app.runJob('deliver letters');
  return app.letters.map(({ to, subject, text }) => ({ to, subject, text }));
}

it('stewards hear once a morning what waits: counts and a day, nothing of what it is about, and nobody else does', async () => {
  await aSuggestion();
  await aSuggestion();
  await anImport('READY');
  await anImport('UNMAPPED');
  at('2026-11-24T08:30:00Z');
  expect(await aRound()).toEqual([]);
  at('2026-11-24T09:10:00Z');
  const [letter, ...others] = await aRound();
  expect(others).toEqual([]);
  expect(letter).toMatchObject({ to: steward, subject: 'Something waits for you' });
  expect(letter?.text).toContain(
    '2 suggestions wait for an answer. The oldest should be answered by Thursday 26 November.',
  );
  expect(letter?.text).toContain('1 import is compared and ready to look at.');
  expect(letter?.text).toContain('1 file waits for somebody to say what the columns are.');
  expect(letter?.text).not.toMatch(/Chess|Foxglove|free/);
  expect(await aRound()).toEqual([]);
  at('2026-11-25T09:10:00Z');
  expect(await aRound()).toHaveLength(1);
});

it('the letter says when an answer is due today, or is late', async () => {
  await aSuggestion();
  at('2026-11-26T09:10:00Z');
  expect((await aRound())[0]?.text).toContain('The oldest should be answered today.');
  at('2026-11-27T09:10:00Z');
  expect((await aRound())[0]?.text).toContain('should have been answered by now');
});

it('no letter comes when nothing waits, on days off, or when a colleague did it before the letter left', async () => {
  at('2026-11-24T09:10:00Z');
  expect(await aRound()).toEqual([]);
  await aSuggestion();
  // A Saturday.
  at('2026-11-28T10:00:00Z');
  expect(await aRound()).toEqual([]);
  at('2026-11-30T10:00:00Z');
  await app.runJob('tell stewards');
  await app.kith.db.serviceSuggestion.updateMany({ data: { state: 'ANSWERED', answeredAt: app.clock.now() } });
  await app.runJob('deliver letters');
  expect(app.letters).toEqual([]);
});
