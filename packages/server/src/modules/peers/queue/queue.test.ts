import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, PROPOSE, REASON, sayYes, seeMine, wish } from '../../../testing/peers.ts';
import { anAdvocate, aSession, aStaffMember, aTeam } from '../../../testing/people.ts';
import { readMyRequest } from '../my-request.ts';
import { readMyTeamWords } from '../unmet/nobody-fits.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
});
afterAll(() => app.close());

type Headers = Record<string, string>;
type Answer = { __typename: string; message?: string };

/** Does one mutation. @returns its result */
async function act(name: string, input: Record<string, unknown>, headers: Headers, more = ''): Promise<Answer> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await app.run<Record<string, Answer>>(
    `mutation Act($input: ${type}!) { ${name}(input: $input) { __typename ... on UserError { message } ${more} } }`,
    { input },
    headers,
  );
  const answer = data?.[name];
  if (!answer) throw new Error(JSON.stringify(errors));
  return answer;
}

async function see<T>(requestId: string, fields: string, headers: Headers): Promise<T> {
  const { data, errors } = await app.run<{ peerRequest: T }>(
    `query See($id: ID!) { peerRequest(id: $id) { ${fields} } }`,
    { id: requestId },
    headers,
  );
  if (!data?.peerRequest) throw new Error(JSON.stringify(errors));
  return data.peerRequest;
}

const SUGGESTED = 'suggestions { advocate { firstName } notMet waitedLonger { reference isOnlyOne } }';
interface Suggested {
  suggestions: { advocate: { firstName: string }; waitedLonger: { reference: string; isOnlyOne: boolean }[] }[];
}

/** A team of its own, and people who asked one after the other, an hour apart. */
async function aQueue(count: number, input: Record<string, unknown>[] = []) {
  const { team, coordinator, advocate } = await aTeamReady(app, `Team ${crypto.randomUUID()}`);
  const people = [];
  for (let index = 0; index < count; index++) {
    const person = await aPersonAsks(app, input[index] ?? {});
    const at = new Date(app.clock.now().getTime() - (count - index) * 3_600_000);
    await app.kith.db.$executeRaw`
      UPDATE peer_request SET team_id = ${team.id}::uuid, asked_at = ${at}, waiting_since = ${at} WHERE id = ${person.requestId}::uuid`;
    people.push(person);
  }
  return { team, coordinator, advocate, people };
}

