import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import {
  anAsk,
  aPersonAsks,
  aTeamReady,
  DECLINE,
  fromElsewhere,
  introduce,
  REQUEST_PEER,
  sayYes,
  seeRequest,
} from '../../testing/peers.ts';
import { personFromCode } from './coming-back.ts';

let app: TestApp;
let team: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  team = await aTeamReady(app);
});
afterAll(() => app.close());

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

async function ask(input: Record<string, unknown>) {
  const { data, errors } = await app.run<{ requestPeer: { __typename: string; receipt?: { code: string } } }>(
    REQUEST_PEER,
    { input },
    fromElsewhere(),
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.requestPeer;
}

async function renew(headers: Record<string, string>) {
  const { data } = await app.run<{ renewMyLink: { code: string } }>(
    'mutation { renewMyLink { ... on RenewMyLinkPayload { link code } } }',
    {},
    headers,
  );
  return data?.renewMyLink.code ?? '';
}

/** /back as a form of the page posts it. */
async function back(fields: Record<string, string>, headers: Record<string, string> = fromElsewhere()) {
  const response = await app.fetch(
    new Request('http://localhost:4000/back', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    }),
  );
  const html = await response.text();
  return { status: response.status, pass: /name="pass" value="([^"]+)"/.exec(html)?.[1] ?? null };
}

describe('whoever holds what was sent', () => {
  it('is not told the new link and words that ended the ones they saw', async () => {
    const input = anAsk();
    const person = await aPersonAsks(app, input);
    const code = await renew(person.headers);
    expect(code).not.toBe('');
    expect(await ask(input)).toMatchObject({ __typename: 'IdempotencyConflict' });
    expect(await personFromCode(app.kith, code, 'themselves')).toEqual({ kind: 'person', requestId: person.requestId });
  });

  it('gets the receipt again for a day, not for as long as the request lives', async () => {
    const input = anAsk();
    await aPersonAsks(app, input);
    app.clock.advance(DAY - MINUTE);
    expect(await ask(input)).toMatchObject({ __typename: 'RequestPeerPayload' });
    app.clock.advance(2 * MINUTE);
    const answer = await ask(input);
    app.clock.advance(-DAY - MINUTE);
    expect(answer).toMatchObject({ __typename: 'IdempotencyConflict' });
  });

  it.each(['20261123', 'request-1', '1111111111111111', 'abababababababab'])(
    'cannot share the key %s with somebody else who wrote nothing either',
    async (idempotencyKey) => {
      expect(await ask(anAsk({ idempotencyKey, words: null }))).toMatchObject({ __typename: 'InvalidInput' });
    },
  );
});

describe('a page of /back that somebody else left open', () => {
  it('opens nothing once there is a new link', async () => {
    const person = await aPersonAsks(app);
    const { pass } = await back({ code: person.receipt.code });
    expect(pass).not.toBeNull();
    expect((await back({ pass: pass ?? '' })).status).toBe(200);
    await renew(person.headers);
    expect((await back({ pass: pass ?? '' })).status).toBe(400);
  });

  it('opens nothing once it was erased', async () => {
    const person = await aPersonAsks(app);
    const { pass } = await back({ code: person.receipt.code });
    await app.run('mutation { eraseMyRequest { __typename } }', {}, person.headers);
    expect((await back({ pass: pass ?? '' })).status).toBe(400);
    expect((await back({ code: person.receipt.code })).status).toBe(400);
  });
});

describe('while many addresses guess words', () => {
  it('a right code still opens at once, and each address gets fewer tries', async () => {
    const person = await aPersonAsks(app);
    for (let address = 0; address < 51; address++) {
      const headers = { 'x-forwarded-for': `203.0.${address}.1` };
      await Promise.all(Array.from({ length: 10 }, () => back({ code: 'abandon ability able about' }, headers)));
    }
    const { status, pass } = await back({ code: person.receipt.code });
    expect(status).toBe(200);
    expect(pass).toContain(person.requestId);

    const guesser = fromElsewhere();
    const answers: number[] = [];
    for (let time = 0; time < 5; time++)
      answers.push((await back({ code: 'abandon ability able about' }, guesser)).status);
    expect(answers).toEqual([400, 400, 400, 429, 429]);
  }, 60_000);
});

describe('an advocate who is none any more', () => {
  it('sees nothing of an introduction and can answer nothing', async () => {
    const { requestId } = await aPersonAsks(app);
    const { match } = await introduce(app, team.coordinator, requestId, team.advocate.advocateId);
    const { accountId } = team.advocate;
    const setRoles = (roles: ('ADVOCATE' | 'STEWARD')[]) =>
      app.kith.db.staffAccount.update({ where: { id: accountId }, data: { roles } });
    await setRoles(['STEWARD']);
    try {
      expect(await seeRequest(app, requestId, team.advocate.headers)).toBeNull();
      expect(await sayYes(app, team.advocate, match?.id ?? '')).toMatchObject({ __typename: 'NotFound' });
      const { data } = await app.run<{ declineMatch: { __typename: string } }>(
        DECLINE,
        { input: { matchId: match?.id } },
        team.advocate.headers,
      );
      expect(data?.declineMatch.__typename).toBe('NotFound');
    } finally {
      await setRoles(['ADVOCATE']);
    }
  });
});

describe('a mail server that answers in many lines', () => {
  it('does not bring the address into the log', async () => {
    const send = app.kith.mail.send;
    const address = `${randomUUID()}@example.org`;
    app.kith.mail.send = async ({ to }) => {
      throw new Error(`Can't send mail: 550-5.1.1 no such user\n550-5.1.1 <${to}> is not here\n550 5.1.1 try again`);
    };
    try {
      await aPersonAsks(app, { reach: { channel: 'EMAIL', value: address } });
      await app.runJob('deliver letters');
      expect(app.logged()).toContain('a letter could not be sent');
      expect(app.logged()).not.toContain(address);
      expect(app.logged()).toMatch(/ at .*stolen\.test\.ts/);
    } finally {
      app.kith.mail.send = send;
    }
  });
});
