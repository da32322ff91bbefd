import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPersonAsks, aTeamReady, introduce } from '../../../testing/peers.ts';
import { verifyAudit } from '../../safety/audit.ts';

const ERASE = 'mutation { eraseMyProfile { __typename ... on MatchesToHandOver { count message } } }';
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
});
afterAll(() => app.close());

it('lets an advocate who leaves take all of their profile along, once nobody is left without a word', async () => {
  const { team, coordinator, advocate } = await aTeamReady(app);
  const person = await aPersonAsks(app);
  await app.kith.db.peerRequest.update({ where: { id: person.requestId }, data: { teamId: team.id } });
  for (const mutation of [
    'changeMyProfile(input: { aboutMe: "Hawthorn-canary", describedAs: "Hawthorn-canary" })',
    'tellMyStory(input: { story: "Hawthorn-canary", isShown: true })',
    'shareAboutMe(input: { dimension: EXPERIENCE, value: "debt", visibility: PUBLIC })',
    'setMyHours(input: { hours: [{ weekday: MONDAY, from: "09:00", until: "10:00" }] })',
    'addLearning(input: { learnedOn: "2026-11-01", title: "Hawthorn-canary" })',
    'setWellbeingPlan(input: { helps: "Hawthorn-canary" })',
    'iWasUseful',
    'answerGains(input: { answers: [{ item: "role", answer: 3 }] })',
  ]) {
    const { data } = await app.run(`mutation { answer: ${mutation} { __typename } }`, {}, advocate.headers);
    expect(data?.answer).toMatchObject({ __typename: expect.stringMatching(/^My(Profile|Growth)Payload$/) });
  }
  const { match } = await introduce(app, coordinator, person.requestId, advocate.advocateId);
  const refused = await app.run(ERASE, {}, advocate.headers);
  expect(refused.data?.eraseMyProfile).toMatchObject({ __typename: 'MatchesToHandOver', count: 1 });

  await app.run(`mutation { declineMatch(input: { matchId: "${match?.id}" }) { __typename } }`, {}, advocate.headers);
  expect((await app.run(ERASE, {}, advocate.headers)).data).toMatchObject({
    eraseMyProfile: { __typename: 'EraseMyProfilePayload' },
  });

  const { advocateId } = advocate;
  const { db } = app.kith;
  const husk = await db.advocateProfile.findUniqueOrThrow({ where: { id: advocateId } });
  expect(husk).toMatchObject({ firstName: 'An advocate', dataKey: null, story: null, aboutMe: null, languages: [] });
  expect(JSON.stringify(husk)).not.toContain('Hawthorn');
  for (const count of [
    db.advocateCharacteristic.count({ where: { advocateId } }),
    db.advocateHours.count({ where: { advocateId } }),
    db.learningEntry.count({ where: { advocateId } }),
    db.usefulMoment.count({ where: { advocateId } }),
    db.gainAnswer.count({ where: { advocateId } }),
    db.wellbeingPlan.count({ where: { advocateId } }),
  ]) {
    expect(await count).toBe(0);
  }
  const me = await app.run(
    '{ viewer { roles advocate { id } profile { firstName } growth { __typename } } }',
    {},
    advocate.headers,
  );
  expect(me.data).toEqual({ viewer: { roles: [], advocate: null, profile: null, growth: null } });
  expect((await app.run('{ sharedByAdvocates { value } }')).data).toEqual({ sharedByAdvocates: [] });
  const again = await introduce(app, coordinator, person.requestId, advocateId);
  expect(again.__typename).not.toBe('ProposeMatchPayload');
  expect((await app.run(ERASE, {}, advocate.headers)).data?.eraseMyProfile).toMatchObject({ __typename: 'NotFound' });
  expect(await verifyAudit(app.kith)).toMatchObject({ isWhole: true });
});
