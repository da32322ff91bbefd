import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { anotherInTouch, twoInTouch } from '../../../testing/doing.ts';
import { aPersonAsks, NUMBER } from '../../../testing/peers.ts';
import { TEST_NOW } from '../../../testing/test-now.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const MAIL = 'jo@example.org';

let app: TestApp;
let two: Awaited<ReturnType<typeof twoInTouch>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  two = await twoInTouch(app);
});
beforeEach(async () => {
  // Monday, 9 in the morning; the meeting is on Thursday.
  app.clock.advance(Date.parse(TEST_NOW) - app.clock.now().getTime());
  await app.kith.db.planEntry.deleteMany();
  await app.kith.db.outboxMessage.deleteMany();
  app.letters.length = 0;
  app.texts.length = 0;
});
afterAll(() => app.close());

type Headers = Record<string, string>;
interface Entry {
  id: string;
  reminder: { day: string; canAsk: boolean; canTakeBack: boolean; sentence: string } | null;
}

async function press(headers: Headers, field: string): Promise<{ __typename: string; message?: string }> {
  const { data, errors } = await app.run<{ it: { __typename: string; message?: string } }>(
    `mutation { it: ${field} { __typename ... on UserError { message } } }`,
    {},
    headers,
  );
  return data?.it ?? { __typename: String(errors?.[0]?.extensions?.code) };
}

async function entriesOf(headers: Headers): Promise<Entry[]> {
  const { data } = await app.run<{ myRequest: { ownPlan: { entries: Entry[] } | null } | null }>(
    '{ myRequest { ownPlan { entries { id reminder { day canAsk canTakeBack sentence } } } } }',
    {},
    headers,
  );
  return data?.myRequest?.ownPlan?.entries ?? [];
}

async function write(headers: Headers, more: string): Promise<Entry> {
  const key = `idempotencyKey: "${randomUUID()}"`;
  await press(headers, `writePlanEntry(input: { words: "A room of my own. Foxtail-canary.", ${key}, ${more} })`);
  const last = (await entriesOf(headers)).at(-1);
  if (!last) throw new Error('Nothing was written.');
  return last;
}

/** Somebody with a meeting on Thursday 26 November, whose acknowledgement is not counted. */
async function aMeeting(reach: Record<string, unknown> = {}, onDay = '2026-11-26') {
  const person = await aPersonAsks(app, { reach: { channel: 'EMAIL', value: MAIL, ...reach } });
  const entry = await write(person.headers, `kind: MEETING, who: "The council", onDay: "${onDay}"`);
  await app.kith.db.outboxMessage.deleteMany();
  return { ...person, entry };
}

const ask = (headers: Headers, { id }: Entry) => press(headers, `askForReminder(id: "${id}")`);
const takeBack = (headers: Headers, { id }: Entry) => press(headers, `takeBackReminder(id: "${id}")`);

/** One round of both jobs. */
async function round(): Promise<void> {
  await app.runJob('remind of meetings');
  await app.runJob('deliver letters');
}

/** Rounds every hour until a day and an hour of this week in November. */
async function until(day: number, hour: number): Promise<void> {
  const end = Date.UTC(2026, 10, day, hour);
  for (; app.clock.now().getTime() < end; app.clock.advance(HOUR)) await round();
  await round();
}

