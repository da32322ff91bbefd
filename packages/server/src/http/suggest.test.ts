import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { addService } from '../testing/directory.ts';
import { fromElsewhere } from '../testing/peers.ts';

let app: TestApp;
let service = '';
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  ({ id: service } = await addService(app, { name: 'Chess and a cuppa', summary: 'A quiet group' }));
});
afterAll(() => app.close());

const ORIGIN = 'http://localhost:4000';

function send(fields: Record<string, string>, headers: Record<string, string> = fromElsewhere()) {
  return app.fetch(
    new Request(`${ORIGIN}/suggest`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN, ...headers },
      body: new URLSearchParams({ service, key: randomUUID(), ...fields }).toString(),
    }),
  );
}

it('asks one page of questions without a script, with the day of the answer', async () => {
  const answer = await app.fetch(new Request(`${ORIGIN}/suggest?service=${service}`));
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(html).toContain('Chess and a cuppa');
  expect(html).toContain('Thursday 26 November');
  expect(html).toContain('It does not run any more');
  // Browsers keep titles: this one names no service.
  expect(html).toContain('<title>Suggest a change</title>');
});

it('takes a suggestion, says thank you and the day, and shows no word of it again', async () => {
  const answer = await send({ field: 'TIMES', words: 'Tuesdays <b>at 2</b>' });
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(html).toContain('It has arrived');
  expect(html).toContain('Thursday 26 November');
  expect(html).not.toContain('Tuesdays');
  expect(await app.kith.db.serviceSuggestion.count()).toBe(1);
});

it('keeps what was typed when something has to be put right', async () => {
  const nothing = await send({ words: 'Tuesdays' });
  expect(nothing.status).toBe(400);
  const html = await nothing.text();
  expect(html).toContain('Choose what is not right.');
  expect(html).toContain('Tuesdays');
  const address = await send({ field: 'TIMES', words: 'Tuesdays', email: 'nobody' });
  expect(await address.text()).toContain('Write an e-mail address like name@example.org.');
});

it('stops a flood from one address, and loses nothing', async () => {
  const from = fromElsewhere();
  let answer = await send({ field: 'OTHER', words: 'Thing 0' }, from);
  for (let n = 1; n < 6; n++) answer = await send({ field: 'OTHER', words: `Thing ${n}` }, from);
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await answer.text()).toContain('Thing 5');
});

it.each(['', 'x', '00000000-0000-7000-8000-000000000000'])('says so when there is no service "%s"', async (id) => {
  const answer = await app.fetch(new Request(`${ORIGIN}/suggest?service=${id}`));
  expect(answer.status).toBe(404);
  expect((await send({ service: id, field: 'CLOSED' })).status).toBe(404);
});

it('is linked from what somebody finds', async () => {
  const answer = await app.fetch(
    new Request(`${ORIGIN}/find`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN },
      body: 'text=chess',
    }),
  );
  expect(await answer.text()).toContain(`/suggest?service=${service}`);
});
