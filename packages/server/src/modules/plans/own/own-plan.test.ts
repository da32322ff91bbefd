import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { anotherInTouch, twoInTouch } from '../../../testing/doing.ts';
import { aPersonAsks } from '../../../testing/peers.ts';
import { askedItems, chimeDimensions, itemBank } from '../check-ins/check-in-rules.ts';

const DAY = 24 * 60 * 60_000;

let app: TestApp;
let two: Awaited<ReturnType<typeof twoInTouch>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  two = await twoInTouch(app);
});
afterAll(() => app.close());

type Headers = Record<string, string>;
const PLAN = `entries { id kind words onDay who comes decided } checkIns { answers { item answer } } asksCheckIn shared`;

async function press(headers: Headers, field: string): Promise<{ __typename: string; field?: string }> {
  const more = /^(write|change|answer)/.test(field) ? '... on InvalidInput { field }' : '';
  const { data, errors } = await app.run<{ it: { __typename: string } }>(
    `mutation { it: ${field} { __typename ${more} } }`,
    {},
    headers,
  );
  return data?.it ?? { __typename: String(errors?.[0]?.extensions?.code) };
}

const write = (headers: Headers, kind: string, words: string, more = '') =>
  press(
    headers,
    `writePlanEntry(input: { kind: ${kind}, words: ${JSON.stringify(words)}, idempotencyKey: "${randomUUID()}" ${more} })`,
  );

interface Plan {
  entries: { id: string; kind: string; words: string; decided: string | null }[];
  checkIns: { answers: { item: string; answer: string }[] }[];
  asksCheckIn: boolean;
  shared: string[];
}

async function planOf(headers: Headers): Promise<Plan | null> {
  const { data } = await app.run<{ myRequest: { ownPlan: Plan | null } | null }>(
    `{ myRequest { ownPlan { ${PLAN} } } }`,
    {},
    headers,
  );
  return data?.myRequest?.ownPlan ?? null;
}

async function sharedWith(headers: Headers, matchId: string) {
  const { data } = await app.run<{ match: { sharedPlan: { part: string; entries: { words: string }[] }[] } | null }>(
    'query($id: ID!) { match(id: $id) { sharedPlan { part entries { words } checkIns { at } } } }',
    { id: matchId },
    headers,
  );
  return data?.match?.sharedPlan ?? [];
}

describe("a person's own plan", () => {
  it('is written, put right and taken out by the person, and read by nobody else', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    await write(person.headers, 'GOOD_AT', 'Baking bread');
    await write(person.headers, 'MEETING', 'My own room', ', onDay: "2026-12-01", who: "The council"');
    const written = (await planOf(person.headers))?.entries.toSorted((a, b) => a.kind.localeCompare(b.kind));
    const [first, meeting] = written ?? [];
    expect([first, meeting]).toMatchObject([
      { kind: 'GOOD_AT', words: 'Baking bread' },
      { kind: 'MEETING', onDay: '2026-12-01', who: 'The council', decided: null },
    ]);
    const change = `changePlanEntry(input: { entryId: "${meeting?.id}", words: "My own room", decided: "In March." })`;
    for (const headers of [two.advocate.headers, two.coordinator.headers, (await aPersonAsks(app)).headers, {}]) {
      expect((await press(headers, change)).__typename).toBe('NotFound');
      expect(await sharedWith(headers, matchId)).toEqual([]);
    }
    expect((await press(person.headers, change)).__typename).toMatch(/Success|Payload/);
    await press(person.headers, `removePlanEntry(id: "${first?.id}")`);
    expect((await planOf(person.headers))?.entries).toMatchObject([{ kind: 'MEETING', decided: 'In March.' }]);
    const { data } = await app.run(
      'query($id: ID!) { match(id: $id) { request { ownPlan { asksCheckIn } } } }',
      { id: matchId },
      two.advocate.headers,
    );
    expect(data?.match).toEqual({ request: { ownPlan: null } });
  });

  it('asks for words, and is written once under one key', async () => {
    const { headers } = await aPersonAsks(app);
    expect(await write(headers, 'BRING', ' ')).toMatchObject({ __typename: 'InvalidInput', field: 'words' });
    expect(await write(headers, 'BRING', 'x'.repeat(1_001))).toMatchObject({ field: 'words' });
    const key = randomUUID();
    const same = `writePlanEntry(input: { kind: BRING, words: "Time", idempotencyKey: "${key}" })`;
    await press(headers, same);
    await press(headers, same);
    expect((await planOf(headers))?.entries).toHaveLength(1);
    expect((await press(headers, same.replace('Time', 'Tea'))).__typename).toBe('IdempotencyConflict');
  });

  it('is shared part by part with the advocate, and taken back in one action; the journey never', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    await write(person.headers, 'MATTERS', 'My garden');
    await write(person.headers, 'SETBACK', 'A bad week');
    await press(person.headers, 'sharePlanPart(part: STRENGTHS)');
    await press(person.headers, 'sharePlanPart(part: STRENGTHS)');
    const parts = [{ part: 'STRENGTHS', entries: [{ words: 'My garden' }], checkIns: [] }];
    expect(await sharedWith(two.advocate.headers, matchId)).toEqual(parts);
    expect(await sharedWith(two.coordinator.headers, matchId)).toEqual([]);
    expect((await planOf(person.headers))?.shared).toEqual(['STRENGTHS']);
    await press(person.headers, 'stopSharingPlanPart(part: STRENGTHS)');
    expect(await sharedWith(two.advocate.headers, matchId)).toEqual([]);
  });

  it('is not shared with nobody, nor read by somebody with whom it is over', async () => {
    const alone = await aPersonAsks(app);
    expect((await press(alone.headers, 'sharePlanPart(part: CORNER)')).__typename).toBe('NotFound');
    const { matchId, person } = await anotherInTouch(app, two);
    await write(person.headers, 'IN_MY_CORNER', 'My sister');
    await press(person.headers, 'sharePlanPart(part: CORNER)');
    await app.kith.db.match.update({ where: { id: matchId }, data: { status: 'ENDED' } });
    expect(await sharedWith(two.advocate.headers, matchId)).toEqual([]);
    expect((await planOf(person.headers))?.shared).toEqual([]);
  });

  it('changes no status: a setback is only a word (S19)', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const now = () => app.kith.db.match.findUniqueOrThrow({ where: { id: matchId }, include: { request: true } });
    const before = await now();
    await write(person.headers, 'SETBACK', 'I stayed in bed.');
    const after = await now();
    expect([after.status, after.request.status]).toEqual([before.status, before.request.status]);
    expect(after.request.statusChangedAt).toEqual(before.request.statusChangedAt);
  });

  it('is sealed, what it is about too, and gone after erasing', async () => {
    const { person } = await anotherInTouch(app, two);
    await write(person.headers, 'SIGN', 'Thistle-canary');
    await press(person.headers, 'answerCheckIn(answers: [{ item: "hope", answer: A_LITTLE }])');
    await press(person.headers, 'sharePlanPart(part: SIGNS)');
    const { pool } = app.kith.database;
    const sql = ['plan_entry', 'check_in'].map((table) => `SELECT row_to_json(t)::text AS t FROM ${table} t`);
    const rows = JSON.stringify((await pool.query(sql.join(' UNION ALL '))).rows);
    for (const said of ['Thistle', 'SIGN"', 'A_LITTLE']) expect(rows).not.toContain(said);
    await app.run('mutation { eraseMyRequest { __typename } }', {}, person.headers);
    const where = { requestId: person.requestId };
    const { planEntry, checkIn, planShare } = app.kith.db;
    expect([
      await planEntry.count({ where }),
      await checkIn.count({ where }),
      await planShare.count({ where }),
    ]).toEqual([0, 0, 0]);
    expect(app.logged()).not.toContain('Thistle');
  });
});