describe('a reminder of a meeting', () => {
  it('is off until the person asks, and goes out once on the day before, in the morning, without content', async () => {
    const { headers, entry } = await aMeeting();
    expect(entry.reminder).toEqual({
      day: '2026-11-25',
      canAsk: true,
      canTakeBack: false,
      sentence:
        'We can write to you on Wednesday 25 November, in your safe times. We only say that there is an update.',
    });
    await ask(headers, entry);
    expect((await entriesOf(headers))[0]?.reminder).toMatchObject({
      canAsk: false,
      canTakeBack: true,
      sentence: 'We will write to you on Wednesday 25 November.',
    });
    await until(25, 8);
    expect(app.letters).toEqual([]);
    await until(25, 10);
    expect(app.letters).toMatchObject([{ to: MAIL, subject: 'An update for you' }]);
    expect(app.letters[0]?.text).toMatch(/^There is an update for you\./);
    expect(app.letters[0]?.text).not.toMatch(/meet|council|room|remind|tomorrow|Foxtail/i);
    expect((await entriesOf(headers))[0]?.reminder).toMatchObject({
      canAsk: false,
      canTakeBack: false,
      sentence: 'We wrote to you on Wednesday 25 November.',
    });
    await until(26, 12);
    expect(app.letters).toHaveLength(1);
  });

  it('does not go to who did not ask', async () => {
    await aMeeting();
    await until(26, 10);
    expect(app.letters).toEqual([]);
  });

  it('is one letter for the day, also when two meetings come after it', async () => {
    const { headers, entry } = await aMeeting();
    const second = await write(headers, 'kind: MEETING, onDay: "2026-11-26"');
    await ask(headers, entry);
    await ask(headers, second);
    await until(26, 10);
    expect(app.letters).toHaveLength(1);
  });

  it('keeps to the safe times of a text, and says how to stop', async () => {
    const { headers, entry } = await aMeeting({ channel: 'TEXT', value: NUMBER, times: 'evenings' });
    await ask(headers, entry);
    await until(25, 16);
    expect(app.texts).toEqual([]);
    await until(25, 18);
    expect(app.texts).toHaveLength(1);
    expect(app.texts[0]?.text).toMatch(/^There is an update for you\..*end/);
  });

  it('comes early in the morning when no other time is safe', async () => {
    const { headers, entry } = await aMeeting({ times: '6am to 7am' });
    await ask(headers, entry);
    await until(25, 5);
    expect(app.letters).toEqual([]);
    await until(25, 7);
    expect(app.letters).toHaveLength(1);
  });

  it('for tomorrow goes out today, while there is a safe time left', async () => {
    const { headers, entry } = await aMeeting({ times: 'afternoons' }, '2026-11-24');
    await ask(headers, entry);
    await until(23, 11);
    expect(app.letters).toEqual([]);
    await until(23, 13);
    expect(app.letters).toHaveLength(1);
  });
});

describe('a reminder that waits', () => {
  const withdrawing: [string, (headers: Headers, entry: Entry) => Promise<unknown>][] = [
    ['takes it back', takeBack],
    ['takes the meeting out', (headers, { id }) => press(headers, `removePlanEntry(id: "${id}")`)],
    [
      'moves the meeting',
      (headers, { id }) =>
        press(headers, `changePlanEntry(input: { entryId: "${id}", words: "x", onDay: "2026-12-03" })`),
    ],
    ['pauses', (headers) => press(headers, 'pauseMyRequest')],
    ['stops', (headers) => press(headers, 'withdrawMyRequest')],
    ['erases', (headers) => press(headers, 'eraseMyRequest')],
    ['wants no letters', (headers) => press(headers, 'stopMyLetters')],
    [
      'wants no e-mail any more',
      (headers) => press(headers, 'changeMyRequest(input: { reach: { channel: COME_BACK } })'),
    ],
    [
      'wants letters on paper',
      (headers) => press(headers, 'changeMyRequest(input: { reach: { channel: POST, value: "1 High Street" } })'),
    ],
    [
      'writes safe times that only people can read',
      (headers) =>
        press(
          headers,
          `changeMyRequest(input: { reach: { channel: EMAIL, value: "${MAIL}", times: "when his car is gone" } })`,
        ),
    ],
  ];

  it.each(withdrawing)('is never sent when the person %s', async (_what, withdraw) => {
    const { headers, entry } = await aMeeting();
    await ask(headers, entry);
    expect(await withdraw(headers, entry)).toMatchObject({ __typename: expect.stringMatching(/Payload|Success/) });
    await until(26, 10);
    expect([app.letters, app.texts]).toEqual([[], []]);
    expect(
      await app.kith.db.outboxMessage.count({
        where: { OR: [{ givenUpAt: { not: null } }, { toPostAt: { not: null } }] },
      }),
    ).toBe(0);
  });

  it.each(withdrawing)(
    'is not sent either when that comes between the job and the post: %s',
    async (_what, withdraw) => {
      const { headers, entry } = await aMeeting();
      await ask(headers, entry);
      app.clock.advance(2 * DAY + HOUR);
      await app.runJob('remind of meetings');
      expect(await app.kith.db.outboxMessage.count({ where: { sentAt: null, droppedAt: null } })).toBe(1);
      await withdraw(headers, entry);
      await until(26, 10);
      expect([app.letters, app.texts]).toEqual([[], []]);
    },
  );

  it('goes out once after a process died at any moment', async () => {
    const { headers, entry } = await aMeeting();
    await ask(headers, entry);
    app.clock.advance(2 * DAY + HOUR);
    await app.runJob('remind of meetings');
    // Claimed by a process that is no more.
    await app.kith.db.outboxMessage.updateMany({
      where: { kind: 'person-reminder' },
      data: { sendingAt: app.clock.now(), attempts: 1 },
    });
    await round();
    expect(app.letters).toEqual([]);
    await until(26, 10);
    expect(app.letters).toHaveLength(1);
  });

  it('that came too late is not sent: nobody is reminded of what is over', async () => {
    const { headers, entry } = await aMeeting();
    await ask(headers, entry);
    app.clock.advance(2 * DAY + HOUR);
    await app.runJob('remind of meetings');
    app.clock.advance(DAY);
    await until(26, 12);
    expect(app.letters).toEqual([]);
    app.clock.advance(2 * DAY);
    await round();
    expect(await app.kith.db.planEntry.count({ where: { remindOn: { not: null } } })).toBe(0);
  });

  it('comes all the same when the person starts again on that day, and once', async () => {
    const { headers, entry } = await aMeeting();
    await ask(headers, entry);
    app.clock.advance(2 * DAY + HOUR);
    await app.runJob('remind of meetings');
    await press(headers, 'pauseMyRequest');
    await round();
    expect((await entriesOf(headers))[0]?.reminder).toMatchObject({
      canTakeBack: true,
      sentence: expect.stringMatching(/^You asked us .* Start it again/),
    });
    await press(headers, 'resumeMyRequest');
    await until(26, 10);
    expect(app.letters).toHaveLength(1);
  });

  it('is not sent twice when it is taken back and asked for again after it went', async () => {
    const { headers, entry } = await aMeeting();
    await ask(headers, entry);
    await until(25, 10);
    expect(app.letters).toHaveLength(1);
    await takeBack(headers, entry);
    await ask(headers, entry);
    await until(26, 10);
    expect(app.letters).toHaveLength(1);
  });
});

