import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { agreeTogether, onVersion, PROPOSE_AGREEMENT, saveCard } from '../../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, NUMBER, sayYes, seeMine, seeRequest } from '../../../testing/peers.ts';
import { readMyAgreement } from './reading-agreements.ts';

let app: TestApp;
let team: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  team = await aTeamReady(app);
  await app.kith.db.advocateProfile.update({ where: { id: team.advocate.advocateId }, data: { capacity: 100 } });
});
afterAll(() => app.close());

type Headers = Record<string, string>;

async function afterTheYes() {
  const person = await aPersonAsks(app, { reach: { channel: 'PHONE', value: NUMBER } });
  const { match } = await introduce(app, team.coordinator, person.requestId, team.advocate.advocateId);
  const matchId = match?.id ?? '';
  await sayYes(app, team.advocate, matchId);
  return { person, matchId };
}

async function propose(headers: Headers, input: Record<string, unknown>) {
  const { data, errors } = await app.run<{ proposeAgreement: Record<string, unknown> }>(
    PROPOSE_AGREEMENT,
    { input },
    headers,
  );
  return data?.proposeAgreement ?? { errors };
}

async function version(name: string, headers: Headers, matchId: string, number = 1) {
  const { data, errors } = await app.run<{ answer: Record<string, unknown> }>(
    onVersion(name),
    { input: { matchId, number } },
    headers,
  );
  return data?.answer ?? { errors };
}

interface Version {
  number: number;
  holds: boolean;
  isOpen: boolean;
  personAgreedHow: string | null;
  lines: { topic: string; words: string; before: string | null; isFixed: boolean }[];
}

async function read(headers: Headers, matchId: string) {
  const { data } = await app.run<{
    match: {
      status: string;
      reviewOn: string | null;
      agreements: Version[];
      meetingCards: { side: string; words: unknown }[];
    } | null;
  }>(
    `query ($id: ID!) { match(id: $id) {
      status reviewOn
      agreements { number holds isOpen personAgreedHow lines { topic words before isFixed } }
      meetingCards { side words { like offer offLimits } }
    } }`,
    { id: matchId },
    headers,
  );
  return data?.match ?? null;
}

