import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import {
  act,
  anotherInTouch,
  aServiceToAsk,
  deliver,
  linksIn,
  SENTENCE,
  seeTogether,
  twoInTouch,
  visitLink,
} from '../../testing/doing.ts';
import { clearErased, remindOfSilence } from './jobs.ts';
import { readMyIntroductions } from './my-introductions.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let app: TestApp;
let two: Awaited<ReturnType<typeof twoInTouch>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  two = await twoInTouch(app);
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.kith.db.outboxMessage.deleteMany();
  app.letters.length = 0;
});

const viewerOf = (requestId: string) => ({ kind: 'person' as const, requestId });
const toService = () => app.letters.filter(({ text }) => text.includes('/answer/'));
const toAdvocate = () => app.letters.filter(({ subject }) => subject === 'Something to look at in Kith');

/** Written by the advocate, waiting for the yes of the person. */
async function anIntroduction() {
  const pair = await anotherInTouch(app, two);
  const serviceId = await aServiceToAsk(app);
  const input = { matchId: pair.matchId, serviceId, name: 'Al', words: SENTENCE };
  const { introduction } = await act(app, two.advocate.headers, 'proposeIntroduction', input);
  return { ...pair, serviceId, introduction, introductionId: introduction.id as string };
}

/** Agreed and sent. */
async function aSentIntroduction() {
  const made = await anIntroduction();
  await act(app, made.person.headers, 'sayYesToIntroduction', { introductionId: made.introductionId });
  app.clock.advance(6 * MINUTE);
  await deliver(app);
  const letter = toService().at(-1);
  if (!letter) throw new Error('No letter was sent.');
  return { ...made, letter, links: linksIn(letter.text) };
}

async function stateOf(matchId: string): Promise<string> {
  return (await seeTogether(app, two.advocate.headers, matchId))?.serviceIntroductions[0].state;
}

