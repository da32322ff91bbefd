import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standIn } from '../../../testing/agreements.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aboutConcern, raise } from '../../../testing/concerns.ts';
import { aPersonAsks, fromElsewhere, introduce, sayYes } from '../../../testing/peers.ts';
import { anAdvocate, aStaffMember, aTeam } from '../../../testing/people.ts';
import { currentConsent } from '../../safety/consent.ts';
import { personFromCode } from '../coming-back.ts';
import { raiseConcern } from './concerns.ts';

const NOT_RIGHT = 'He asked me for money. Bindweed-canary.';
type Headers = Record<string, string>;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
});
afterAll(() => app.close());

/** Sam is advocate and coordinator of a small team, and is with somebody who says that something is not right. */
async function somethingNotRight(coordinators: readonly string[]) {
  const team = await aTeam(app, `Team ${crypto.randomUUID().slice(0, 8)}`);
  const sam = await anAdvocate(app, { teamId: team.id, firstName: 'Sam' });
  await app.kith.db.staffAccount.update({
    where: { id: sam.accountId },
    data: { roles: ['ADVOCATE', 'COORDINATOR'] },
  });
  const others = await Promise.all(
    coordinators.map((name) => aStaffMember(app, { roles: ['COORDINATOR'], teamId: team.id, name })),
  );
  const { headers: person, requestId } = await aPersonAsks(app);
  await app.kith.db.peerRequest.update({ where: { id: requestId }, data: { teamId: team.id } });
  const { match } = await introduce(app, others[0] ?? sam, requestId, sam.advocateId);
  await sayYes(app, sam, match?.id ?? '');
  const concernId = await raise(app, person, requestId, { words: NOT_RIGHT });
  return { sam, others, person, requestId, concernId };
}

async function see(headers: Headers, concernId: string) {
  const { data } = await app.run<{
    concerns: { id: string; mayDecide: boolean; entries: { words: string | null }[] }[];
  }>('{ concerns { id mayDecide entries { words } } }', {}, headers);
  return data?.concerns.find(({ id }) => id === concernId);
}

async function refused(headers: Headers, concernId: string): Promise<string[]> {
  const answers = [];
  for (const [name, input] of Object.entries({
    takeConcern: {},
    addToConcern: { kind: 'NOTE', words: 'x' },
    proposeForConcern: { words: 'x' },
    answerForConcern: { agrees: true, words: 'x' },
    closeConcern: { learned: 'x' },
  }))
    answers.push(await aboutConcern(app, headers, name, { concernId, ...input }).catch(String));
  return answers;
}

