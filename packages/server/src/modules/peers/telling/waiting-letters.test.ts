import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady } from '../../../testing/peers.ts';

const HOME = '7 Plum Lane\nSale\nM33 1AA';
const TO_POST = '{ lettersToPost { id reference since page { address text } } }';

interface ToPost {
  lettersToPost: { id: string; reference: string; page: { address: string; text: string } | null }[];
}

let app: TestApp;
let ready: Awaited<ReturnType<typeof aTeamReady>>;
let others: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  ready = await aTeamReady(app);
  others = await aTeamReady(app, 'Hillside team');
});
afterAll(() => app.close());

async function toPost(headers: Record<string, string>): Promise<ToPost['lettersToPost']> {
  const { data, errors } = await app.run<ToPost>(TO_POST, {}, headers);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.lettersToPost;
}

async function mark(letterId: string, headers: Record<string, string>): Promise<string | undefined> {
  const { data } = await app.run<{ markLetterPosted: { __typename: string } }>(
    'mutation Mark($id: ID!) { markLetterPosted(input: { letterId: $id }) { __typename } }',
    { id: letterId },
    headers,
  );
  return data?.markLetterPosted.__typename;
}

describe('a letter on paper', () => {
  it('waits in the queue of its team, is opened in sight of the person, and is marked when it is posted', async () => {
    const person = await aPersonAsks(app, { reach: { channel: 'POST', value: HOME, times: 'not on Mondays' } });
    await app.runJob('deliver letters');
    const [letter] = await toPost(ready.coordinator.headers);
    expect(letter).toMatchObject({ reference: person.receipt.reference, page: { address: HOME } });
    expect(letter?.page?.text).not.toMatch(/peer|Riverside|advocate/i);
    expect(await app.kith.db.auditEvent.count({ where: { action: 'read reach', objectId: person.requestId } })).toBe(1);
    for (const stranger of [others.coordinator, ready.advocate]) {
      expect(await toPost(stranger.headers)).toEqual([]);
      expect(await mark(letter?.id ?? '', stranger.headers)).toBe('NotFound');
    }
    expect(await toPost({})).toEqual([]);
    expect(await mark(letter?.id ?? '', ready.coordinator.headers)).toBe('LetterPayload');
    expect(await mark(letter?.id ?? '', ready.coordinator.headers)).toBe('NotFound');
    await app.runJob('deliver letters');
    expect(await toPost(ready.coordinator.headers)).toEqual([]);
  });

  it('goes on to the team that answers by now: the one before does not see where they live any more', async () => {
    const person = await aPersonAsks(app, { reach: { channel: 'POST', value: HOME } });
    await app.runJob('deliver letters');
    const id = (await toPost(ready.coordinator.headers))[0]?.id ?? '';
    const { data } = await app.run<{ moveRequest: { __typename: string } }>(
      'mutation ($input: MoveRequestInput!) { moveRequest(input: $input) { __typename } }',
      { input: { requestId: person.requestId, teamId: others.team.id } },
      ready.coordinator.headers,
    );
    expect(data?.moveRequest.__typename).toBe('MoveRequestPayload');
    expect(await toPost(ready.coordinator.headers)).toEqual([]);
    expect(await mark(id, ready.coordinator.headers)).toBe('NotFound');
    expect(await toPost(others.coordinator.headers)).toMatchObject([{ id, page: { address: HOME } }]);
    // A letter that was on its way while it was handed on is written down for the team before.
    await app.kith.db.outboxMessage.updateMany({
      where: { requestId: person.requestId },
      data: { teamId: ready.team.id },
    });
    expect(await toPost(ready.coordinator.headers)).toEqual([]);
    await app.run('mutation { withdrawMyRequest { __typename } }', {}, person.headers);
  });

  it('is gone from the queue when the person stops', async () => {
    const person = await aPersonAsks(app, { reach: { channel: 'POST', value: HOME } });
    await app.runJob('deliver letters');
    expect(await toPost(ready.coordinator.headers)).toHaveLength(1);
    await app.run('mutation { withdrawMyRequest { __typename } }', {}, person.headers);
    expect(await toPost(ready.coordinator.headers)).toEqual([]);
  });
});