describe('who waited longest', () => {
  it('is named with everybody whom they could meet, and is passed over only with a reason that is kept', async () => {
    const { coordinator, advocate, people } = await aQueue(2);
    const [first, second] = people;
    if (!first || !second) throw new Error('Nobody asked.');
    const seen = await see<Suggested>(second.requestId, SUGGESTED, coordinator.headers);
    expect(seen.suggestions[0]?.waitedLonger).toEqual([{ reference: first.receipt.reference, isOnlyOne: true }]);
    const input = { requestId: second.requestId, advocateId: advocate.advocateId, reason: REASON };
    const refused = await app.run<{ proposeMatch: Answer }>(PROPOSE, { input }, coordinator.headers);
    expect(refused.data?.proposeMatch).toMatchObject({
      __typename: 'OverrideNeeded',
      message: expect.stringContaining(`${first.receipt.reference} has waited longer`),
    });
    const why = 'First in the queue asked to wait for a woman. Sedge-canary.';
    await app.run(PROPOSE, { input: { ...input, overrideReason: why } }, coordinator.headers);
    const fields = 'matches { override { kinds words passedOver } }';
    expect(await see(second.requestId, fields, coordinator.headers)).toEqual({
      matches: [{ override: { kinds: ['WAITED_LONGER'], words: why, passedOver: [first.receipt.reference] } }],
    });
    expect(await see(second.requestId, fields, advocate.headers)).toEqual({ matches: [{ override: null }] });
    expect(await app.kith.db.auditEvent.count({ where: { action: 'introduce before a longer wait' } })).toBe(1);
    const rows = JSON.stringify(await app.kith.db.matchOverride.findMany());
    expect(rows + app.logged()).not.toContain('Sedge-canary');
  });

  it('comes first without any reason, and so does somebody whom the longer wait would rather not meet', async () => {
    const { team, coordinator, advocate, people } = await aQueue(2, [
      { wishes: [wish('GENDER', 'man', 'RATHER_NOT')] },
    ]);
    const bob = await anAdvocate(app, {
      teamId: team.id,
      firstName: 'Bob',
      shares: [{ dimension: 'GENDER', value: 'man', visibility: 'PRIVATE' }],
    });
    const propose = async (index: number, advocateId: string) =>
      (
        await app.run<{ proposeMatch: Answer }>(
          PROPOSE,
          { input: { requestId: people[index]?.requestId, advocateId, reason: REASON } },
          coordinator.headers,
        )
      ).data?.proposeMatch.__typename;
    expect(await propose(1, bob.advocateId)).toBe('ProposeMatchPayload');
    expect(await propose(0, bob.advocateId)).toBe('NotSuitable');
    expect(await propose(0, advocate.advocateId)).toBe('ProposeMatchPayload');
  });

  it('keeps their place after a "not me", and begins a new wait when they come back', async () => {
    const { coordinator, advocate, people } = await aQueue(1);
    const person = people[0];
    if (!person) throw new Error('Nobody asked.');
    const since = async () =>
      (await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: person.requestId } })).waitingSince.getTime();
    const before = await since();
    const { match } = await introduce(app, coordinator, person.requestId, advocate.advocateId);
    await act('declineMatch', { matchId: match?.id }, advocate.headers);
    expect(await since()).toBe(before);
    await app.run('mutation { pauseMyRequest { __typename } }', {}, person.headers);
    await app.run('mutation { resumeMyRequest { __typename } }', {}, person.headers);
    expect(await since()).toBe(app.clock.now().getTime());
  });

  it('is read page by page beyond fifty, oldest first, and filtered', async () => {
    const { team, coordinator, people } = await aQueue(1, [{ area: 'HOUSING' }]);
    const row = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: people[0]?.requestId ?? '' } });
    await app.kith.db.peerRequest.createMany({
      data: Array.from({ length: 60 }, (_, index) => ({
        ...row,
        id: crypto.randomUUID(),
        reference: `KT-Q${index}`,
        area: null,
        idempotencyHash: crypto.getRandomValues(new Uint8Array(32)),
        linkHash: null,
        codeHash: null,
        askedAt: new Date(row.askedAt.getTime() - (index % 7) * 60_000),
      })),
    });
    const queue = `query Q($after: String, $filter: QueueFilter) {
      peerRequests(first: 50, after: $after, filter: $filter) { totalCount edges { node { reference waitingSince } } pageInfo { endCursor hasNextPage } }
    }`;
    interface Page {
      peerRequests: {
        totalCount: number;
        edges: { node: { reference: string; waitingSince: string } }[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
    }
    const one = (await app.run<Page>(queue, {}, coordinator.headers)).data?.peerRequests;
    const two = (await app.run<Page>(queue, { after: one?.pageInfo.endCursor }, coordinator.headers)).data
      ?.peerRequests;
    const all = [...(one?.edges ?? []), ...(two?.edges ?? [])].map(({ node }) => node);
    expect(new Set(all.map(({ reference }) => reference)).size).toBe(61);
    expect(all.map(({ waitingSince }) => waitingSince)).toEqual(all.map(({ waitingSince }) => waitingSince).sort());
    const some = await app.run<Page>(queue, { filter: { area: 'HOUSING' } }, coordinator.headers);
    expect(some.data?.peerRequests.totalCount).toBe(1);
    await app.kith.db.peerRequest.deleteMany({ where: { teamId: team.id } });
  });
});