describe('before anything is sent', () => {
  it('shows both exactly what would be sent, and sends nothing without the yes of the person', async () => {
    const { person, matchId } = await anIntroduction();
    const [mine] = await readMyIntroductions(app.kith, viewerOf(person.requestId));
    expect(mine).toMatchObject({ state: 'WAITING_FOR_YES', canSayYes: true, serviceName: 'Chess and a cuppa' });
    expect(mine?.text).toContain(SENTENCE);
    expect(mine?.email).toBe('hello@tea.example.org');
    expect((await seeTogether(app, two.advocate.headers, matchId))?.serviceIntroductions[0].text).toBe(mine?.text);
    app.clock.advance(DAY);
    await deliver(app);
    expect(toService()).toEqual([]);
    app.clock.advance(-DAY);
  });

  it('records a yes that was read out only when the advocate says so', async () => {
    const { introductionId, person } = await anIntroduction();
    const advocate = two.advocate.headers;
    expect(await act(app, advocate, 'sayYesToIntroduction', { introductionId })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'wasReadOut',
    });
    const yes = await act(app, advocate, 'sayYesToIntroduction', { introductionId, wasReadOut: true });
    expect(yes.introduction).toMatchObject({ state: 'ON_ITS_WAY', agreedHow: 'READ_OUT' });
    const [mine] = await readMyIntroductions(app.kith, viewerOf(person.requestId));
    expect(mine).toMatchObject({ agreedHow: 'READ_OUT', canStop: true });
  });

  it('can be stopped by either side, also in the minutes after the yes', async () => {
    const { introductionId, person, matchId } = await anIntroduction();
    await act(app, person.headers, 'sayYesToIntroduction', { introductionId });
    await deliver(app);
    expect(toService()).toEqual([]);
    const no = await act(app, person.headers, 'sayNoToIntroduction', { introductionId });
    expect(no.introduction.state).toBe('STOPPED');
    app.clock.advance(6 * MINUTE);
    await deliver(app);
    expect(toService()).toEqual([]);
    expect((await act(app, person.headers, 'sayYesToIntroduction', { introductionId })).__typename).toBe(
      'NoLongerPossible',
    );
    expect(await stateOf(matchId)).toBe('STOPPED');
  });

  it.each([
    [
      'a pause',
      (headers: Record<string, string>) => app.run('mutation { pauseMyRequest { __typename } }', {}, headers),
    ],
    [
      'a stop',
      (headers: Record<string, string>) => app.run('mutation { withdrawMyRequest { __typename } }', {}, headers),
    ],
    [
      'erasing',
      (headers: Record<string, string>) => app.run('mutation { eraseMyRequest { __typename } }', {}, headers),
    ],
  ])('sends nothing after %s of the person', async (_what, stop) => {
    const { introductionId, person } = await anIntroduction();
    await act(app, person.headers, 'sayYesToIntroduction', { introductionId });
    await stop(person.headers);
    app.clock.advance(6 * MINUTE);
    await deliver(app);
    expect(toService()).toEqual([]);
  });

  it('sends nothing to an address that is not the one that was agreed', async () => {
    const { introductionId, person, serviceId, matchId } = await anIntroduction();
    await act(app, person.headers, 'sayYesToIntroduction', { introductionId });
    await app.kith.db.service.update({ where: { id: serviceId }, data: { email: 'other@example.org' } });
    app.clock.advance(6 * MINUTE);
    await deliver(app);
    expect(toService()).toEqual([]);
    expect(await stateOf(matchId)).toBe('STOPPED');
  });

  it('says what is missing: a service with an address, a name, a sentence', async () => {
    const { matchId } = await anotherInTouch(app, two);
    const propose = (change: object, serviceId: string) =>
      act(app, two.advocate.headers, 'proposeIntroduction', { matchId, serviceId, name: 'Al', words: 'x', ...change });
    const silent = await aServiceToAsk(app, null);
    expect(await propose({}, silent)).toMatchObject({ __typename: 'InvalidInput', field: 'serviceId' });
    expect(await propose({}, randomUUID())).toMatchObject({ __typename: 'InvalidInput', field: 'serviceId' });
    const serviceId = await aServiceToAsk(app);
    expect(await propose({ name: ' ' }, serviceId)).toMatchObject({ __typename: 'InvalidInput', field: 'name' });
    expect(await propose({ words: '' }, serviceId)).toMatchObject({ __typename: 'InvalidInput', field: 'words' });
  });

  it('does not let one person ask more than five services at once', async () => {
    const { matchId } = await anotherInTouch(app, two);
    const propose = async () =>
      act(app, two.advocate.headers, 'proposeIntroduction', {
        matchId,
        serviceId: await aServiceToAsk(app),
        name: 'Al',
        words: 'x',
      });
    for (let count = 0; count < 5; count++) expect((await propose()).introduction.state).toBe('WAITING_FOR_YES');
    expect((await propose()).__typename).toBe('NoLongerPossible');
  });
});

