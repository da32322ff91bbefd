import { randomUUID } from 'node:crypto';
import { solveChallenge } from 'altcha-lib/v1';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { addService } from '../../../testing/directory.ts';
import { fromElsewhere } from '../../../testing/peers.ts';
import { aStaffMember } from '../../../testing/people.ts';

let app: TestApp;
let steward: Record<string, string>;
let serviceId = '';
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  ({ headers: steward } = await aStaffMember(app, { roles: ['STEWARD'], name: 'Tom Reed' }));
});
afterAll(() => app.close());
beforeEach(async () => {
  app.letters.length = 0;
  ({ id: serviceId } = await addService(app, {
    name: 'Chess and a cuppa',
    email: 'old@example.org',
    phones: ['01632 960100'],
  }));
});

const SUGGEST = `mutation($input: SuggestServiceChangeInput!) { suggestServiceChange(input: $input) { __typename
  ... on SuggestServiceChangePayload { answeredBy willHear service { name } }
  ... on UserError { message } ... on InvalidInput { field } } }`;
const LIST = `query($state: SuggestionState) { serviceSuggestions(state: $state) {
  id label present words why answer state dueOn isLate willHear isFromProvider isPlaceHidden service { name } } }`;

type Told = { __typename: string; message?: string; field?: string | null } & Record<string, unknown>;