describe('who is not suggested', () => {
  it('is told with a reason, and a "rather not" is told as no more than not possible', async () => {
    const { team, coordinator, people } = await aQueue(1, [{ wishes: [wish('GENDER', 'man', 'RATHER_NOT')] }]);
    const shares = [{ dimension: 'GENDER' as const, value: 'man', visibility: 'PRIVATE' as const }];
    await anAdvocate(app, { teamId: team.id, firstName: 'Ben', shares });
    await anAdvocate(app, { teamId: team.id, firstName: 'Full', capacity: 0 });
    const known = await anAdvocate(app, { teamId: team.id, firstName: 'Kim' });
    const requestId = people[0]?.requestId ?? '';
    await act('keepApart', { requestId, advocateId: known.advocateId, reason: 'Cousins.' }, coordinator.headers);
    const seen = await see(requestId, 'notSuggested { exclusion advocate { firstName } }', coordinator.headers);
    expect(seen).toEqual({
      notSuggested: [
        { exclusion: 'NOT_SUITABLE', advocate: { firstName: 'Ben' } },
        { exclusion: 'NO_ROOM', advocate: { firstName: 'Full' } },
        { exclusion: 'NOT_SUITABLE', advocate: { firstName: 'Kim' } },
      ],
    });
    expect((await introduce(app, coordinator, requestId, known.advocateId)).__typename).toBe('NotSuitable');
    await act('keepApart', { requestId, advocateId: known.advocateId, isApart: false }, coordinator.headers);
    expect((await introduce(app, coordinator, requestId, known.advocateId)).__typename).toBe('ProposeMatchPayload');
  });

  it('an advocate who knows the person says so with "not me"; the person hears only that they cannot', async () => {
    const { coordinator, advocate, people } = await aQueue(1);
    const person = people[0];
    if (!person) throw new Error('Nobody asked.');
    const { match } = await introduce(app, coordinator, person.requestId, advocate.advocateId);
    await act('declineMatch', { matchId: match?.id, knowsThem: true }, advocate.headers);
    expect(await app.kith.db.notTogether.findMany({ where: { requestId: person.requestId } })).toMatchObject([
      { saidBy: 'ADVOCATE', advocateId: advocate.advocateId },
    ]);
    expect(JSON.stringify(await seeMine(app, person.headers))).not.toMatch(/know/i);
    expect((await introduce(app, coordinator, person.requestId, advocate.advocateId)).__typename).toBe('NotSuitable');
  });

  it('fits by hours that are safe, where both said theirs', async () => {
    const { team, coordinator, advocate, people } = await aQueue(1, [
      { reach: { channel: 'PHONE', value: '07700 900123', times: 'weekday mornings' } },
    ]);
    const eve = await anAdvocate(app, { teamId: team.id, firstName: 'Eve' });
    await app.kith.db.advocateHours.createMany({
      data: [
        { advocateId: advocate.advocateId, weekday: 'TUESDAY', from: '18:00', until: '20:00' },
        { advocateId: eve.advocateId, weekday: 'TUESDAY', from: '09:00', until: '11:00' },
      ],
    });
    const { suggestions } = await see<Suggested>(people[0]?.requestId ?? '', SUGGESTED, coordinator.headers);
    expect(suggestions).toMatchObject([
      { advocate: { firstName: 'Eve' } },
      { advocate: { firstName: 'Maya' }, notMet: ['No time when it is safe'] },
    ]);
  });
});

describe('an advocate who asks first', () => {
  it('has time until the coordinator answered, and two working days from then', async () => {
    const { coordinator, advocate, people } = await aQueue(1);
    const person = people[0];
    if (!person) throw new Error('Nobody asked.');
    const { match } = await introduce(app, coordinator, person.requestId, advocate.advocateId);
    const matchId = match?.id ?? '';
    const question = 'Is this near the station? Alder-canary.';
    expect((await act('askCoordinator', { matchId, question }, advocate.headers)).__typename).toBe(
      'AskCoordinatorPayload',
    );
    expect(await see(person.requestId, 'hasQuestion', coordinator.headers)).toEqual({ hasQuestion: true });
    const days = 3 * 24 * 3_600_000;
    app.clock.advance(days);
    for (const one of [coordinator, advocate]) one.headers = await aSession(app, one.accountId);
    expect(await see(person.requestId, 'status', coordinator.headers)).toEqual({ status: 'BEING_INTRODUCED' });
    expect((await act('answerQuestion', { matchId, answer: 'Two stops.' }, coordinator.headers)).__typename).toBe(
      'AnswerQuestionPayload',
    );
    expect((await act('answerQuestion', { matchId, answer: 'Again.' }, coordinator.headers)).__typename).toBe(
      'NoLongerPossible',
    );
    expect(
      await see(person.requestId, 'hasQuestion matches { question { question answer } }', advocate.headers),
    ).toEqual({
      hasQuestion: false,
      matches: [{ question: { question, answer: 'Two stops.' } }],
    });
    expect((await sayYes(app, advocate, matchId)).__typename).toBe('AcceptMatchPayload');
    app.clock.advance(-days);
    expect(app.logged()).not.toContain('Alder-canary');
  });
});

