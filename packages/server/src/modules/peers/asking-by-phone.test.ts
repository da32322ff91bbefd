import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aTeamReady, fromElsewhere } from '../../testing/peers.ts';
import { aStaffMember } from '../../testing/people.ts';
import { currentConsent } from '../safety/consent.ts';
import { personFromCode } from './coming-back.ts';
import { readMyConsents } from './consents/my-consents.ts';
import { readMyRequest } from './my-request.ts';

const SAID = 'She says the nights are long since the move. Teasel-canary.';
const BY_PHONE = `mutation Ask($input: RequestPeerByPhoneInput!) {
  requestPeerByPhone(input: $input) {
    __typename
    ... on RequestPeerByPhonePayload { receipt { reference code team promisedBy } }
    ... on UserError { message }
    ... on InvalidInput { field }
  }
}`;
type Headers = Record<string, string>;
interface Answer {
  __typename: string;
  message?: string;
  field?: string;
  receipt?: { reference: string; code: string; team: string };
}

let app: TestApp;
let ours: Awaited<ReturnType<typeof aTeamReady>>;
let theirs: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  theirs = await aTeamReady(app, 'Hillside team');
  ours = await aTeamReady(app);
});
afterAll(() => app.close());

const anAskByPhone = (more: Record<string, unknown> = {}) => ({
  idempotencyKey: randomUUID(),
  words: SAID,
  reach: { channel: 'PHONE', value: '01632 960 471', name: 'Edie', times: 'mornings' },
  consentVersion: currentConsent().version,
  wasReadOut: true,
  ...more,
});

async function ask(headers: Headers, input: Record<string, unknown> = anAskByPhone()): Promise<Answer> {
  const { data, errors } = await app.run<{ requestPeerByPhone: Answer }>(BY_PHONE, { input }, headers);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.requestPeerByPhone;
}

const rowOf = (reference = '') =>
  app.kith.db.peerRequest.findUniqueOrThrow({ where: { reference }, include: { consents: true } });

describe('asking for somebody on the phone', () => {
  it("goes to the colleague's own team, with receipts that say who read the text out", async () => {
    const { receipt } = await ask(ours.advocate.headers);
    expect(receipt).toMatchObject({ team: 'Riverside team' });
    const row = await rowOf(receipt?.reference);
    expect(row).toMatchObject({ teamId: ours.team.id, partnerId: null });
    expect(row.consents.map(({ purpose }) => purpose).toSorted()).toEqual(currentConsent().purposes.toSorted());
    const spoken = currentConsent('en', 'spoken');
    for (const one of row.consents) {
      expect(one).toMatchObject({ channel: 'phone', recordedById: ours.advocate.accountId });
      expect(Buffer.from(one.textHash).equals(Buffer.from(spoken.hash))).toBe(true);
    }
    const mine = await readMyConsents(app.kith, { kind: 'person', requestId: row.id });
    expect(mine.map(({ text }) => text).toSorted()).toEqual(spoken.statements.map(({ text }) => text).toSorted());
    const entry = { action: 'ask by phone', actorId: ours.advocate.accountId, objectId: row.id };
    expect(await app.kith.db.auditEvent.count({ where: entry })).toBe(1);
    expect(app.logged()).not.toContain('Teasel');
  });

  it('gives the four words, with which the person comes back and sees what was written for them', async () => {
    const { receipt } = await ask(ours.coordinator.headers);
    const person = await personFromCode(app.kith, receipt?.code ?? '', randomUUID());
    const { id } = await rowOf(receipt?.reference);
    expect(person).toEqual({ kind: 'person', requestId: id });
    expect((await readMyRequest(app.kith, { kind: 'person', requestId: id }))?.words).toBe(SAID);
  });

  it('leaves nothing open to the advocate who wrote it down', async () => {
    const { receipt } = await ask(ours.advocate.headers);
    const { id } = await rowOf(receipt?.reference);
    const { data } = await app.run<{ peerRequest: unknown }>(
      'query ($id: ID!) { peerRequest(id: $id) { words } }',
      { id },
      ours.advocate.headers,
    );
    expect(data?.peerRequest ?? null).toBeNull();
  });

  it('asks once, however often the same is sent at the same time, and only for the same colleague', async () => {
    const input = anAskByPhone();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => ask(ours.advocate.headers, input)));
    expect(new Set(answers.map(({ receipt }) => receipt?.code)).size).toBe(1);
    const other = await ask(ours.coordinator.headers, input);
    expect(other.receipt?.reference).not.toBe(answers[0]?.receipt?.reference);
    expect(await ask(ours.advocate.headers, { ...input, words: 'other' })).toMatchObject({
      __typename: 'IdempotencyConflict',
    });
  });

  it('needs the text to have been read out, in the version that is in use', async () => {
    expect(await ask(ours.advocate.headers, anAskByPhone({ wasReadOut: false }))).toMatchObject({
      __typename: 'InvalidInput',
      field: 'wasReadOut',
    });
    expect(await ask(ours.advocate.headers, anAskByPhone({ consentVersion: '2001-01-01' }))).toMatchObject({
      __typename: 'ConsentRequired',
    });
  });

  it('is for nobody but the advocates and coordinators of a team', async () => {
    const others = await Promise.all([
      aStaffMember(app, { roles: ['ADMINISTRATOR', 'STEWARD'], teamId: ours.team.id }),
      aStaffMember(app, { roles: ['COORDINATOR'], teamId: null }),
    ]);
    for (const headers of [...others.map((one) => one.headers), fromElsewhere()]) {
      expect(await ask(headers)).toMatchObject({ __typename: 'NotFound' });
      const { data } = await app.run<{ phoneAskForm: unknown }>('{ phoneAskForm { team } }', {}, headers);
      expect(data?.phoneAskForm).toBeNull();
    }
    const read = (headers: Headers) =>
      app.run<{ phoneAskForm: { team: string } }>('{ phoneAskForm { team consent { text } } }', {}, headers);
    expect((await read(theirs.coordinator.headers)).data?.phoneAskForm.team).toBe('Hillside team');
    expect((await read(ours.advocate.headers)).data?.phoneAskForm).toMatchObject({
      team: 'Riverside team',
      consent: { text: currentConsent('en', 'spoken').text },
    });
  });

  it('is not given to a web page that spells the key of a colleague’s form', async () => {
    const input = anAskByPhone();
    const { receipt } = await ask(ours.advocate.headers, input);
    const { wasReadOut: _, ...same } = input;
    const { data } = await app.run<{ requestPeer: Answer }>(
      `mutation ($input: RequestPeerInput!) { requestPeer(input: $input) {
        __typename ... on RequestPeerPayload { receipt { reference code } } ... on UserError { message } } }`,
      { input: { ...same, idempotencyKey: `phone|${ours.advocate.accountId}|${input.idempotencyKey}` } },
      fromElsewhere(),
    );
    expect(data?.requestPeer.__typename).toBe('RequestPeerPayload');
    expect(data?.requestPeer.receipt?.reference).not.toBe(receipt?.reference);
    expect(data?.requestPeer.receipt?.code).not.toBe(receipt?.code);
  });
});