describe('the check-in', () => {
  it('has eleven items, each in CHIME, and asks five: one for each part (S114)', async () => {
    expect(itemBank).toHaveLength(11);
    expect(askedItems.map(({ dimension }) => dimension)).toEqual(chimeDimensions);
    const { data } = await app.run<{ checkInItems: unknown[] }>('{ checkInItems { item words benefit dimension } }');
    expect(data?.checkInItems).toEqual(itemBank);
  });

  it('is read by the person alone, and by the advocate once it is shared', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    await press(person.headers, 'answerCheckIn(answers: [{ item: "say", answer: SOME }])');
    expect(await sharedWith(two.advocate.headers, matchId)).toEqual([]);
    await press(person.headers, 'sharePlanPart(part: CHECK_INS)');
    expect(await sharedWith(two.advocate.headers, matchId)).toMatchObject([{ part: 'CHECK_INS', checkIns: [{}] }]);
    expect(await sharedWith(two.coordinator.headers, matchId)).toEqual([]);
  });

  it('takes no item that is not asked, none twice, and asks for an answer', async () => {
    const { headers } = await aPersonAsks(app);
    for (const answers of [
      '[]',
      '[{ item: "mood", answer: SOME }]',
      '[{ item: "hope", answer: SOME }, { item: "hope", answer: SOME }]',
    ])
      expect(await press(headers, `answerCheckIn(answers: ${answers})`)).toMatchObject({ field: 'answers' });
  });

  it('is asked at most once in four weeks, whether it was answered or set aside, and may stay half empty', async () => {
    const { headers } = await aPersonAsks(app);
    expect((await planOf(headers))?.asksCheckIn).toBe(true);
    await press(headers, 'answerCheckIn(answers: [{ item: "hope", answer: RATHER_NOT_SAY }])');
    expect(await planOf(headers)).toMatchObject({
      asksCheckIn: false,
      checkIns: [{ answers: [{ item: 'hope', answer: 'RATHER_NOT_SAY' }] }],
    });
    app.clock.advance(27 * DAY);
    expect((await press(headers, 'answerCheckIn')).__typename).toBe('NoLongerPossible');
    app.clock.advance(DAY);
    expect((await press(headers, 'answerCheckIn')).__typename).toMatch(/Success|Payload/);
    expect(await planOf(headers)).toMatchObject({ asksCheckIn: false, checkIns: [{}] });
    await press(headers, 'removeCheckIns');
    expect(await planOf(headers)).toMatchObject({ asksCheckIn: false, checkIns: [] });
  });
});