describe('nobody fits', () => {
  it('the person reads an honest word, the promise begins anew, and the need is kept without them', async () => {
    const { team, coordinator, advocate, people } = await aQueue(1, [
      { wishes: [wish('EXPERIENCE', 'tribunal')], outwardCode: 'M33', area: 'HOUSING' },
    ]);
    const person = people[0];
    if (!person) throw new Error('Nobody asked.');
    const draft = await see<{ nobodyFits: { startingText: string; reasons: string[] } }>(
      person.requestId,
      'nobodyFits { startingText reasons }',
      coordinator.headers,
    );
    expect(draft.nobodyFits.reasons).toEqual(['EXPERIENCE']);
    expect(draft.nobodyFits.startingText).toContain('A tribunal');
    expect(draft.nobodyFits.startingText).not.toContain('Maya');
    const input = { requestId: person.requestId, message: 'I am sorry. Willow-canary.', ways: ['GROUP', 'WAIT'] };
    expect((await act('tellNobodyFits', input, coordinator.headers)).__typename).toBe('TellNobodyFitsPayload');
    await act('tellNobodyFits', input, coordinator.headers);
    const viewer = { kind: 'person', requestId: person.requestId } as const;
    const [word] = await readMyTeamWords(app.kith, viewer);
    expect(word).toMatchObject({ message: 'I am sorry. Willow-canary.', ways: [{ way: 'GROUP' }, { way: 'WAIT' }] });
    const mine = await readMyRequest(app.kith, viewer);
    expect(mine?.events.at(-1)?.sentence).toContain('A coordinator wrote to you');
    expect(mine?.promisedBy).toEqual(word?.nextWordBy);
    expect(await app.kith.db.unmetNeed.findMany({ where: { teamId: team.id } })).toMatchObject([
      { area: 'HOUSING', outwardArea: 'M', wishes: ['EXPERIENCE tribunal'], weekOf: new Date('2026-11-23') },
    ]);
    const { teamWords } = await see<{ teamWords: { id: string }[] }>(
      person.requestId,
      'teamWords { id }',
      person.headers,
    );
    const choose = (way: string) => act('chooseOtherWay', { teamWordId: teamWords[0]?.id, way }, person.headers);
    expect((await choose('OTHER_PEER')).__typename).toBe('InvalidInput');
    expect((await choose('GROUP')).__typename).toBe('MyRequestPayload');
    await introduce(app, coordinator, person.requestId, advocate.advocateId);
    expect(await see(person.requestId, 'teamWords { id } notToMeet', advocate.headers)).toEqual({
      teamWords: [],
      notToMeet: null,
    });
    await act('sayWhoNotToMeet', { words: 'My neighbour Rose.' }, person.headers);
    await app.run('mutation { eraseMyRequest { __typename } }', {}, person.headers);
    const left = await app.kith.db.teamWord.findMany({ where: { requestId: person.requestId } });
    const row = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: person.requestId } });
    expect([...left.map(({ words }) => words), row.notToMeet]).toEqual([null, null, null]);
    expect(await app.kith.db.unmetNeed.count({ where: { teamId: team.id } })).toBe(1);
  });

  it('gaps are told from five on, beside what there is near', async () => {
    const { team, coordinator } = await aQueue(0);
    const need = { teamId: team.id, weekOf: new Date('2026-11-16'), reasons: ['NO_ROOM' as const], outwardArea: 'M' };
    const few = Array.from({ length: 2 }, () => ({ ...need, area: 'MONEY' as const }));
    const many = Array.from({ length: 6 }, () => ({
      ...need,
      area: 'HOUSING' as const,
      provisionType: 'SELF_HELP_GROUP' as const,
    }));
    const more = Array.from({ length: 9 }, () => ({ ...need, area: 'HEALTH' as const }));
    await app.kith.db.unmetNeed.createMany({ data: [...few, ...many, ...more] });
    const ask = '{ gaps { total byArea { key count } gaps { area provisionType outwardArea count supply } } }';
    expect((await app.run(ask, {}, coordinator.headers)).data?.gaps).toMatchObject({
      total: 17,
      byArea: [
        { key: 'HEALTH', count: 9 },
        { key: 'HOUSING', count: null },
        { key: 'MONEY', count: null },
      ],
    });
    const stranger = await aStaffMember(app, { roles: ['ADVOCATE'], teamId: team.id });
    expect((await app.run(ask, {}, stranger.headers)).data?.gaps).toBeNull();
  });
});

it('somebody who waits is handed on to another team, with the promise as it was', async () => {
  const { coordinator, people } = await aQueue(1);
  const other = await aTeam(app, 'Hillside team');
  const person = people[0];
  if (!person) throw new Error('Nobody asked.');
  const before = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: person.requestId } });
  const move = () => act('moveRequest', { requestId: person.requestId, teamId: other.id }, coordinator.headers);
  expect((await move()).__typename).toBe('MoveRequestPayload');
  expect((await move()).__typename).toBe('NotFound');
  const after = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: person.requestId } });
  expect(after).toMatchObject({ teamId: other.id, promisedBy: before.promisedBy, waitingSince: before.waitingSince });
  expect((await seeMine(app, person.headers))?.events.at(-1)?.sentence).toContain('Another team');
});
