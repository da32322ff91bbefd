import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, NUMBER, sayYes } from '../../../testing/peers.ts';
import { aSession } from '../../../testing/people.ts';
import { TEST_NOW } from '../../../testing/test-now.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const MAIL = 'jo@example.org';
const SECRET = 'a secret of the gateway';

let app: TestApp;
let ready: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1, textSecret: SECRET });
});
beforeEach(async () => {
  app.clock.advance(Date.parse(TEST_NOW) - app.clock.now().getTime());
  // A team of its own for each test; the ask goes to the first team there is.
  await app.kith.db.outboxMessage.deleteMany();
  await app.kith.db.peerRequest.deleteMany();
  await app.kith.db.staffAccount.deleteMany();
  await app.kith.db.team.deleteMany();
  app.letters.length = 0;
  app.texts.length = 0;
  ready = await aTeamReady(app);
});
afterAll(() => app.close());

const deliver = () => app.runJob('deliver letters');
const byMail = (more: Record<string, unknown> = {}) => ({ reach: { channel: 'EMAIL', value: MAIL, ...more } });
const byText = (more: Record<string, unknown> = {}) => ({ reach: { channel: 'TEXT', value: NUMBER, ...more } });

function answer(body: string, headers: Record<string, string> = { authorization: `Bearer ${SECRET}` }) {
  return app.fetch(
    new Request('http://localhost:4000/texts/incoming', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }),
  );
}

async function mailOf({ accountId }: { accountId: string }): Promise<string> {
  return (await app.kith.db.staffAccount.findUniqueOrThrow({ where: { id: accountId } })).email;
}

async function lettersTo(account: { accountId: string }) {
  const to = await mailOf(account);
  return app.letters.filter((letter) => letter.to === to);
}

describe('asking', () => {
  it('is acknowledged at once, with the name that the team chose for letters and the promised day', async () => {
    await app.run(
      'mutation { setLetterName(input: { name: "Ruth and colleagues" }) { __typename } }',
      {},
      ready.coordinator.headers,
    );
    await aPersonAsks(app, byMail());
    await deliver();
    expect(app.letters).toHaveLength(1);
    expect(app.letters[0]).toMatchObject({ to: MAIL, subject: 'An update for you' });
    expect(app.letters[0]?.text).toContain('Ruth and colleagues will answer you by Wednesday 25 November.');
    expect(app.letters[0]?.text).toContain('/back');
    expect(app.letters[0]?.text).not.toContain('#');
  });

  it('is acknowledged by text in one piece, and not at night', async () => {
    app.clock.advance(13 * HOUR_MS);
    await aPersonAsks(app, byText());
    await deliver();
    expect(app.texts).toEqual([]);
    app.clock.advance(11 * HOUR_MS);
    await deliver();
    expect(app.texts).toHaveLength(1);
    expect(app.texts[0]?.text.length).toBeLessThanOrEqual(160);
    expect(app.texts[0]?.text).toContain('STOP');
    expect(app.texts[0]?.text).not.toMatch(/peer|Riverside|advocate/i);
  });

  it('is acknowledged in one piece whatever the team calls itself, and always says how to end it', async () => {
    await app.kith.db.team.updateMany({ data: { letterName: 'Żaneta and all the others who meet at the blue bench' } });
    await aPersonAsks(app, byText());
    await deliver();
    expect(app.texts[0]?.text).toMatch(/^There is an update for you\..*STOP/);
    expect(app.texts[0]?.text.length).toBeLessThanOrEqual(160);
  });

  it.each(['COME_BACK', 'PHONE', 'IN_PERSON'])('by %s gets nothing in writing', async (channel) => {
    await aPersonAsks(app, { reach: { channel, value: channel === 'PHONE' ? NUMBER : 'the blue bench' } });
    await deliver();
    expect([...app.letters, ...app.texts]).toEqual([]);
    expect(await app.kith.db.outboxMessage.count()).toBe(0);
  });
});

describe('safe hours', () => {
  it('are kept: the letter waits for the next one', async () => {
    await aPersonAsks(app, byMail({ times: 'weekday afternoons' }));
    await deliver();
    expect(app.letters).toEqual([]);
    const { notBefore } = await app.kith.db.outboxMessage.findFirstOrThrow();
    expect(notBefore).toEqual(new Date('2026-11-23T12:00:00Z'));
    app.clock.advance(3 * HOUR_MS);
    await deliver();
    expect(app.letters).toHaveLength(1);
  });

  it('in words that a program cannot be sure of are left to people, who are told without the address', async () => {
    const { receipt } = await aPersonAsks(app, byMail({ times: 'when his car is gone' }));
    await deliver();
    expect(app.letters).toEqual([]);
    const { data } = await app.run<{ lettersNotSent: { count: number; letters: Record<string, string>[] } }>(
      '{ lettersNotSent { count letters { id about reference since why } } }',
      {},
      ready.coordinator.headers,
    );
    expect(data?.lettersNotSent).toMatchObject({ count: 1, letters: [{ reference: receipt.reference }] });
    expect(JSON.stringify(data)).not.toContain(MAIL);
  });
});

