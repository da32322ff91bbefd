import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import {
  anAsk,
  aPersonAsks,
  aTeamReady,
  fromElsewhere,
  NUMBER,
  REQUEST_PEER,
  seeMine,
  wish,
} from '../../testing/peers.ts';
import type { ProofOfWorkChallenge } from '../safety/proof-of-work.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  await aTeamReady(app);
});
afterAll(() => app.close());

interface Answer {
  __typename: string;
  message?: string;
  field?: string;
  receipt?: { reference: string; code: string; link: string; promisedBy: string };
  consent?: { version: string; purposes: string[]; text: string };
}

async function ask(input: Record<string, unknown>, headers: Record<string, string> = fromElsewhere()): Promise<Answer> {
  const { data, errors } = await app.run<{ requestPeer: Answer }>(REQUEST_PEER, { input: anAsk(input) }, headers);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.requestPeer;
}

describe('asking for a peer', () => {
  it('needs no words and no wishes: a way to reply is enough', async () => {
    expect(await ask({ words: '', wishes: null })).toMatchObject({ __typename: 'RequestPeerPayload' });
  });

  it('keeps words, wishes and the way to be in touch as they were given', async () => {
    const person = await aPersonAsks(app, {
      words: 'Line one\r\nline two\u200B',
      reach: { channel: 'PHONE', value: NUMBER, name: 'Jo', times: 'after 6', mayLeaveVoicemail: false },
      wishes: [
        wish('GENDER', 'woman', 'RATHER_NOT'),
        wish('EXPERIENCE', 'debt'),
        wish('FAITH', 'none', 'DOES_NOT_MATTER'),
      ],
      area: 'MONEY',
      outwardCode: 'm33 1aa',
      language: 'en-gb',
    });
    expect(await seeMine(app, person.headers)).toMatchObject({
      words: 'Line one\nline two',
      reach: { channel: 'PHONE', value: NUMBER, name: 'Jo', times: 'after 6', mayLeaveVoicemail: false },
      wishes: [
        { dimension: 'EXPERIENCE', value: 'debt', label: 'Debt', weight: 'MATTERS' },
        { dimension: 'GENDER', value: 'woman', label: 'A woman', weight: 'RATHER_NOT' },
      ],
      area: 'MONEY',
      outwardCode: 'M33',
      language: 'en-GB',
    });
  });

  it('asks for consent to the text of today, and keeps a receipt of it', async () => {
    for (const consentVersion of [null, '', '2020-01-01']) {
      const answer = await ask({ consentVersion });
      expect(answer).toMatchObject({
        __typename: 'ConsentRequired',
        consent: { purposes: ['HANDLE_REQUEST', 'SHARE_WITH_ADVOCATE'] },
      });
    }
    const { requestId } = await aPersonAsks(app);
    const receipts = await app.kith.db.consentReceipt.findMany({ where: { requestId }, orderBy: { purpose: 'asc' } });
    expect(receipts.map(({ purpose, channel }) => ({ purpose, channel }))).toEqual([
      { purpose: 'HANDLE_REQUEST', channel: 'web' },
      { purpose: 'SHARE_WITH_ADVOCATE', channel: 'web' },
    ]);
  });

  it.each([
    ['no number', { reach: { channel: 'PHONE' } }, 'reach.value'],
    [
      'a forged header in an address',
      { reach: { channel: 'EMAIL', value: 'a@example.org\nBcc: b@example.org' } },
      'reach.value',
    ],
    ['too many words', { words: 'a'.repeat(4_001) }, 'words'],
    ['a wish of their own', { wishes: [{ dimension: 'GENDER', value: 'nobody', weight: 'MATTERS' }] }, 'wishes'],
    ['a service that is not there', { serviceId: randomUUID() }, 'serviceId'],
    ['an id that is none', { serviceId: "' OR 1=1" }, 'serviceId'],
    ['a place that is no postcode', { outwardCode: 'Springfield' }, 'outwardCode'],
    ['a language that is none', { language: '!!' }, 'language'],
    ['a key that others could have', { idempotencyKey: '1' }, 'idempotencyKey'],
    ['a proof that is none', { proofOfWork: 'bm90IGEgcHJvb2Y=' }, 'proofOfWork'],
  ])('answers %s with the field and a sentence, and saves nothing', async (_name, input, field) => {
    const before = await app.kith.db.peerRequest.count();
    const answer = await ask(input);
    expect(answer).toMatchObject({ __typename: 'InvalidInput', field });
    expect(answer.message).toMatch(/^[A-Z].*\.$/);
    expect(await app.kith.db.peerRequest.count()).toBe(before);
  });

  it('gives the same receipt for the same request sent again, and refuses another under the same key', async () => {
    const idempotencyKey = randomUUID();
    const first = await ask({ idempotencyKey });
    expect(await ask({ idempotencyKey })).toEqual(first);
    expect(await ask({ idempotencyKey, words: 'Something else.' })).toMatchObject({
      __typename: 'IdempotencyConflict',
    });
    expect(await ask({ idempotencyKey, reach: { channel: 'TEXT', value: NUMBER } })).toMatchObject({
      __typename: 'IdempotencyConflict',
    });
  });

  it('makes one request out of fifty that are sent at once, and pays for one', async () => {
    const idempotencyKey = randomUUID();
    const headers = fromElsewhere();
    const before = await app.kith.db.peerRequest.count();
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask({ idempotencyKey }, headers)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.__typename).toBe('RequestPeerPayload');
    expect(await app.kith.db.peerRequest.count()).toBe(before + 1);
  });

  it('stops a flood from one address, and lets a proof of work through', async () => {
    const headers = fromElsewhere();
    const answers = [];
    for (let time = 0; time < 6; time++) answers.push((await ask({}, headers)).__typename);
    expect(answers).toEqual([...Array(5).fill('RequestPeerPayload'), 'RateLimited']);
    const { data } = await app.run<{ askForm: { proofOfWork: ProofOfWorkChallenge } }>(
      '{ askForm { team peopleWhoRead promisedBy passedOn consent { version } wishes { label } proofOfWork { algorithm challenge maxNumber salt signature } } }',
    );
    // Before the first word is written: the one thing that is passed on without a yes.
    expect(data?.askForm).toMatchObject({
      passedOn: expect.stringContaining('unless somebody may be in danger. Then two people decide together.'),
    });
    const proofOfWork = solve(data?.askForm.proofOfWork);
    expect(await ask({ proofOfWork }, headers)).toMatchObject({ __typename: 'RequestPeerPayload' });
    expect(await ask({ proofOfWork }, headers)).toMatchObject({ __typename: 'InvalidInput', field: 'proofOfWork' });
  });

  it('tells a person who chose e-mail that there is something to see, in a letter that tells others nothing', async () => {
    await app.runJob('deliver letters');
    app.letters.length = 0;
    await aPersonAsks(app, { reach: { channel: 'EMAIL', value: 'jo@example.org', name: 'Jo' } });
    await app.runJob('deliver letters');
    expect(app.letters).toEqual([
      expect.objectContaining({
        to: 'jo@example.org',
        subject: 'An update for you',
        text: expect.stringContaining('/back'),
      }),
    ]);
    expect(app.letters[0]?.text).not.toMatch(/peer|Jo|Riverside|advocate|mental|kith(?!\.)/i);
    expect(app.letters[0]?.text).toContain('A person will answer you by Wednesday 25 November.');
    await aPersonAsks(app, { reach: { channel: 'COME_BACK' } });
    await app.runJob('deliver letters');
    expect(app.letters).toHaveLength(1);
  });
});