describe('the letter', () => {
  it('carries only what was agreed and three links, once, to the published address', async () => {
    const { letter, links, person } = await aSentIntroduction();
    const [mine] = await readMyIntroductions(app.kith, viewerOf(person.requestId));
    expect(letter).toMatchObject({ to: 'hello@tea.example.org', subject: 'A question for your service' });
    expect(letter.text.startsWith(mine?.text ?? '?')).toBe(true);
    expect(new Set(Object.values(links)).size).toBe(3);
    expect(letter.text).toContain('until Monday 7 December');
    // Neither the ask nor how to reach the person.
    expect(letter.text).not.toMatch(/Heronsgate|07700/);
    await deliver(app);
    expect(toService()).toHaveLength(1);
    expect(mine).toMatchObject({ state: 'SENT' });
    // Nothing that opens a link is in the database.
    const { rows } = await app.kith.database.pool.query('SELECT row_to_json(s)::text AS t FROM service_introduction s');
    const token = links.accept.split('/').at(-1) ?? '?';
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toMatch(/Foxglove|Chess/);
    expect(app.logged()).not.toMatch(/Foxglove/);
  });

  it.each(['accept', 'ask', 'decline'] as const)(
    'has a link to %s that changes nothing when it is opened',
    async (purpose) => {
      const { links, matchId } = await aSentIntroduction();
      const page = await visitLink(app, links[purpose]);
      expect(page.status).toBe(200);
      expect(page.html).toContain('<title>Your answer</title>');
      expect(page.html).toContain('Chess and a cuppa');
      expect(page.html).not.toMatch(/Foxglove|<script/);
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(await stateOf(matchId)).toBe('SENT');
    },
  );

  it.each([
    ['accept', 'ACCEPTED', 'The service says: yes, you are welcome.'],
    ['decline', 'DECLINED', 'The service says that it is not possible now. It is not about you.'],
  ] as const)(
    'lets the service %s with one button, which both see in plain words',
    async (purpose, state, sentence) => {
      const { links, person } = await aSentIntroduction();
      expect((await visitLink(app, links[purpose], {})).html).toContain('Thank you');
      const [mine] = await readMyIntroductions(app.kith, viewerOf(person.requestId));
      expect(mine).toMatchObject({ state, sentence });
      // A second press is the same answer.
      expect((await visitLink(app, links[purpose], {})).status).toBe(200);
      await deliver(app);
      expect(toAdvocate()).toHaveLength(1);
      expect(toAdvocate()[0]?.text).not.toMatch(/Al\b|Chess|Foxglove/);
    },
  );

  it('lets the service ask something short, which both read; a new text answers it with a new yes', async () => {
    const { links, person, matchId, serviceId, introductionId } = await aSentIntroduction();
    const empty = await visitLink(app, links.ask, { question: ' ' });
    expect(empty.status).toBe(400);
    expect(empty.html).toContain('Please write your question first.');
    await visitLink(app, links.ask, { question: 'Can he manage stairs?' });
    const seen = await seeTogether(app, two.advocate.headers, matchId);
    expect(seen?.serviceIntroductions[0]).toMatchObject({ state: 'ASKED', question: 'Can he manage stairs?' });
    const [mine] = await readMyIntroductions(app.kith, viewerOf(person.requestId));
    expect(mine?.question).toBe('Can he manage stairs?');
    // Asked more than once, the advocate gets one letter a day; the newest question is what is read.
    await visitLink(app, links.ask, { question: 'And is there a lift he would use?' });
    const letters = { kind: 'introduction-answered', subjectId: introductionId };
    expect(await app.kith.db.outboxMessage.count({ where: letters })).toBe(1);
    const next = { matchId, serviceId, name: 'Al', words: 'Stairs are fine.' };
    const again = await act(app, two.advocate.headers, 'proposeIntroduction', next);
    expect(again.introduction.state).toBe('WAITING_FOR_YES');
    expect((await visitLink(app, links.accept)).status).toBe(404);
    const states = (await readMyIntroductions(app.kith, viewerOf(person.requestId))).map(({ id, state }) => [
      id,
      state,
    ]);
    expect(states).toContainEqual([introductionId, 'STOPPED']);
  });

  it('does not ask the same service twice at once', async () => {
    const { matchId, serviceId } = await aSentIntroduction();
    const input = { matchId, serviceId, name: 'Al', words: 'Again' };
    expect((await act(app, two.advocate.headers, 'proposeIntroduction', input)).__typename).toBe('NoLongerPossible');
  });

  it('answers unknown, expired, stopped and erased links with one and the same page', async () => {
    const unknown = await visitLink(app, `http://localhost:4000/answer/${'x'.repeat(43)}`);
    expect(unknown.status).toBe(404);
    const expired = await aSentIntroduction();
    const stopped = await aSentIntroduction();
    const withdrawn = await aSentIntroduction();
    const erased = await aSentIntroduction();
    await act(app, stopped.person.headers, 'sayNoToIntroduction', { introductionId: stopped.introductionId });
    await app.run('mutation { withdrawMyRequest { __typename } }', {}, withdrawn.person.headers);
    await app.run('mutation { eraseMyRequest { __typename } }', {}, erased.person.headers);
    for (const { links } of [stopped, withdrawn, erased]) {
      expect(await visitLink(app, links.accept)).toMatchObject({ status: 404, html: unknown.html });
      expect(await visitLink(app, links.accept, {})).toMatchObject({ status: 404, html: unknown.html });
    }
    app.clock.advance(15 * DAY);
    expect(await visitLink(app, expired.links.accept, {})).toMatchObject({ status: 404, html: unknown.html });
    const [late] = await readMyIntroductions(app.kith, viewerOf(expired.person.requestId));
    expect(late).toMatchObject({ state: 'NO_ANSWER', isOverdue: true });
    app.clock.advance(-15 * DAY);
    expect(await clearErased(app.kith)).toBeGreaterThan(0);
    const where = { requestId: erased.person.requestId };
    expect(await app.kith.db.serviceIntroduction.count({ where })).toBe(0);
  });

  it('refuses an answer that another site sends', async () => {
    const { links, matchId } = await aSentIntroduction();
    const response = await app.fetch(
      new Request(links.accept, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      }),
    );
    expect(response.status).toBe(403);
    expect(await stateOf(matchId)).toBe('SENT');
  });
});

