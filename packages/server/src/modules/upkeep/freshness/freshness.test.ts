import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { addService } from '../../../testing/directory.ts';
import { aStaffMember } from '../../../testing/people.ts';
import { TEST_NOW } from '../../../testing/test-now.ts';

const ORIGIN = 'http://localhost:4000';
const DAY_MS = 24 * 60 * 60 * 1000;
let app: TestApp;
let steward: Record<string, string>;
beforeAll(async () => {
  app = await createTestApp();
  await signIn();
});
afterAll(() => app.close());
beforeEach(async () => {
  app.clock.advance(Date.parse(TEST_NOW) - app.clock.now().getTime());
  app.letters.length = 0;
  await app.kith.db.freshnessAsk.deleteMany();
  await app.kith.db.freshnessRule.deleteMany();
  await app.kith.db.freshnessSetting.deleteMany();
  await app.kith.db.service.updateMany({ data: { status: 'INACTIVE' } });
});

async function signIn() {
  ({ headers: steward } = await aStaffMember(app, { roles: ['STEWARD'], name: 'Tom Reed' }));
}

/** As a steward puts it right by hand. */
async function correctStatus(id: string, status: 'DEFUNCT') {
  await app.kith.db.service.update({ where: { id }, data: { status } });
  const correction = { value: status, correctedById: crypto.randomUUID(), saidBy: null };
  await app.kith.db.serviceCorrection.upsert({
    where: { serviceId_field: { serviceId: id, field: 'status' } },
    create: { serviceId: id, field: 'status', ...correction },
    update: correction,
  });
}

const daysAgo = (days: number) => new Date(app.clock.now().getTime() - days * DAY_MS);

async function set(input: string, headers = steward) {
  const { data, errors } = await app.run<{ setFreshness: { __typename: string } }>(
    `mutation { setFreshness(input: { ${input} }) { __typename ... on UserError { message } } }`,
    {},
    headers,
  );
  return data?.setFreshness ?? errors?.[0]?.extensions?.code;
}

/** A day's round: the letters that went, and the links in them. */
async function aDay(): Promise<string[]> {
  const before = app.letters.length;
  await app.runJob('ask providers');
  await app.runJob('deliver letters');
  return app.letters.slice(before).map(({ text }) => new URL(/http\S+still-right\S+/.exec(text)?.[0] ?? '').pathname);
}

async function assurance(id: string) {
  const { data } = await app.run<{ service: { status: string; assurance: Record<string, unknown> } }>(
    'query($id: ID!) { service(id: $id) { status assurance { at by dueAt isDue words } } }',
    { id },
  );
  return { ...data?.service.assurance, status: data?.service.status };
}

