import { solveChallenge } from 'altcha-lib/v1';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { InvalidInput } from '../../errors.ts';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { TEST_NOW } from '../../testing/test-now.ts';
import { createChallenge, forgetSpentProofs, type ProofOfWorkChallenge, spendProof } from './proof-of-work.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.clock.advance(Date.parse(TEST_NOW) - app.clock.now().getTime()));

async function solve(challenge: ProofOfWorkChallenge, change: Record<string, unknown> = {}): Promise<string> {
  const found = await solveChallenge(challenge.challenge, challenge.salt, 'SHA-256', challenge.maxNumber).promise;
  return Buffer.from(JSON.stringify({ ...challenge, number: found?.number, ...change })).toString('base64');
}

// A hundred at once stand in line for a few connections, on a machine that may be busy.
const patient = { maxWait: 25_000, timeout: 25_000 };

function spend(solution: string, action = 'requestPeer', site = 'pk_one') {
  return app.kith.db.$transaction((tx) => spendProof(tx, app.kith, solution, action, site), patient);
}

it('takes a solved challenge once, and never again, even a hundred times at once', async () => {
  const solution = await solve(await createChallenge(app.kith, 'requestPeer', 'pk_one'));
  const tries = await Promise.allSettled(Array.from({ length: 100 }, () => spend(solution)));
  expect(tries.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  for (const answer of tries) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(InvalidInput);
});

it('can be spent again when what it paid for was not saved', async () => {
  const solution = await solve(await createChallenge(app.kith, 'requestPeer', 'pk_one'));
  const failing = app.kith.db.$transaction(async (tx) => {
    await spendProof(tx, app.kith, solution, 'requestPeer', 'pk_one');
    throw new Error('lost');
  });
  await expect(failing).rejects.toThrow('lost');
  await expect(spend(solution)).resolves.toBeUndefined();
});

it('pays only for its own action and site', async () => {
  const solution = await solve(await createChallenge(app.kith, 'requestPeer', 'pk_one'));
  await expect(spend(solution, 'guessCode')).rejects.toThrow(InvalidInput);
  await expect(spend(solution, 'requestPeer', 'pk_two')).rejects.toThrow(InvalidInput);
});

it('is worth nothing after 20 minutes', async () => {
  const solution = await solve(await createChallenge(app.kith, 'requestPeer', 'pk_one'));
  app.clock.advance(20 * 60_000);
  await expect(spend(solution)).rejects.toThrow(InvalidInput);
});

it('does not let the digits of the number move into the expiry', async () => {
  const challenge = await createChallenge(app.kith, 'requestPeer', 'pk_one');
  const found = await solveChallenge(challenge.challenge, challenge.salt, 'SHA-256', challenge.maxNumber).promise;
  const digits = String(found?.number);
  const salt = `${challenge.salt}${digits[0]}`;
  await expect(spend(await solve(challenge, { salt, number: Number(digits.slice(1)) }))).rejects.toThrow(InvalidInput);
});

it.each([
  '',
  'not base64 !',
  Buffer.from('null').toString('base64'),
  Buffer.from('{}').toString('base64'),
  Buffer.from('{"algorithm":"SHA-1","challenge":"","number":1,"salt":"","signature":""}').toString('base64'),
  'A'.repeat(100_000),
])('refuses %.30j with a plain sentence', async (solution) => {
  await expect(spend(solution)).rejects.toThrow(/send again/);
});

it('refuses a challenge that somebody signed themselves', async () => {
  const solution = await solve(await createChallenge(app.kith, 'requestPeer', 'pk_one'), { signature: 'f'.repeat(64) });
  await expect(spend(solution)).rejects.toThrow(InvalidInput);
});

it('forgets spent proofs when they could not be used again anyway', async () => {
  await spend(await solve(await createChallenge(app.kith, 'requestPeer', 'pk_one')));
  expect(await app.kith.db.spentProof.count()).toBeGreaterThan(0);
  app.clock.advance(60 * 60_000);
  await forgetSpentProofs(app.kith);
  expect(await app.kith.db.spentProof.count()).toBe(0);
});
