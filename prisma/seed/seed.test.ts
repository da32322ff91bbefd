import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../packages/server/src/testing/app.ts';
import { seedDemoTown } from './seed.ts';

describe('the demo town', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
    const t = performance.now();
    await Promise.all([seedDemoTown(app.kith), seedDemoTown(app.kith)]);
    process.stderr.write(`seeded in ${Math.round(performance.now() - t)} ms\n`);
  });
  afterAll(() => app?.close());
  it('x', async () => {
    const { db } = app.kith;
    console.log(await db.service.count(), await db.directoryImport.findMany({ select: { added: true, unsure: true, refused: true, report: true } }).then(r => JSON.stringify(r).slice(0, 3000)));
    console.log((await db.peerRequest.findMany({ include: { matches: true } })).map((r) => `${r.reference} ${r.status} ${r.matches.map((m) => m.status)} late=${r.promisedBy < app.clock.now()}`));
    console.log(await db.advocateProfile.findMany({ select: { firstName: true, energy: true, breakUntil: true, standInId: true, supervisionDueOn: true } }));
    expect(1).toBe(1);
  });
});