describe('what cannot be reminded of', () => {
  it.each([
    [
      'to nobody who comes back by themselves',
      { channel: 'COME_BACK', value: null },
      /e-mail or text.*How to reach you/,
    ],
    ['to nobody who is rung', { channel: 'PHONE', value: NUMBER }, /e-mail or text.*How to reach you/],
    ['by post, which is slow', { channel: 'POST', value: '1 High Street' }, /too late.*How to reach you/],
    ['at times in words of their own', { times: 'when his car is gone' }, /Only a person may read/],
    ['on a day without a safe time', { times: 'weekends' }, /no safe time left.*Wednesday 25 November/],
  ])('%s', async (_who, reach, why) => {
    const { headers, entry } = await aMeeting(reach);
    expect(entry.reminder).toMatchObject({ canAsk: false, canTakeBack: false, sentence: expect.stringMatching(why) });
    expect(await ask(headers, entry)).toMatchObject({
      __typename: 'NoLongerPossible',
      message: expect.stringMatching(why),
    });
    await until(26, 10);
    expect([app.letters, app.texts]).toEqual([[], []]);
  });

  it.each([
    ['no day', 'kind: MEETING'],
    ['today', 'kind: MEETING, onDay: "2026-11-23"'],
    ['a day that is over', 'kind: MEETING, onDay: "2026-11-20"'],
    ['what is no meeting', 'kind: SETBACK, onDay: "2026-11-26"'],
  ])('%s', async (_what, more) => {
    const { headers } = await aPersonAsks(app, { reach: { channel: 'EMAIL', value: MAIL } });
    const entry = await write(headers, more);
    expect(entry.reminder).toBeNull();
    expect((await ask(headers, entry)).__typename).toBe('NoLongerPossible');
  });

  it("somebody else's meeting, which is not even seen in a part that is shared", async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const entry = await write(person.headers, 'kind: MEETING, onDay: "2026-11-26"');
    await press(person.headers, 'sharePlanPart(part: MEETINGS)');
    const { data } = await app.run<{ match: { sharedPlan: { entries: unknown[] }[] } }>(
      'query($id: ID!) { match(id: $id) { sharedPlan { entries { id reminder { sentence } } } } }',
      { id: matchId },
      two.advocate.headers,
    );
    expect(data?.match.sharedPlan[0]?.entries).toEqual([{ id: entry.id, reminder: null }]);
    const other = await aMeeting();
    for (const headers of [other.headers, two.advocate.headers, two.coordinator.headers, {}])
      expect((await ask(headers, entry)).__typename).toBe('NotFound');
  });
});

it('keeps the day in clear and nothing else, also in the log and the outbox', async () => {
  const { headers, entry, requestId } = await aMeeting();
  await ask(headers, entry);
  const row = await app.kith.db.planEntry.findFirstOrThrow({ where: { requestId } });
  expect(row.remindOn).toEqual(new Date('2026-11-25'));
  await until(25, 10);
  const rows = JSON.stringify([
    await app.kith.database.pool.query('SELECT row_to_json(t)::text AS t FROM outbox_message t'),
    await app.kith.database.pool.query('SELECT row_to_json(t)::text AS t FROM plan_entry t'),
  ]);
  for (const said of ['Foxtail', 'council', 'MEETING', MAIL]) {
    expect(rows).not.toContain(said);
    expect(app.logged()).not.toContain(said);
  }
});
