import { afterAll, beforeAll, expect, it } from 'vitest';
import { agreeTogether, standIn } from '../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce, sayYes, seeMine, wish } from '../../testing/peers.ts';
import { anAdvocate, aSession } from '../../testing/people.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
});
afterAll(() => app.close());

const DAY = 24 * 60 * 60 * 1000;

it('counts the wait of somebody who came back from their coming back', async () => {
  const { coordinator } = await aTeamReady(app, 'Ferry team');
  const person = await aPersonAsks(app);
  const asked = app.clock.now().toISOString();
  const since = async () => {
    const { data } = await app.run<{ peerRequest: { askedAt: string; waitingSince: string } }>(
      'query ($id: ID!) { peerRequest(id: $id) { askedAt waitingSince events { kind } } }',
      { id: person.requestId },
      // The clock goes on: sessions from before are over.
      await aSession(app, coordinator.accountId),
    );
    return data?.peerRequest;
  };
  expect(await since()).toMatchObject({ askedAt: asked, waitingSince: asked });
  app.clock.advance(5 * DAY);
  await app.run('mutation { withdrawMyRequest { __typename } }', undefined, person.headers);
  await app.run('mutation { resumeMyRequest { __typename } }', undefined, person.headers);
  const back = app.clock.now().toISOString();
  app.clock.advance(DAY);
  expect(await since()).toMatchObject({ askedAt: asked, waitingSince: back });
  app.clock.advance(-6 * DAY);
});

it('lets a coordinator look past the three suggestions, and never against a "rather not"', async () => {
  const own = await createTestApp({ trustedProxies: 1 });
  try {
    const { team, coordinator } = await aTeamReady(own, 'Hillside');
    for (const firstName of ['Ines', 'Joe', 'Kit', 'Lou']) await anAdvocate(own, { teamId: team.id, firstName });
    await anAdvocate(own, { teamId: team.id, firstName: 'Old', shares: [{ dimension: 'GENDER', value: 'man' }] });
    await anAdvocate(own, { teamId: team.id, firstName: 'New', stage: 'LEARNER' });
    const person = await aPersonAsks(own, { wishes: [wish('GENDER', 'man', 'RATHER_NOT')] });
    const LOOK = `query ($id: ID!) { peerRequest(id: $id) {
      suggestions { advocate { firstName } } otherAdvocates { advocate { id firstName } openMatches capacity } } }`;
    const { data } = await own.run<{
      peerRequest: Record<'suggestions' | 'otherAdvocates', { advocate: { id: string; firstName: string } }[]>;
    }>(LOOK, { id: person.requestId }, coordinator.headers);
    const names = (of: 'suggestions' | 'otherAdvocates') =>
      data?.peerRequest[of].map(({ advocate }) => advocate.firstName) ?? [];
    expect(names('suggestions')).toHaveLength(3);
    expect([...names('suggestions'), ...names('otherAdvocates')].sort()).toEqual(['Ines', 'Joe', 'Kit', 'Lou', 'Maya']);
  } finally {
    await own.close();
  }
});

it('tells a person kindly, in the words of their advocate, when the advocate takes a break', async () => {
  const own = await createTestApp({ trustedProxies: 1 });
  try {
    const { team, coordinator, advocate } = await aTeamReady(own, 'Riverside team');
    const sam = await anAdvocate(own, { teamId: team.id, firstName: 'Sam' });
    const person = await aPersonAsks(own);
    const match = await introduce(own, coordinator, person.requestId, advocate.advocateId);
    await sayYes(own, advocate, match.match?.id ?? '');
    await agreeTogether(own, advocate, match.match?.id ?? '');
    const rest = (input: object) =>
      own.run(
        'mutation ($input: SetEnergyInput!) { setEnergy(input: $input) { __typename ... on SetEnergyPayload { advocate { breakWords } } } }',
        { input },
        advocate.headers,
      );
    const told = async () => (await seeMine(own, person.headers))?.statusSentence;
    await rest({ energy: 'BREAK' });
    expect(await told()).toBe('Maya is taking a break for a while. The Riverside team is there for you meanwhile.');
    await standIn(own, advocate, sam);
    const { data } = await rest({ energy: 'BREAK', breakUntil: '2026-11-30', breakWords: 'I have not forgotten you.' });
    expect(data?.setEnergy).toMatchObject({ advocate: { breakWords: 'I have not forgotten you.' } });
    expect(await told()).toBe(
      'Maya is taking a break until Monday 30 November. Maya says: “I have not forgotten you.” Sam and the Riverside team are there for you meanwhile.',
    );
    own.clock.advance(8 * DAY);
    expect(await told()).toBe('You and Maya are connected.');
  } finally {
    await own.close();
  }
});