describe('a letter that waits', () => {
  it.each([
    ['pauses', 'mutation { pauseMyRequest { __typename } }'],
    ['stops', 'mutation { withdrawMyRequest { __typename } }'],
    ['erases', 'mutation { eraseMyRequest { __typename } }'],
    ['ends letters', 'mutation { stopMyLetters { __typename } }'],
    ['no longer wants e-mail', 'mutation { changeMyRequest(input: { reach: { channel: COME_BACK } }) { __typename } }'],
  ])('is not sent any more when the person %s', async (_what, mutation) => {
    const person = await aPersonAsks(app, byMail());
    const { data } = await app.run<Record<string, { __typename: string }>>(mutation, {}, person.headers);
    expect(Object.values(data ?? {})[0]?.__typename).toMatch(/Payload$/);
    await deliver();
    expect(app.letters).toEqual([]);
    expect(await app.kith.db.outboxMessage.count({ where: { droppedAt: null } })).toBe(0);
  });
});

describe('“stop” by text', () => {
  it.each(['STOP', 'stop.', ' Exit ', 'End'])(
    '(“%s”) ends all texts at once and is answered by nothing',
    async (text) => {
      const person = await aPersonAsks(app, byText());
      const response = await answer(JSON.stringify({ from: '+44 7700 900123', text }));
      expect(response.status).toBe(204);
      expect(await response.text()).toBe('');
      await deliver();
      expect(app.texts).toEqual([]);
      const { data } = await app.run<{ myRequest: { lettersStoppedAt: string | null; status: string } }>(
        '{ myRequest { lettersStoppedAt status } }',
        {},
        person.headers,
      );
      expect(data?.myRequest).toMatchObject({ lettersStoppedAt: app.clock.now().toISOString(), status: 'ASKED' });
    },
  );

  it('is nothing without the secret, and other answers are neither read nor kept', async () => {
    await aPersonAsks(app, byText());
    const stop = JSON.stringify({ from: NUMBER, text: 'STOP' });
    expect((await answer(stop, { authorization: 'Bearer guess' })).status).toBe(401);
    expect((await answer(stop, {})).status).toBe(401);
    expect((await answer('{}')).status).toBe(400);
    expect((await answer('not json')).status).toBe(400);
    expect((await answer(JSON.stringify({ from: NUMBER, text: 'x'.repeat(9_000) }))).status).toBe(413);
    expect((await answer(JSON.stringify({ from: NUMBER, text: 'Please do not stop. Canary-text.' }))).status).toBe(204);
    await deliver();
    expect(app.texts).toHaveLength(1);
    expect(app.logged()).not.toContain('Canary-text');
  });

  it('holds until the person gives a way to be reached again', async () => {
    const person = await aPersonAsks(app, byText());
    await answer(JSON.stringify({ From: '07700900123', Body: 'Stop' }));
    await app.run(
      `mutation { changeMyRequest(input: { reach: { channel: TEXT, value: "${NUMBER}" } }) { __typename } }`,
      {},
      person.headers,
    );
    const { lettersStoppedAt } = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: person.requestId } });
    expect(lettersStoppedAt).toBeNull();
  });
});