describe('afterwards', () => {
  it('reminds the advocate once when nobody answers in five working days', async () => {
    const { matchId } = await aSentIntroduction();
    app.clock.advance(6 * DAY);
    expect(await remindOfSilence(app.kith)).toBe(0);
    app.clock.advance(2 * DAY);
    await remindOfSilence(app.kith);
    await remindOfSilence(app.kith);
    await deliver(app);
    expect(toAdvocate().filter(({ text }) => text.includes('not answered'))).not.toHaveLength(0);
    const where = { kind: 'introduction-unanswered', subjectId: (await onlyIntroduction(matchId)).id };
    expect(await app.kith.db.outboxMessage.count({ where })).toBe(1);
    app.clock.advance(-8 * DAY);
  });

  it('asks whether they got there and whether it helped, and takes it from either side (S95)', async () => {
    const { links, person, matchId, introductionId } = await aSentIntroduction();
    await visitLink(app, links.accept, {});
    const seen = await seeTogether(app, two.advocate.headers, matchId);
    expect(seen?.serviceIntroductions[0]).toMatchObject({ asksFollowUp: true, followUp: null });
    await act(app, person.headers, 'answerFollowUp', { introductionId, gotThere: 'YES', helped: 'YES' });
    const { introduction } = await act(app, two.advocate.headers, 'answerFollowUp', {
      introductionId,
      helped: 'A_BIT',
    });
    expect(introduction).toMatchObject({ asksFollowUp: false, followUp: { gotThere: null, helped: 'A_BIT' } });
  });

  it('is nobody else’s to read, agree to or stop', async () => {
    const { introductionId } = await anIntroduction();
    const other = await anotherInTouch(app, two);
    for (const headers of [other.person.headers, two.coordinator.headers, {}]) {
      expect((await act(app, headers, 'sayYesToIntroduction', { introductionId, wasReadOut: true })).__typename).toBe(
        'NotFound',
      );
      expect((await act(app, headers, 'sayNoToIntroduction', { introductionId })).__typename).toBe('NotFound');
    }
  });
});

function onlyIntroduction(matchId: string) {
  return app.kith.db.serviceIntroduction.findFirstOrThrow({ where: { matchId } });
}

describe('the person hears of an answer', () => {
  it('as no more than an update: the outbox holds neither the service nor a word of it', async () => {
    const { person, links } = await aSentIntroduction();
    const to = 'al@example.org';
    const before = await app.kith.db.outboxMessage.count({
      where: { kind: 'person-update', subjectId: person.requestId },
    });
    const { data } = await app.run<{ changeMyRequest: { __typename: string } }>(
      'mutation ($input: ChangeMyRequestInput!) { changeMyRequest(input: $input) { __typename } }',
      { input: { reach: { channel: 'EMAIL', value: to } } },
      person.headers,
    );
    expect(data?.changeMyRequest.__typename).toBe('MyRequestPayload');
    await visitLink(app, links.accept, {});
    const told = await app.kith.db.outboxMessage.findMany({
      where: { kind: 'person-update', subjectId: person.requestId },
    });
    expect(told.length).toBe(before + 1);
    expect(JSON.stringify(told)).not.toMatch(/Chess|cuppa|al@example/);
  });
});