describe('when the post does not work', () => {
  it('takes the request all the same, and the log does not tell the address', async () => {
    const send = app.kith.mail.send;
    app.kith.mail.send = async ({ to }) => {
      throw new Error(`550 refused ${to}`);
    };
    try {
      await aPersonAsks(app, { reach: { channel: 'EMAIL', value: 'heron@example.org' } });
      await app.runJob('deliver letters');
      expect(app.logged()).toContain('a letter waits');
      expect(app.logged()).not.toContain('heron@example.org');
    } finally {
      app.kith.mail.send = send;
    }
  });
});

describe("asking from a partner's page", () => {
  it("goes to the partner's team, and nowhere when the partner has no peers", async () => {
    const hillside = await aTeamReady(app, 'Hillside team');
    const partner = await app.kith.db.partner.create({
      data: {
        name: 'Hillside Trust',
        publicKey: 'pk_test_hillside',
        origins: ['https://hillside.example.org'],
        team: { create: { teamId: hillside.team.id } },
      },
    });
    const headers = {
      ...fromElsewhere(),
      'x-kith-partner': 'pk_test_hillside',
      origin: 'https://hillside.example.org',
    };
    const answer = await ask({}, headers);
    expect(answer).toMatchObject({ __typename: 'RequestPeerPayload', receipt: { team: 'Hillside team' } });
    await app.kith.db.partner.update({ where: { id: partner.id }, data: { hasPeers: false } });
    expect(await ask({}, headers)).toMatchObject({ __typename: 'InvalidInput' });
    const { data } = await app.run('{ askForm { team } }', {}, headers);
    expect(data).toEqual({ askForm: null });
  });
});

function solve(challenge: ProofOfWorkChallenge | undefined): string {
  if (!challenge) throw new Error('no challenge');
  for (let number = 0; number <= challenge.maxNumber; number++) {
    const hash = createHash('sha256').update(`${challenge.salt}${number}`).digest('hex');
    if (hash !== challenge.challenge) continue;
    const { algorithm, salt, signature } = challenge;
    return Buffer.from(JSON.stringify({ algorithm, challenge: hash, number, salt, signature })).toString('base64');
  }
  throw new Error('no solution');
}