describe('a concern that the person raises about whoever is with them', () => {
  it('is neither read nor decided by them, though they are a coordinator too', async () => {
    const { sam, others, concernId } = await somethingNotRight(['Ruth Okafor', 'Tom Bright']);
    expect(await see(sam.headers, concernId)).toBeUndefined();
    for (const answer of await refused(sam.headers, concernId)) expect(answer).toContain('NotFound');
    for (const { headers } of others)
      expect(await see(headers, concernId)).toMatchObject({ mayDecide: true, entries: [{ words: NOT_RIGHT }] });
  });

  it('is not told to them by letter, at raising or when a second one is looked for', async () => {
    const { sam, others, concernId } = await somethingNotRight(['Ruth Okafor', 'Tom Bright']);
    await aboutConcern(app, others[0]?.headers ?? {}, 'proposeForConcern', { concernId, words: 'Talk to both' });
    const letters = await app.kith.db.outboxMessage.findMany({ where: { subjectId: concernId } });
    expect(new Set(letters.map(({ accountId }) => accountId))).toEqual(new Set(others.map((one) => one.accountId)));
    expect(letters.map(({ accountId }) => accountId)).not.toContain(sam.accountId);
  });

  it('comes to an administrator where the team has nobody else, who decides it with a colleague', async () => {
    const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'], name: 'Ada Quill' });
    const { others, sam, concernId, person } = await somethingNotRight(['Ruth Okafor']);
    await app.runJob('deliver letters');
    const { email } = await app.kith.db.staffAccount.findUniqueOrThrow({ where: { id: administrator.accountId } });
    expect(app.letters.map(({ to }) => to)).toContain(email);
    expect(await see(administrator.headers, concernId)).toMatchObject({ mayDecide: true });
    const ruth = others[0]?.headers ?? {};
    await aboutConcern(app, ruth, 'proposeForConcern', { concernId, words: 'Somebody else meets them' });
    await aboutConcern(app, administrator.headers, 'answerForConcern', { concernId, agrees: true, words: 'Yes' });
    await aboutConcern(app, ruth, 'closeConcern', { concernId, learned: 'Say early what money means' });
    expect(await see(sam.headers, concernId)).toBeUndefined();
    expect(await see(person, concernId)).toBeDefined();
    // Their look is told to the person as a coordinator's is.
    const { requestId } = await app.kith.db.concern.findUniqueOrThrow({ where: { id: concernId } });
    const looks = { requestId, kind: 'NOTES_READ', byId: administrator.accountId } as const;
    expect(await app.kith.db.requestEvent.count({ where: looks })).toBe(1);
  });

  it('stays with the team when two others are there: no administrator sees it, and none of another team', async () => {
    const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'], name: 'Ada Quill' });
    const { concernId } = await somethingNotRight(['Ruth Okafor', 'Tom Bright']);
    const elsewhere = await aTeam(app, 'Hillside team');
    const stranger = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: elsewhere.id });
    for (const { headers } of [administrator, stranger]) {
      expect(await see(headers, concernId)).toBeUndefined();
      for (const answer of await refused(headers, concernId)) expect(answer).toContain('NotFound');
    }
  });

  it('is still not theirs as an administrator, or when they are no longer with the person', async () => {
    const { sam, requestId, concernId } = await somethingNotRight(['Ruth Okafor']);
    await app.kith.db.staffAccount.update({
      where: { id: sam.accountId },
      data: { roles: ['ADVOCATE', 'COORDINATOR', 'ADMINISTRATOR'] },
    });
    await app.kith.db.match.updateMany({ where: { requestId }, data: { status: 'ENDED' } });
    expect(await see(sam.headers, concernId)).toBeUndefined();
    for (const answer of await refused(sam.headers, concernId)) expect(answer).toContain('NotFound');
  });

  it('is not given away by a letter to a colleague that could not be sent', async () => {
    const { sam, others, concernId } = await somethingNotRight(['Ruth Okafor', 'Tom Bright']);
    const { id, teamId } = await app.kith.db.peerRequest.findFirstOrThrow({
      where: { concerns: { some: { id: concernId } } },
    });
    await app.kith.db.outboxMessage.updateMany({
      where: { subjectId: concernId },
      data: { teamId, requestId: id, givenUpAt: app.clock.now(), lastProblem: 'refused' },
    });
    const unsent = async (headers: Headers) =>
      (await app.run<{ lettersNotSent: { count: number } }>('{ lettersNotSent { count } }', {}, headers)).data;
    expect((await unsent(others[0]?.headers ?? {}))?.lettersNotSent.count).toBe(2);
    expect((await unsent(sam.headers))?.lettersNotSent.count).toBe(0);
    // Nor when another team has taken the request on since.
    const elsewhere = await aTeam(app, `Team ${crypto.randomUUID().slice(0, 8)}`);
    await app.kith.db.peerRequest.update({ where: { id }, data: { teamId: elsewhere.id } });
    expect((await unsent(sam.headers))?.lettersNotSent.count).toBe(0);
  });

  it('leaves a worry about the person with the coordinators, also with the one who is their advocate', async () => {
    const { sam, requestId } = await somethingNotRight(['Ruth Okafor']);
    const concernId = await raise(app, sam.headers, requestId);
    expect(await see(sam.headers, concernId)).toMatchObject({ mayDecide: true });
  });
});