describe('agreeing how they meet', () => {
  it('connects two people when both have agreed the same version, and not before', async () => {
    const { person, matchId } = await afterTheYes();
    expect((await seeRequest(app, person.requestId, team.advocate.headers))?.reach).toMatchObject({ value: NUMBER });
    expect(await propose(team.advocate.headers, { matchId, basedOn: null })).toMatchObject({
      match: { status: 'PROPOSED', agreements: [{ number: 1, isOpen: true, holds: false }] },
    });
    expect(await seeMine(app, person.headers)).toMatchObject({ status: 'BEING_INTRODUCED' });
    expect(await version('agreeToAgreement', person.headers, matchId)).toMatchObject({
      match: { status: 'ACTIVE', reviewOn: '2027-01-18' },
    });
    // Pressed twice: nothing happens again.
    expect(await version('agreeToAgreement', person.headers, matchId)).toMatchObject({ match: { status: 'ACTIVE' } });
    const mine = await seeMine(app, person.headers);
    expect(mine).toMatchObject({ status: 'CONNECTED' });
    expect(mine?.events.filter(({ kind }) => kind === 'AGREED')).toHaveLength(1);
  });

  it('lets either side write a version; the advocate agrees to what the person wrote', async () => {
    const { person, matchId } = await afterTheYes();
    const lines = [{ topic: 'TIMES', words: 'Mondays at two, never later than four.' }];
    await propose(person.headers, { matchId, basedOn: null, lines, reviewOn: '2026-12-14' });
    expect(await version('agreeToAgreement', team.advocate.headers, matchId)).toMatchObject({
      match: { status: 'ACTIVE', reviewOn: '2026-12-14' },
    });
  });

  it('keeps what has to be passed on as the team promises it, whatever somebody writes there', async () => {
    const { matchId } = await afterTheYes();
    await propose(team.advocate.headers, { matchId, basedOn: null, lines: [{ topic: 'PASS_ON', words: 'Nothing.' }] });
    const line = (await read(team.advocate.headers, matchId))?.agreements[0]?.lines.find(({ isFixed }) => isFixed);
    expect(line).toMatchObject({ topic: 'PASS_ON', words: expect.stringContaining('the same day') });
  });

  it('shows the person that it was read out, and lets them object in one action', async () => {
    const { person, matchId } = await afterTheYes();
    await agreeTogether(app, team.advocate, matchId);
    expect((await read(person.headers, matchId))?.agreements[0]).toMatchObject({ personAgreedHow: 'READ_OUT' });
    expect(await version('objectToAgreement', person.headers, matchId)).toMatchObject({
      match: { status: 'PROPOSED' },
    });
    expect(await seeMine(app, person.headers)).toMatchObject({ status: 'BEING_INTRODUCED' });
    // Now only their own yes counts.
    expect(await version('recordReadOut', team.advocate.headers, matchId)).toMatchObject({
      __typename: 'NoLongerPossible',
    });
    expect(await version('agreeToAgreement', person.headers, matchId)).toMatchObject({ match: { status: 'ACTIVE' } });
  });

  it('stays active under what was agreed while a new version waits, and shows what is different', async () => {
    const { person, matchId } = await afterTheYes();
    await agreeTogether(app, team.advocate, matchId);
    const lines = [{ topic: 'GIFTS', words: 'A cake on birthdays.' }];
    expect(await propose(person.headers, { matchId, basedOn: 1, lines })).toMatchObject({
      match: { status: 'ACTIVE' },
    });
    const [newest, older] = (await read(team.advocate.headers, matchId))?.agreements ?? [];
    expect(newest).toMatchObject({ number: 2, isOpen: true, holds: false });
    expect(older).toMatchObject({ number: 1, holds: true });
    expect(newest?.lines.filter(({ before }) => before !== null)).toEqual([
      { topic: 'GIFTS', words: 'A cake on birthdays.', before: 'No gifts. A card is fine.', isFixed: false },
    ]);
    expect(await propose(team.advocate.headers, { matchId, basedOn: 1, lines: [] })).toMatchObject({
      __typename: 'AgreementPayload',
      match: {
        agreements: [
          { number: 2, holds: true },
          { number: 1, holds: false },
        ],
      },
    });
  });

  it('does not write over a version that came meanwhile, nor agree to an old one', async () => {
    const { person, matchId } = await afterTheYes();
    await propose(team.advocate.headers, { matchId, basedOn: null });
    const own = { matchId, basedOn: null, lines: [{ topic: 'PLACES', words: 'The park.' }] };
    expect(await propose(person.headers, own)).toMatchObject({ __typename: 'NoLongerPossible' });
    await propose(person.headers, { ...own, basedOn: 1 });
    expect(await version('agreeToAgreement', team.advocate.headers, matchId, 1)).toMatchObject({
      __typename: 'NoLongerPossible',
    });
  });

  it.each([
    ['2026-11-23', 'after today'],
    ['2027-06-30', 'half a year'],
  ])('refuses %s as the day to look again', async (reviewOn, why) => {
    const { matchId } = await afterTheYes();
    expect(await propose(team.advocate.headers, { matchId, basedOn: null, reviewOn })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'reviewOn',
      message: expect.stringContaining(why),
    });
  });

  it('shows both cards to both sides, and a look of a coordinator to the person', async () => {
    const { person, matchId } = await afterTheYes();
    await saveCard(app, person.headers, matchId);
    await saveCard(app, team.advocate.headers, matchId);
    const cards = (await read(team.advocate.headers, matchId))?.meetingCards;
    expect(cards?.map(({ side }) => side)).toEqual(['PERSON', 'ADVOCATE']);
    expect(cards?.[0]?.words).toEqual({ like: 'A walk. Teasel-canary.', offer: 'Time.', offLimits: 'My family.' });
    await read(team.coordinator.headers, matchId);
    expect((await seeMine(app, person.headers))?.events.map(({ kind }) => kind)).toContain('NOTES_READ');
    // In the database there are no readable words.
    const rows = await app.kith.db.meetingCard.findMany();
    expect(rows.map(({ body }) => Buffer.from(body ?? []).toString()).join()).not.toContain('Teasel');
  });

  it('gives /back everything at once', async () => {
    const { person, matchId } = await afterTheYes();
    const viewer = { kind: 'person' as const, requestId: person.requestId };
    expect(await readMyAgreement(app.kith, viewer)).toMatchObject({ advocateName: 'Maya', newest: null, holds: null });
    await agreeTogether(app, team.advocate, matchId);
    expect(await readMyAgreement(app.kith, viewer)).toMatchObject({
      newest: { number: 1, holds: true, personAgreedHow: 'READ_OUT' },
      holds: null,
    });
  });
});
