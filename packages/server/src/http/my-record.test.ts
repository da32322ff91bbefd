import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, sayYes, WORDS } from '../testing/peers.ts';
import { anAdvocate } from '../testing/people.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
});
afterAll(() => app.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  app.fetch(new Request(`http://localhost:4000${path}`, { headers }));

it('gives an advocate their own record as a page and as data, without anybody whom they met', async () => {
  const { team, coordinator, advocate } = await aTeamReady(app);
  const person = await aPersonAsks(app, { reach: { channel: 'PHONE', value: '07700 900456', name: 'Jo Nobody' } });
  await app.kith.db.peerRequest.update({ where: { id: person.requestId }, data: { teamId: team.id } });
  const { match } = await introduce(app, coordinator, person.requestId, advocate.advocateId);
  await sayYes(app, advocate, match?.id ?? '');
  for (const [words, mayKeep] of [
    ['Keep this: <b>you stayed</b>', true],
    ['Only for you', false],
  ]) {
    const input = { matchId: match?.id, words, mayKeep, idempotencyKey: crypto.randomUUID() };
    await app.run(
      'mutation ($input: SendThanksInput!) { sendThanks(input: $input) { __typename } }',
      { input },
      person.headers,
    );
  }
  await app.run(
    'mutation { addLearning(input: { learnedOn: "2026-11-01", title: "A course on listening" }) { __typename } }',
    {},
    advocate.headers,
  );

  const page = await get('/export/my-record', advocate.headers);
  const html = await page.text();
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(html).toContain('A course on listening');
  expect(html).toContain('Keep this: &lt;b>you stayed');

  const data = await get('/export/my-record.json', advocate.headers);
  expect(data.headers.get('content-disposition')).toContain('my-record.json');
  const json = await data.text();
  expect(JSON.parse(json)).toMatchObject({
    format: 'kith-record-1',
    name: 'Maya',
    thanks: { received: 2, words: [{ words: 'Keep this: <b>you stayed</b>' }] },
    growth: { learning: [{ title: 'A course on listening' }] },
  });
  for (const text of [html, json]) {
    for (const foreign of [
      'Only for you',
      WORDS,
      '07700',
      'Jo Nobody',
      person.receipt.reference,
      advocate.advocateId,
    ]) {
      expect(text).not.toContain(foreign);
    }
  }
});

it('gives nobody another’s record, and strangers the sign-in', async () => {
  const tom = await anAdvocate(app, { firstName: 'Tom' });
  const record = (await (await get('/export/my-record.json', tom.headers)).json()) as { name: string };
  expect(record.name).toBe('Tom');
  const { coordinator } = await aTeamReady(app, 'Hillside team');
  expect((await get('/export/my-record', coordinator.headers)).status).toBe(404);
  const stranger = await get('/export/my-record.json');
  expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/console']);
});
