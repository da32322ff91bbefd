import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DomainError } from '../../../errors.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady } from '../../../testing/peers.ts';
import type { StaffViewer, Viewer } from '../../../viewer.ts';
import { viewerOf } from '../../people/sessions.ts';
import { agreeToAgreement, objectToAgreement, proposeAgreement, recordReadOut } from '../agreements/agreeing.ts';
import { pauseMyRequest, resumeMyRequest, withdrawMyRequest } from '../changing.ts';
import { acceptMatch, declineMatch, proposeMatch } from '../introducing.ts';
import { askForSomebodyElse, endMatch, finishMyRequest } from './ending.ts';
import { pauseMatch, resumeMatch } from './pausing.ts';
import { reviewMatch } from './reviewing.ts';

// Everything that anybody can do to a request and its matches, in any order, by anybody. On PostgreSQL there are more walks.
const WALKS = process.env.KITH_TEST_POSTGRES ? 25 : 8;
const DAY_MS = 24 * 60 * 60 * 1000;

let app: TestApp;
let coordinator: StaffViewer;
let advocates: StaffViewer[] = [];
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  const { team, coordinator: lead, advocate } = await aTeamReady(app);
  const { anAdvocate } = await import('../../../testing/people.ts');
  const others = [await anAdvocate(app, { teamId: team.id, firstName: 'Dee', capacity: 3 })];
  const staff = async (headers: Record<string, string>) =>
    (await viewerOf(app.kith, new Request('http://localhost:4000/', { headers }))) as StaffViewer;
  coordinator = await staff(lead.headers);
  advocates = await Promise.all([advocate, ...others].map(({ headers }) => staff(headers)));
  await app.kith.db.advocateProfile.updateMany({ data: { capacity: 10_000 } });
});
afterAll(() => app.close());

interface Scene {
  requestId: string;
  person: Viewer;
  /** The newest match, or an id of nothing. */
  matchId: string;
  /** Its advocate. */
  advocate: Viewer;
  number: number;
}

type Act = (scene: Scene) => Promise<unknown>;

const by = (who: 'person' | 'advocate' | 'coordinator', scene: Scene): Viewer =>
  who === 'coordinator' ? coordinator : scene[who];
const reason = (who: string) => (who === 'coordinator' ? { reason: 'We talked about it.' } : {});
const parties = ['person', 'advocate', 'coordinator'] as const;
const two = ['person', 'advocate'] as const;

const acts: Record<string, Act> = {
  introduce: (scene) => introduceTo(scene, 0),
  'introduce the other': (scene) => introduceTo(scene, 1),
  'say yes': ({ advocate, matchId }) =>
    acceptMatch(app.kith, advocate, { matchId, firstMeeting: { channel: 'COME_BACK', when: 'Friday' } }),
  'say not me': ({ advocate, matchId }) => declineMatch(app.kith, advocate, { matchId }),
  'read out': ({ advocate, matchId, number }) => recordReadOut(app.kith, advocate, { matchId, number }),
  object: ({ person, matchId, number }) => objectToAgreement(app.kith, person, { matchId, number }),
  'pause the request': ({ person }) => pauseMyRequest(app.kith, person),
  'come back': ({ person }) => resumeMyRequest(app.kith, person, { isAgain: true }),
  stop: ({ person }) => withdrawMyRequest(app.kith, person),
  'ask for somebody else': ({ person }) => askForSomebodyElse(app.kith, person),
  'not for me': ({ person }) => finishMyRequest(app.kith, person),
  ...Object.fromEntries(
    two.flatMap((who): [string, Act][] => [
      [
        `${who} writes`,
        (scene) =>
          proposeAgreement(app.kith, by(who, scene), {
            matchId: scene.matchId,
            basedOn: scene.number || null,
            lines: [{ topic: 'ELSE', words: `Version ${scene.number}` }],
          }),
      ],
      [`${who} agrees`, (scene) => agreeToAgreement(app.kith, by(who, scene), scene)],
      [
        `${who} looks again`,
        ({ matchId, ...scene }) =>
          reviewMatch(app.kith, by(who, { matchId, ...scene }), { matchId, outcome: 'GO_ON', without: 'I rang.' }),
      ],
    ]),
  ),
  ...Object.fromEntries(
    parties.flatMap((who): [string, Act][] => [
      [`${who} pauses`, (scene) => pauseMatch(app.kith, by(who, scene), { matchId: scene.matchId, ...reason(who) })],
      [`${who} resumes`, (scene) => resumeMatch(app.kith, by(who, scene), scene)],
      [
        `${who} ends`,
        (scene) => endMatch(app.kith, by(who, scene), { matchId: scene.matchId, goodbye: 'Go well.', ...reason(who) }),
      ],
    ]),
  ),
};