function press(path: string, fields: Record<string, string>) {
  return app.fetch(
    new Request(`${ORIGIN}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN },
      body: new URLSearchParams(fields).toString(),
    }),
  );
}

describe('the badge', () => {
  it.each([
    [0, 'Checked today by The test directory'],
    [1, 'Checked yesterday by The test directory'],
    [12, 'Checked 12 days ago by The test directory'],
    [120, 'Checked 3 months ago by The test directory'],
    [730, 'Checked 24 months ago by The test directory'],
    [731, 'Checked more than 2 years ago by The test directory'],
    [1_000, 'Checked more than 2 years ago by The test directory'],
  ])('says who checked and when: %i days ago', async (days, words) => {
    const { id } = await addService(app, { assuredAt: daysAgo(days) });
    expect(await assurance(id)).toMatchObject({ words, isDue: days > 180 });
  });

  it('says when nobody has', async () => {
    const { id } = await addService(app);
    expect(await assurance(id)).toMatchObject({
      at: null,
      by: null,
      dueAt: null,
      isDue: true,
      words: 'Not checked yet',
    });
  });

  it('follows the strictest rule of its parts of life, as a steward sets it', async () => {
    const { id } = await addService(app, { areas: ['HOUSING', 'MONEY'], assuredAt: daysAgo(100) });
    expect(await assurance(id)).toMatchObject({ isDue: false });
    expect(await set('rules: [{ area: HOUSING, days: 90 }]')).toMatchObject({ __typename: 'SetFreshnessPayload' });
    expect(await assurance(id)).toMatchObject({ isDue: true });
    expect(await set('rules: [{ area: HOUSING, days: 5 }]')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await set('isAsking: true', {})).toBe('UNAUTHENTICATED');
  });
});

describe('a letter', () => {
  it('goes to nobody before a steward turns it on, and then one to each address, not again for 30 days', async () => {
    await addService(app, { name: 'Chess', email: 'Chess@Example.org ' });
    await addService(app, { name: 'Draughts', email: 'chess@example.org' });
    await addService(app, { name: 'Fresh', email: 'fresh@example.org', assuredAt: daysAgo(10) });
    await addService(app, { name: 'No address', email: 'nobody' });
    expect(await aDay()).toHaveLength(0);
    await set('isAsking: true');
    expect(await aDay()).toHaveLength(1);
    expect(app.letters[0]).toMatchObject({ to: 'chess@example.org' });
    expect(app.letters[0]?.text).toContain('- Chess\n- Draughts');
    expect(await aDay()).toHaveLength(0);
    app.clock.advance(29 * DAY_MS);
    expect(await aDay()).toHaveLength(0);
    app.clock.advance(2 * DAY_MS);
    expect(await aDay()).toHaveLength(1);
  });

  it('comes three times without an answer, then rests for half a year', async () => {
    await addService(app, { email: 'silent@example.org' });
    await set('isAsking: true');
    for (let n = 0; n < 3; n++) {
      expect(await aDay()).toHaveLength(1);
      app.clock.advance(31 * DAY_MS);
    }
    expect(await aDay()).toHaveLength(0);
    app.clock.advance(150 * DAY_MS);
    expect(await aDay()).toHaveLength(1);
  });

  it('still rests when what was asked is forgotten', async () => {
    await addService(app, { email: 'silent@example.org' });
    await set('isAsking: true');
    const asked: number[] = [];
    for (let day = 0; day <= 690; day += 30) {
      if ((await aDay()).length > 0) asked.push(day);
      await app.runJob('forget asks');
      app.clock.advance(30 * DAY_MS);
    }
    expect(asked).toEqual([0, 30, 60, 240, 420, 600]);
    expect(await app.kith.db.freshnessAsk.count()).toBe(3);
  });

  it('is forgotten after 90 days with its answer, and that an address wants no more is not', async () => {
    await addService(app, { email: 'kind@example.org' });
    await addService(app, { email: 'no-more@example.org' });
    await set('isAsking: true');
    for (const path of await aDay())
      expect((await press(path, { service: 'all', answer: 'STILL_RIGHT' })).status).toBe(200);
    const [one] = await app.kith.db.freshnessAsk.findMany({ orderBy: { id: 'asc' } });
    await app.kith.db.freshnessAsk.update({ where: { id: one?.id ?? '' }, data: { stoppedAt: app.clock.now() } });
    expect(await app.kith.db.freshnessAskService.count()).toBe(2);
    app.clock.advance(91 * DAY_MS);
    await app.runJob('forget asks');
    expect(await app.kith.db.freshnessAsk.findMany({ select: { id: true } })).toEqual([{ id: one?.id }]);
    expect(await app.kith.db.freshnessAskService.count()).toBe(0);
  });

  it('is not sent when the address changed on the way, and its token stands in no table', async () => {
    const { id } = await addService(app, { email: 'old@example.org' });
    await set('isAsking: true');
    await app.runJob('ask providers');
    await app.kith.db.service.update({ where: { id }, data: { email: 'new@example.org' } });
    await app.runJob('deliver letters');
    expect(app.letters).toHaveLength(0);
    const [path = ''] = await aDay();
    const token = path.split('/').at(-1) ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    const rows = await app.kith.db.$queryRaw`SELECT encode(token_hash, 'base64') AS hash FROM freshness_ask`;
    expect(JSON.stringify(rows)).not.toContain(token.slice(0, 20));
    expect(app.logged()).not.toContain(token);
  });
});

describe('an address that anybody suggested', () => {
  async function accepted(more: string): Promise<void> {
    const { id } = await addService(app, { name: 'Walk', email: 'walk@example.org', organization: `Trust ${more}` });
    await app.run(
      `mutation($input: SuggestServiceChangeInput!) { suggestServiceChange(input: $input) { __typename } }`,
      { input: { idempotencyKey: crypto.randomUUID(), serviceId: id, field: 'EMAIL', words: 'mallory@example.org' } },
    );
    await signIn();
    const { data } = await app.run<{ suggestedChanges: { edges: { node: { id: string; words: string } }[] } }>(
      '{ suggestedChanges(first: 50) { edges { node { id words } } } }',
      {},
      steward,
    );
    const mine = data?.suggestedChanges.edges.find(({ node }) => node.words === 'mallory@example.org')?.node.id;
    const { data: done } = await app.run<{ acceptSuggestion: object }>(
      `mutation { acceptSuggestion(input: { suggestionId: "${mine}" ${more} }) { __typename } }`,
      {},
      steward,
    );
    expect(done?.acceptSuggestion).toEqual({ __typename: 'ChangeSuggestionPayload' });
    await set('isAsking: true');
  }

  it('gets no letter, and so no link, although a steward put it in', async () => {
    await accepted('');
    expect(await aDay()).toHaveLength(0);
  });

  it('gets one when the steward asked the service itself', async () => {
    await accepted('hasAskedService: true');
    expect(await aDay()).toHaveLength(1);
    expect(app.letters[0]).toMatchObject({ to: 'mallory@example.org' });
  });
});

describe('the link in it', () => {
  let id = '';
  let path = '';
  beforeEach(async () => {
    ({ id } = await addService(app, {
      name: 'Chess and a cuppa',
      email: `centre-${crypto.randomUUID()}@example.org`,
      places: [{ address1: '12 Hidden Street', isSensitive: true }],
    }));
    await set('isAsking: true');
    [path = ''] = await aDay();
  });

  it('shows what people read, never where a hidden place is, and changes nothing by being opened', async () => {
    const answer = await app.fetch(new Request(`${ORIGIN}${path}`));
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('Chess and a cuppa');
    expect(html).toContain('A warm room');
    expect(html).not.toMatch(/Hidden Street|M33/);
    expect(html).toContain('It is still right');
    expect(await assurance(id)).toMatchObject({ at: null });
  });

  it('still right: the badge says so at once, and a later import does not take it back', async () => {
    expect((await press(path, { service: id, answer: 'STILL_RIGHT' })).status).toBe(200);
    app.clock.advance(12 * DAY_MS);
    expect(await assurance(id)).toMatchObject({ isDue: false, words: 'Checked 12 days ago by the centre itself' });
    const correction = await app.kith.db.serviceCorrection.findFirst({ where: { serviceId: id, field: 'assured' } });
    expect(correction?.value).toMatchObject({ by: 'the centre itself' });
  });

  it('change it: a steward puts it right, and it counts as checked by the centre', async () => {
    const nothing = await press(path, { service: id, answer: 'CHANGE', field: 'COST', words: '' });
    expect(nothing.status).toBe(400);
    const fields = { service: id, answer: 'CHANGE', field: 'COST', words: '£2 a session' };
    expect((await press(path, fields)).status).toBe(200);
    // Pressed twice is once.
    await press(path, fields);
    await signIn();
    const { data } = await app.run<{ serviceSuggestions: { id: string; isFromProvider: boolean; words: string }[] }>(
      '{ serviceSuggestions { id isFromProvider words } }',
      {},
      steward,
    );
    expect(data?.serviceSuggestions).toMatchObject([{ isFromProvider: true, words: '£2 a session' }]);
    await app.run(
      `mutation { acceptSuggestion(input: { suggestionId: "${data?.serviceSuggestions[0]?.id}" }) { __typename } }`,
      {},
      steward,
    );
    expect(await assurance(id)).toMatchObject({ words: 'Checked today by the centre itself' });
  });

  it('closed: people do not find it; right again: they do; what a steward closed stays closed', async () => {
    await press(path, { service: id, answer: 'CLOSED_FOR_NOW' });
    expect(await assurance(id)).toMatchObject({ status: 'TEMPORARILY_CLOSED' });
    await press(path, { service: id, answer: 'STILL_RIGHT' });
    expect(await assurance(id)).toMatchObject({ status: 'ACTIVE' });
    await app.kith.db.service.update({ where: { id }, data: { status: 'DEFUNCT' } });
    await press(path, { service: id, answer: 'STILL_RIGHT' });
    expect(await assurance(id)).toMatchObject({ status: 'DEFUNCT' });
  });

  it('does not open again what a steward closed after the link did', async () => {
    await press(path, { service: id, answer: 'CLOSED' });
    await correctStatus(id, 'DEFUNCT');
    await press(path, { service: id, answer: 'STILL_RIGHT' });
    expect(await assurance(id)).toMatchObject({ status: 'DEFUNCT' });
    // Nor by the way round: closed by a steward, closed by the link, open again.
    await press(path, { service: id, answer: 'CLOSED_FOR_NOW' });
    await press(path, { service: id, answer: 'STILL_RIGHT' });
    expect(await assurance(id)).toMatchObject({ status: 'DEFUNCT' });
  });

  it('cannot fill the table: twenty things wait for a steward, and then the next is told to wait', async () => {
    for (let n = 0; n < 20; n++) {
      const { status } = await press(path, { service: id, answer: 'CHANGE', field: 'COST', words: `£${n}` });
      expect(status).toBe(200);
    }
    const more = await press(path, { service: id, answer: 'CHANGE', field: 'COST', words: '£21' });
    expect(more.status).toBe(400);
    expect(await more.text()).toContain('waits already');
    expect(await app.kith.db.serviceSuggestion.count({ where: { serviceId: id } })).toBe(20);
  });

  it('stops the letters for good', async () => {
    expect((await press(path, { answer: 'STOP' })).status).toBe(200);
    app.clock.advance(400 * DAY_MS);
    expect(await aDay()).toHaveLength(0);
  });

  it('opens nothing when it is unknown, over, or the service has another address now', async () => {
    const missing = await app.fetch(new Request(`${ORIGIN}/still-right/${'x'.repeat(43)}`));
    expect(missing.status).toBe(404);
    await app.kith.db.service.update({ where: { id }, data: { email: 'somebody-else@example.org' } });
    expect((await app.fetch(new Request(`${ORIGIN}${path}`))).status).toBe(404);
    expect((await press(path, { service: id, answer: 'CLOSED' })).status).toBe(404);
    await app.kith.db.service.updateMany({ where: { id }, data: { email: null } });
    app.clock.advance(61 * DAY_MS);
    expect((await press(path, { service: id, answer: 'CLOSED' })).status).toBe(404);
  });

  it('answers only for its own services', async () => {
    const other = await addService(app, { email: 'other@example.org' });
    expect((await press(path, { service: other.id, answer: 'CLOSED' })).status).toBe(400);
    expect(await assurance(other.id)).toMatchObject({ status: 'ACTIVE' });
  });
});