describe('a letter that could not be sent', () => {
  it('is counted for the coordinators of its team only, and can be tried again', async () => {
    const { mail } = app.kith;
    app.kith.mail = { send: () => Promise.reject(new Error('no')) };
    await aPersonAsks(app, { reach: { channel: 'EMAIL', value: 'jo@example.org', times: 'if the light is on' } });
    await app.runJob('deliver letters');
    app.kith.mail = mail;
    const ask = async (headers: Record<string, string>) =>
      (
        await app.run<{ lettersNotSent: { count: number; letters: { id: string; why: string }[] } }>(
          '{ lettersNotSent { count letters { id why } } }',
          {},
          headers,
        )
      ).data?.lettersNotSent;
    const mine = await ask(ready.coordinator.headers);
    expect(mine?.count).toBe(1);
    for (const stranger of [others.coordinator.headers, ready.advocate.headers, {}])
      expect(await ask(stranger)).toEqual({ count: 0, letters: [] });
    const again = (headers: Record<string, string>) =>
      app.run<{ tryLetterAgain: { __typename: string } }>(
        'mutation Again($id: ID!) { tryLetterAgain(input: { letterId: $id }) { __typename } }',
        { id: mine?.letters[0]?.id },
        headers,
      );
    expect((await again(others.coordinator.headers)).data?.tryLetterAgain.__typename).toBe('NotFound');
    expect((await again(ready.coordinator.headers)).data?.tryLetterAgain.__typename).toBe('LetterPayload');
    expect((await ask(ready.coordinator.headers))?.count).toBe(0);
  });
});

it('of several letters to one person that could not go for one reason, one is shown, and stands for all', async () => {
  const team = await aTeamReady(app, 'Harbour team');
  const person = await aPersonAsks(app, {
    reach: { channel: 'EMAIL', value: 'jo@example.org', times: 'when it rains' },
  });
  const { requestId } = person;
  await app.kith.db.peerRequest.update({ where: { id: requestId }, data: { teamId: team.team.id } });
  for (const occasion of ['one', 'two'])
    await app.kith.outbox.put(app.kith.db, {
      kind: 'person-update',
      subjectId: requestId,
      key: `person-update:${requestId}:${occasion}`,
    });
  await app.runJob('deliver letters');
  expect(await app.kith.db.outboxMessage.count({ where: { requestId, givenUpAt: { not: null } } })).toBe(3);
  const read = async () =>
    (
      await app.run<{ lettersNotSent: { count: number; letters: { id: string; reference: string }[] } }>(
        '{ lettersNotSent { count letters { id reference } } }',
        {},
        team.coordinator.headers,
      )
    ).data?.lettersNotSent;
  const shown = await read();
  expect(shown).toMatchObject({ count: 1, letters: [{ reference: person.receipt.reference }] });
  await app.run(
    'mutation Again($id: ID!) { tryLetterAgain(input: { letterId: $id }) { __typename } }',
    { id: shown?.letters[0]?.id },
    team.coordinator.headers,
  );
  expect(await read()).toEqual({ count: 0, letters: [] });
  await app.runJob('deliver letters');
  expect(await read()).toMatchObject({ count: 1 });
});

it('the name that letters call a team is read by its own coordinators and by nobody else', async () => {
  await app.run(
    'mutation { setLetterName(input: { name: "Ruth and colleagues" }) { __typename } }',
    {},
    ready.coordinator.headers,
  );
  const ask = async (headers: Record<string, string>) =>
    (await app.run<{ letterName: string | null }>('{ letterName }', {}, headers)).data?.letterName;
  expect(await ask(ready.coordinator.headers)).toBe('Ruth and colleagues');
  for (const stranger of [others.coordinator.headers, ready.advocate.headers, {}])
    expect(await ask(stranger)).toBeNull();
});