async function suggest(
  input: Record<string, unknown>,
  headers: Record<string, string> = fromElsewhere(),
): Promise<Told> {
  app.clock.advance(1_000);
  const { data, errors } = await app.run<{ suggestServiceChange: Told }>(
    SUGGEST,
    { input: { idempotencyKey: randomUUID(), serviceId, ...input } },
    headers,
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.suggestServiceChange;
}

async function waiting(state = 'WAITING') {
  const { data } = await app.run<{ serviceSuggestions: Record<string, unknown>[] }>(LIST, { state }, steward);
  return data?.serviceSuggestions ?? [];
}

async function newest(): Promise<string> {
  const row = await app.kith.db.serviceSuggestion.findFirstOrThrow({
    where: { serviceId },
    orderBy: { suggestedAt: 'desc' },
  });
  return row.id;
}

async function decide(name: 'acceptSuggestion' | 'answerSuggestion' | 'eraseSuggestion', input: string): Promise<Told> {
  const id = await newest();
  const { data } = await app.run<Record<string, Told>>(
    `mutation { it: ${name}(input: { suggestionId: "${id}" ${input} }) { __typename ... on UserError { message } ... on InvalidInput { field } } }`,
    {},
    steward,
  );
  return data?.it ?? { __typename: 'nothing' };
}

async function shown() {
  const { data } = await app.run<{ service: Record<string, unknown> }>(
    `query($id: ID!) { service(id: $id) { name description url email status alert phones { number } suggestUrl } }`,
    { id: serviceId },
  );
  return data?.service;
}

describe('anybody', () => {
  it('suggests a change without a name, and is told the day', async () => {
    // A Monday morning: three working days later is Thursday.
    expect(await suggest({ field: 'TIMES', words: 'Tuesdays, 2 to 4 pm' })).toEqual({
      __typename: 'SuggestServiceChangePayload',
      answeredBy: '2026-11-26',
      willHear: false,
      service: { name: 'Chess and a cuppa' },
    });
    const mine = (await waiting()).find(({ words }) => words === 'Tuesdays, 2 to 4 pm');
    expect(mine).toMatchObject({ label: 'When it happens', state: 'WAITING', dueOn: '2026-11-26', isLate: false });
  });

  it('sends it twice, or fifty times at once, and suggests once', async () => {
    const input = { idempotencyKey: randomUUID(), field: 'COST', words: '£2 a session' };
    const from = fromElsewhere();
    const all = await Promise.all(Array.from({ length: 5 }, () => suggest(input, from)));
    for (const one of all) expect(one.__typename).toMatch(/Payload|RateLimited/);
    expect(await app.kith.db.serviceSuggestion.count({ where: { serviceId } })).toBe(1);
    expect(await suggest({ ...input, words: '£3' }, from)).toMatchObject({ __typename: 'IdempotencyConflict' });
  });

  it('is stopped after a few from one address, and gets further with a proof of work', async () => {
    const from = fromElsewhere();
    const kinds: string[] = [];
    for (let n = 0; n < 6; n++) kinds.push((await suggest({ field: 'OTHER', words: `Thing ${n}` }, from)).__typename);
    expect(kinds.filter((kind) => kind === 'SuggestServiceChangePayload')).toHaveLength(5);
    expect(kinds.at(-1)).toBe('RateLimited');
    const { data } = await app.run<{
      suggestionForm: {
        fields: { field: string }[];
        proofOfWork: { challenge: string; salt: string; maxNumber: number; algorithm: string; signature: string };
      };
    }>(
      '{ suggestionForm(serviceId: "SERVICE") { fields { field } proofOfWork { algorithm challenge maxNumber salt signature } } }'.replace(
        'SERVICE',
        serviceId,
      ),
    );
    const { proofOfWork: asked, fields } = data?.suggestionForm ?? {};
    expect(fields?.length).toBe(12);
    if (!asked) throw new Error('no challenge');
    const found = await solveChallenge(asked.challenge, asked.salt, 'SHA-256', asked.maxNumber).promise;
    const proofOfWork = Buffer.from(JSON.stringify({ ...asked, number: found?.number })).toString('base64');
    expect(await suggest({ field: 'OTHER', words: 'Another thing', proofOfWork }, from)).toMatchObject({
      __typename: 'SuggestServiceChangePayload',
    });
    expect(await suggest({ field: 'OTHER', words: 'Once more', proofOfWork }, from)).toMatchObject({
      __typename: 'InvalidInput',
      field: 'proofOfWork',
    });
  });

  it('is not shown a service that was hidden meanwhile by sending the same again', async () => {
    const input = { idempotencyKey: randomUUID(), field: 'COST', words: '£5' };
    expect(await suggest(input)).toMatchObject({ __typename: 'SuggestServiceChangePayload' });
    await app.kith.db.service.update({
      where: { id: serviceId },
      data: { removedAt: app.clock.now(), name: 'Secret' },
    });
    expect(await suggest(input)).toMatchObject({ __typename: 'NotFound' });
  });

  it.each([
    [{ field: 'TIMES' }, 'words'],
    [{ field: 'TIMES', words: 'x'.repeat(2_001) }, 'words'],
    [{ field: 'TIMES', words: 'x', why: 'y'.repeat(501) }, 'why'],
    [{ field: 'TIMES', words: 'x', email: 'a@example.org\r\nBcc: b@example.org' }, 'email'],
    [{ field: 'TIMES', words: 'x', email: 'nobody' }, 'email'],
    [{ field: 'TIMES', words: 'x', idempotencyKey: 'short' }, 'idempotencyKey'],
  ])('is told what to put right: %j', async (input, field) => {
    expect(await suggest(input)).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('cannot suggest about what is not in the directory, and reads no suggestions', async () => {
    expect(await suggest({ serviceId: randomUUID(), field: 'CLOSED' })).toMatchObject({ __typename: 'NotFound' });
    await suggest({ field: 'CLOSED' });
    const { data } = await app.run(LIST, {});
    expect(data).toEqual({ serviceSuggestions: [] });
  });
});

describe('a steward', () => {
  it('puts it right: the field changes, search knows it, a later import keeps it, and it says who said so', async () => {
    await suggest({ field: 'NAME', words: 'Draughts and a cuppa' });
    expect(await decide('acceptSuggestion', '')).toEqual({ __typename: 'ChangeSuggestionPayload' });
    expect(await shown()).toMatchObject({ name: 'Draughts and a cuppa' });
    const { data } = await app.run<{ services: { totalCount: number } }>(
      '{ services(search: { text: "draughts" }) { totalCount } }',
    );
    expect(data?.services.totalCount).toBe(1);
    const correction = await app.kith.db.serviceCorrection.findFirst({ where: { serviceId, field: 'name' } });
    expect(correction).toMatchObject({ value: 'Draughts and a cuppa', saidBy: 'somebody who knows it' });
    expect(await decide('acceptSuggestion', '')).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('sees what stands there now beside what was suggested, never where a hidden place is', async () => {
    await suggest({ field: 'PHONE', words: '01632 960200' });
    await suggest({ field: 'EMAIL', words: 'mine@example.org' });
    await suggest({ field: 'PLACE', words: 'The other hall' });
    const seen = async () => {
      const all = await waiting();
      return ['01632 960200', 'mine@example.org', 'The other hall'].map(
        (said) => all.findLast(({ words }) => words === said)?.present,
      );
    };
    expect(await seen()).toEqual(['01632 960100', 'old@example.org', expect.stringContaining('M33')]);
    await app.kith.db.location.updateMany({
      where: { serviceAtLocations: { some: { serviceId } } },
      data: { isSensitive: true },
    });
    expect((await seen())[2]).toBeNull();
  });

  it('pages through what waits, and nobody else does', async () => {
    for (let n = 0; n < 3; n++) await suggest({ field: 'OTHER', words: `Page ${n}` });
    type Page = { totalCount: number; edges: { node: { words: string } }[]; pageInfo: { endCursor: string } };
    const read = async (after: string | null, headers: Record<string, string>) => {
      const { data } = await app.run<{ suggestedChanges: Page }>(
        `query($after: String) { suggestedChanges(first: 2, after: $after) { totalCount edges { node { words } } pageInfo { endCursor } } }`,
        { after },
        headers,
      );
      return data?.suggestedChanges;
    };
    const one = await read(null, steward);
    const two = await read(one?.pageInfo.endCursor ?? null, steward);
    expect(one?.edges).toHaveLength(2);
    expect(two?.edges[0]?.node.words).not.toBe(one?.edges[0]?.node.words);
    expect(one?.totalCount).toBe(await app.kith.db.serviceSuggestion.count({ where: { state: 'WAITING' } }));
    expect(await read(null, {})).toMatchObject({ totalCount: 0, edges: [] });
  });

  it('writes each thing where it belongs, as the steward leaves it', async () => {
    const changes: [string, string, Record<string, unknown>][] = [
      ['EMAIL', 'new@example.org', { email: 'new@example.org' }],
      ['WEB_PAGE', 'example.org/chess', { url: 'https://example.org/chess' }],
      ['PHONE', '01632 960200', { phones: [{ number: '01632 960200' }] }],
      ['TIMES', 'Tuesdays at 2 pm', { alert: 'Times have changed: Tuesdays at 2 pm' }],
      ['DESCRIPTION', 'A quiet group.', { description: 'A quiet group.' }],
    ];
    for (const [field, words, becomes] of changes) {
      await suggest({ field, words });
      expect(await decide('acceptSuggestion', '')).toEqual({ __typename: 'ChangeSuggestionPayload' });
      expect(await shown()).toMatchObject(becomes);
    }
    await suggest({ field: 'CLOSED', why: 'The door is shut.' });
    await decide('acceptSuggestion', 'status: TEMPORARILY_CLOSED');
    expect(await shown()).toMatchObject({ status: 'TEMPORARILY_CLOSED' });
  });

  it('cannot write what does not fit there', async () => {
    await suggest({ field: 'WEB_PAGE', words: 'javascript:alert(1)' });
    expect(await decide('acceptSuggestion', '')).toMatchObject({ __typename: 'InvalidInput', field: 'value' });
    await suggest({ field: 'PHONE', words: 'ring Anna' });
    expect(await decide('acceptSuggestion', '')).toMatchObject({ __typename: 'InvalidInput', field: 'value' });
    await suggest({ field: 'CLOSED' });
    expect(await decide('acceptSuggestion', 'status: ACTIVE')).toMatchObject({ field: 'status' });
    expect(await shown()).toMatchObject({ url: null, status: 'ACTIVE' });
  });

  it('shows nothing about where a place is that must not be found', async () => {
    ({ id: serviceId } = await addService(app, { name: 'A refuge', places: [{ isSensitive: true }] }));
    await suggest({ field: 'PLACE', words: '12 Hidden Street' });
    const [mine] = (await waiting()).filter(({ words }) => words === '12 Hidden Street');
    expect(mine).toMatchObject({ isPlaceHidden: true });
    expect(await decide('acceptSuggestion', '')).toMatchObject({ __typename: 'InvalidInput', field: 'value' });
    expect(await shown()).toMatchObject({ alert: null });
  });

  it('answers whoever left an address, once, and then forgets the address, and a month later the words', async () => {
    await suggest({ field: 'COST', words: 'It is free now', email: 'helpful@example.org' });
    const id = await newest();
    const sealed = await app.kith.db.serviceSuggestion.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(sealed.reach ?? []).toString('latin1')).not.toContain('helpful');
    expect(await decide('answerSuggestion', 'answer: ""')).toMatchObject({ field: 'answer' });
    await decide('answerSuggestion', 'answer: "They told us by phone that it is £2."');
    await app.runJob('forget suggestions');
    await app.runJob('deliver letters');
    expect(app.letters).toMatchObject([{ to: 'helpful@example.org', subject: 'An update for you' }]);
    expect(app.letters[0]?.text).toContain('They told us by phone that it is £2.');
    expect(app.letters[0]?.text).not.toContain('Chess');
    await app.runJob('forget suggestions');
    expect(await app.kith.db.serviceSuggestion.findUnique({ where: { id } })).toMatchObject({ reach: null });
    expect((await waiting('ANSWERED')).find(({ words }) => words === 'It is free now')).toBeTruthy();
    app.clock.advance(31 * 24 * 60 * 60 * 1000);
    await app.runJob('forget suggestions');
    expect(await app.kith.db.serviceSuggestion.findUnique({ where: { id } })).toMatchObject({
      dataKey: null,
      words: null,
    });
    expect(app.logged()).not.toContain('helpful@example.org');
    ({ headers: steward } = await aStaffMember(app, { roles: ['STEWARD'], name: 'Tom Reed' }));
  });

  it('forgets the address after 90 days, though nobody answered', async () => {
    await suggest({ field: 'OTHER', words: 'The door is round the back', email: 'patient@example.org' });
    const id = await newest();
    app.clock.advance(89 * 24 * 60 * 60 * 1000);
    await app.runJob('forget suggestions');
    expect((await app.kith.db.serviceSuggestion.findUniqueOrThrow({ where: { id } })).reach).not.toBeNull();
    app.clock.advance(2 * 24 * 60 * 60 * 1000);
    await app.runJob('forget suggestions');
    expect(await app.kith.db.serviceSuggestion.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'WAITING',
      reach: null,
    });
    ({ headers: steward } = await aStaffMember(app, { roles: ['STEWARD'], name: 'Tom Reed' }));
  });

  it('erases what should not be there', async () => {
    await suggest({ field: 'OTHER', words: 'My neighbour Ann runs it', email: 'me@example.org' });
    expect(await decide('eraseSuggestion', '')).toEqual({ __typename: 'ChangeSuggestionPayload' });
    expect(await app.kith.db.serviceSuggestion.findUnique({ where: { id: await newest() } })).toMatchObject({
      dataKey: null,
      words: null,
      reach: null,
      state: 'ANSWERED',
    });
  });
});