describe('whoever was with the person once', () => {
  const rest = (headers: Headers, input: Record<string, unknown>) =>
    app.run('mutation ($input: SetEnergyInput!) { setEnergy(input: $input) { __typename } }', { input }, headers);

  /** Ruth is advocate and coordinator; Maya is with somebody. */
  async function aSmallTeam() {
    const team = await aTeam(app, `Team ${crypto.randomUUID().slice(0, 8)}`);
    const tom = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: team.id, name: 'Tom Bright' });
    const maya = await anAdvocate(app, { teamId: team.id, firstName: 'Maya' });
    const ruth = await anAdvocate(app, { teamId: team.id, firstName: 'Ruth' });
    await app.kith.db.staffAccount.update({
      where: { id: ruth.accountId },
      data: { roles: ['ADVOCATE', 'COORDINATOR'] },
    });
    const { headers: person, requestId } = await aPersonAsks(app);
    await app.kith.db.peerRequest.update({ where: { id: requestId }, data: { teamId: team.id } });
    const { match } = await introduce(app, tom, requestId, maya.advocateId);
    const begins = () => sayYes(app, maya, match?.id ?? '');
    return { team, tom, maya, ruth, person, requestId, begins };
  }

  it('by standing in is left out, also when they said "no longer" before the person says anything', async () => {
    const { tom, maya, ruth, person, requestId, begins } = await aSmallTeam();
    await begins();
    await standIn(app, maya, ruth);
    await rest(maya.headers, { energy: 'BREAK', breakUntil: '2026-11-25', breakWords: 'Back soon.' });
    await app.run(
      'mutation ($input: AnswerStandInInput!) { answerStandIn(input: $input) { __typename } }',
      { input: { advocateId: maya.advocateId, isYes: false } },
      ruth.headers,
    );
    expect(await app.kith.db.matchStandIn.count({ where: { match: { requestId } } })).toBe(0);
    const concernId = await raise(app, person, requestId, { words: NOT_RIGHT });
    expect(await see(ruth.headers, concernId)).toBeUndefined();
    for (const answer of await refused(ruth.headers, concernId)) expect(answer).toContain('NotFound');
    expect(await see(tom.headers, concernId)).toMatchObject({ mayDecide: true });
  });

  it.each(['before', 'after'])(
    'by going along is left out when they began it %s the yes, and go along no more',
    async (when) => {
      const { tom, maya, ruth, person, requestId, begins } = await aSmallTeam();
      const goAlong = (besideId: string | null) =>
        app.kith.db.advocateProfile.update({ where: { id: ruth.advocateId }, data: { besideId } });
      if (when === 'after') await begins();
      await goAlong(maya.advocateId);
      if (when === 'before') await begins();
      await goAlong(null);
      const concernId = await raise(app, person, requestId, { words: NOT_RIGHT });
      expect(await see(ruth.headers, concernId)).toBeUndefined();
      expect(await see(tom.headers, concernId)).toMatchObject({ mayDecide: true });
    },
  );

  it('on the phone, to write down what they asked for, is left out', async () => {
    const { tom, ruth } = await aSmallTeam();
    const { data } = await app.run<{ requestPeerByPhone: { receipt: { code: string } } }>(
      `mutation ($input: RequestPeerByPhoneInput!) { requestPeerByPhone(input: $input) {
        ... on RequestPeerByPhonePayload { receipt { code } } } }`,
      {
        input: {
          idempotencyKey: crypto.randomUUID(),
          reach: { channel: 'COME_BACK' },
          consentVersion: currentConsent().version,
          wasReadOut: true,
        },
      },
      ruth.headers,
    );
    const code = data?.requestPeerByPhone.receipt.code ?? '';
    const person = await personFromCode(app.kith, code, fromElsewhere()['x-forwarded-for'] ?? '');
    if (!person) throw new Error('The words open nothing.');
    const id = await raiseConcern(app.kith, person, {
      requestId: person.requestId,
      urgency: 'SOON',
      words: NOT_RIGHT,
      hasRung: false,
      idempotencyKey: crypto.randomUUID(),
    });
    const { aboutIds } = await app.kith.db.concern.findUniqueOrThrow({ where: { id } });
    expect(aboutIds).toEqual([ruth.accountId]);
    const seen = async ({ headers }: { headers: Headers }) =>
      (await app.run<{ concerns: unknown[] }>('{ concerns { id } }', {}, headers)).data?.concerns.length;
    expect([await seen(ruth), await seen(tom)]).toEqual([0, 1]);
  });

  it('is written down nowhere any more when the person has erased', async () => {
    const { maya, ruth, person, requestId, begins } = await aSmallTeam();
    await begins();
    await standIn(app, maya, ruth);
    await rest(maya.headers, { energy: 'BREAK', breakUntil: '2026-11-25', breakWords: 'Back soon.' });
    const known = { where: { match: { requestId } } };
    expect(await app.kith.db.wasWith.count(known)).toBe(1);
    await app.run('mutation { eraseMyRequest { __typename } }', {}, person);
    expect(await app.kith.db.wasWith.count(known)).toBe(0);
  });
});