describe('an introduction', () => {
  it('is told to the advocate with a reference and nothing else', async () => {
    const person = await aPersonAsks(app);
    await introduce(app, ready.coordinator, person.requestId, ready.advocate.advocateId);
    await deliver();
    const [letter] = await lettersTo(ready.advocate);
    expect(letter?.text).toContain(person.receipt.reference);
    expect(letter?.text).toContain('Wednesday 25 November');
    expect(letter?.text).not.toMatch(/slept|Tuesday|Maya|tribunal/);
  });

  it('that is answered before the letter goes is not told any more; the yes is told to the person', async () => {
    const person = await aPersonAsks(app, byMail());
    await deliver();
    app.letters.length = 0;
    const { match } = await introduce(app, ready.coordinator, person.requestId, ready.advocate.advocateId);
    await sayYes(app, ready.advocate, match?.id ?? '', { channel: 'EMAIL', when: 'Thursday at 2' });
    await deliver();
    expect(app.letters.map(({ to }) => to)).toEqual([MAIL]);
    expect(app.letters[0]?.text).not.toMatch(/Maya|Thursday/);
  });

  it('that nobody answers passes on by itself, and coordinator and person are told once', async () => {
    const person = await aPersonAsks(app, byMail());
    await introduce(app, ready.coordinator, person.requestId, ready.advocate.advocateId);
    await deliver();
    app.letters.length = 0;
    app.clock.advance(3 * DAY_MS);
    await app.runJob('lapse');
    await app.runJob('lapse');
    const match = await app.kith.db.match.findFirstOrThrow({ where: { requestId: person.requestId } });
    expect(match.status).toBe('LAPSED');
    await deliver();
    expect(app.letters.map(({ to }) => to).toSorted()).toEqual([MAIL, await mailOf(ready.coordinator)].toSorted());
  });

  it('that was answered does not lapse', async () => {
    const person = await aPersonAsks(app);
    const { match } = await introduce(app, ready.coordinator, person.requestId, ready.advocate.advocateId);
    await sayYes(app, ready.advocate, match?.id ?? '', { channel: 'COME_BACK', when: 'Thursday at 2' });
    app.clock.advance(3 * DAY_MS);
    await app.runJob('lapse');
    expect(await app.kith.db.match.count({ where: { requestId: person.requestId, status: 'LAPSED' } })).toBe(0);
  });
});

describe('a promise', () => {
  it('that ends today, and one that is over, are told to every coordinator once', async () => {
    const { receipt } = await aPersonAsks(app);
    await app.runJob('promise clock');
    await deliver();
    expect(app.letters).toEqual([]);
    app.clock.advance(2 * DAY_MS + HOUR_MS);
    await app.runJob('promise clock');
    await app.runJob('promise clock');
    await deliver();
    expect(app.letters.map(({ text }) => text)).toEqual([expect.stringContaining('They still wait')]);
    app.clock.advance(DAY_MS);
    await app.runJob('promise clock');
    await deliver();
    expect(app.letters).toHaveLength(2);
    expect(app.letters[1]?.text).toContain(receipt.reference);
  });

  it('that was kept meanwhile is not told', async () => {
    const person = await aPersonAsks(app);
    app.clock.advance(2 * DAY_MS + HOUR_MS);
    await app.runJob('promise clock');
    const coordinator = { headers: await aSession(app, ready.coordinator.accountId) };
    await introduce(app, coordinator, person.requestId, ready.advocate.advocateId);
    await deliver();
    expect(await lettersTo(ready.coordinator)).toEqual([]);
  });
});

describe('reminders', () => {
  it('of a review go to advocate and person in the morning of the day, once', async () => {
    const person = await aPersonAsks(app, byMail());
    const match = await app.kith.db.match.create({
      data: {
        requestId: person.requestId,
        advocateId: ready.advocate.advocateId,
        proposedById: ready.coordinator.accountId,
        status: 'ACTIVE',
        proposedAt: app.clock.now(),
        lapsesAt: app.clock.now(),
        answeredAt: app.clock.now(),
        reviewOn: new Date('2026-11-24'),
      },
    });
    await deliver();
    app.letters.length = 0;
    app.clock.advance(20 * HOUR_MS);
    await app.runJob('reminders');
    await deliver();
    expect(app.letters).toEqual([]);
    app.clock.advance(5 * HOUR_MS);
    await app.runJob('reminders');
    await app.runJob('reminders');
    await deliver();
    expect(app.letters.map(({ to }) => to).toSorted()).toEqual([MAIL, await mailOf(ready.advocate)].toSorted());
    expect(match.id).toBeTruthy();
  });

  it('of an overdue supervision go to the coordinator from the day after, and name nobody', async () => {
    await app.kith.db.advocateProfile.update({
      where: { id: ready.advocate.advocateId },
      data: { supervisionDueOn: new Date('2026-11-23') },
    });
    app.clock.advance(8 * HOUR_MS);
    await app.runJob('reminders');
    await deliver();
    expect(app.letters).toEqual([]);
    app.clock.advance(17 * HOUR_MS);
    await app.runJob('reminders');
    await app.runJob('reminders');
    await deliver();
    expect(app.letters.map(({ to }) => to)).toEqual([await mailOf(ready.coordinator)]);
    expect(app.letters[0]?.text).not.toContain('Maya');
  });
});