function introduceTo({ requestId }: Scene, which: number): Promise<string> {
  return proposeMatch(app.kith, coordinator, {
    requestId,
    advocateId: advocates[which]?.advocateId ?? '',
    reason: 'Both like walking.',
  });
}

async function sceneOf(requestId: string): Promise<Scene> {
  const match = await app.kith.db.match.findFirst({
    where: { requestId },
    orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }],
    include: { agreements: { orderBy: { number: 'desc' }, take: 1 } },
  });
  return {
    requestId,
    person: { kind: 'person', requestId },
    matchId: match?.id ?? '00000000-0000-7000-8000-000000000000',
    advocate: advocates.find(({ advocateId }) => advocateId === match?.advocateId) ?? advocates[0] ?? coordinator,
    number: match?.agreements[0]?.number ?? 0,
  };
}

/** Tries it; to be refused in words is fine, anything else is a fault. @returns whether it was done */
async function attempt(name: string, requestId: string): Promise<boolean> {
  app.clock.advance(1_000);
  try {
    await acts[name]?.(await sceneOf(requestId));
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw new Error(`${name}: ${String(error)}`, { cause: error });
  }
}

const LIVE = {
  ASKED: [],
  CAME_BACK: [],
  FINISHED_FOR_NOW: [],
  WITHDRAWN: [],
  BEING_INTRODUCED: ['PROPOSED'],
  CONNECTED: ['ACTIVE'],
} as const;

async function expectConsistent(requestId: string, after: string): Promise<void> {
  const request = await app.kith.db.peerRequest.findUniqueOrThrow({
    where: { id: requestId },
    include: { matches: { include: { agreements: true } } },
  });
  const live = request.matches.filter(({ status }) => ['PROPOSED', 'ACTIVE', 'PAUSED'].includes(status));
  const states = live.map(({ status }) => status);
  if (request.status === 'PAUSED')
    expect([after, states.filter((one) => one !== 'PAUSED'), states.length < 2]).toEqual([after, [], true]);
  else expect([after, request.status, states]).toEqual([after, request.status, LIVE[request.status]]);
  for (const match of request.matches) {
    const holds = match.agreements.filter(({ agreedAt }) => agreedAt !== null);
    if (match.status === 'ACTIVE') {
      expect([after, match.reviewOn === null, match.agreedAt === null, holds.length > 0]).toEqual([
        after,
        false,
        false,
        true,
      ]);
    }
    for (const one of holds) expect([after, one.personAgreedAt && one.advocateAgreedAt]).not.toEqual([after, null]);
    expect([after, match.pausedBy !== null]).toEqual([after, match.status === 'PAUSED']);
    expect([after, match.endedAt !== null]).toEqual([after, ['ENDED', 'DECLINED', 'LAPSED'].includes(match.status)]);
  }
}

/** The way from anywhere to being connected again, with what the people themselves can do. */
async function connectAgain(requestId: string): Promise<void> {
  for (let tries = 0; tries < 8; tries++) {
    const { status } = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: requestId } });
    if (status === 'CONNECTED') return;
    if (status === 'PAUSED' && !(await attempt('come back', requestId)))
      await attempt('ask for somebody else', requestId);
    else if (status === 'FINISHED_FOR_NOW' || status === 'WITHDRAWN') await attempt('come back', requestId);
    else if (status === 'BEING_INTRODUCED') {
      await attempt('say yes', requestId);
      await attempt('advocate writes', requestId);
      await attempt('person agrees', requestId);
    } else {
      // Whom the person knows and did not want is not introduced again: a third advocate is.
      if (!(await attempt('introduce', requestId)) && !(await attempt('introduce the other', requestId))) {
        await app.kith.db.match.updateMany({ where: { requestId }, data: { isNotAgain: false } });
        await app.kith.db.notTogether.deleteMany({ where: { requestId } });
      }
    }
    await expectConsistent(requestId, `the way back from ${status}`);
  }
  const { status } = await app.kith.db.peerRequest.findUniqueOrThrow({ where: { id: requestId } });
  expect(status).toBe('CONNECTED');
}

it(`whatever people do in whatever order, ${WALKS} walks: states fit, and being connected again is possible`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 6, maxLength: 24 }),
      async (names) => {
        const { requestId } = await aPersonAsks(app);
        // Half of the walks begin where two people are together: by chance alone they would seldom get there.
        if (names.length % 2 === 0) await connectAgain(requestId);
        for (const name of names) {
          await attempt(name, requestId);
          await expectConsistent(requestId, name);
        }
        await connectAgain(requestId);
      },
    ),
    { numRuns: WALKS, endOnFailure: true },
  );
  expect(app.clock.now().getTime()).toBeLessThan(Date.parse('2026-11-23T09:00:00Z') + DAY_MS);
}, 180_000);
