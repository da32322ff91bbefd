import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MatchStatus } from '../../../generated/prisma/enums.ts';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { anAdvocate, aStaffMember, aTeam } from '../../testing/people.ts';
import { anonymous, type PersonViewer, type StaffViewer, type Viewer } from '../../viewer.ts';
import { advocatesVisibleTo, characteristicsVisibleTo } from './access.ts';

let app: TestApp;
let maya: { accountId: string; advocateId: string };
const viewers = new Map<string, Viewer>();
beforeAll(async () => {
  app = await createTestApp();
  const [team, other] = [await aTeam(app), await aTeam(app, 'Hill team')];
  maya = await anAdvocate(app, {
    teamId: team.id,
    shares: [
      { dimension: 'EXPERIENCE', value: 'hospital-stay', visibility: 'PUBLIC' },
      { dimension: 'EXPERIENCE', value: 'debt', visibility: 'MATCHED' },
      { dimension: 'FAITH', value: 'none', visibility: 'PRIVATE' },
    ],
  });
  const tom = await anAdvocate(app, { teamId: team.id, firstName: 'Tom' });
  const ruth = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: team.id });
  const far = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: other.id });
  const loose = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: null });
  const steward = await aStaffMember(app, { roles: ['STEWARD', 'ADMINISTRATOR'], teamId: team.id });
  const staff = (accountId: string, roles: StaffViewer['roles'], teamId: string | null): StaffViewer => ({
    kind: 'staff',
    accountId,
    sessionId: '',
    name: '',
    roles,
    teamId,
    advocateId: null,
  });
  viewers.set('anonymous', anonymous);
  viewers.set('herself', staff(maya.accountId, new Set(['ADVOCATE']), team.id));
  viewers.set('another advocate of the team', staff(tom.accountId, new Set(['ADVOCATE']), team.id));
  viewers.set('coordinator of the team', staff(ruth.accountId, new Set(['COORDINATOR']), team.id));
  viewers.set('coordinator of another team', staff(far.accountId, new Set(['COORDINATOR']), other.id));
  viewers.set('coordinator without a team', staff(loose.accountId, new Set(['COORDINATOR']), null));
  viewers.set('steward and administrator', staff(steward.accountId, new Set(['STEWARD', 'ADMINISTRATOR']), team.id));
  for (const status of ['PROPOSED', 'ACTIVE', 'PAUSED', 'ENDED', 'DECLINED', 'LAPSED'] as const) {
    viewers.set(`person, ${status}`, await aPersonMatched(team.id, ruth.accountId, status));
  }
  viewers.set('person of somebody else', { kind: 'person', requestId: crypto.randomUUID() });
});
afterAll(() => app.close());

async function aPersonMatched(teamId: string, proposedById: string, status: MatchStatus): Promise<PersonViewer> {
  const now = app.clock.now();
  const request = await app.kith.db.peerRequest.create({
    data: {
      teamId,
      reference: `KT-${crypto.randomUUID().slice(0, 8)}`,
      askedAt: now,
      statusChangedAt: now,
      promisedBy: now,
      linkExpiresAt: now,
      channel: 'PHONE',
      idempotencyHash: crypto.getRandomValues(new Uint8Array(32)),
      inputDigest: new Uint8Array(32),
      matches: {
        create: {
          advocateId: maya.advocateId,
          status,
          proposedById,
          proposedAt: now,
          lapsesAt: now,
          // No match goes on without a day to look at it again (S36).
          reviewOn: status === 'ACTIVE' || status === 'PAUSED' ? new Date('2027-01-11') : null,
        },
      },
    },
  });
  return { kind: 'person', requestId: request.id };
}

const ALL = ['debt', 'hospital-stay', 'none'];
const NOT_PRIVATE = ['debt', 'hospital-stay'];
const PUBLIC = ['hospital-stay'];

it.each([
  ['anonymous', PUBLIC, false],
  ['herself', ALL, true],
  ['another advocate of the team', PUBLIC, false],
  ['coordinator of the team', NOT_PRIVATE, true],
  ['coordinator of another team', PUBLIC, false],
  ['coordinator without a team', PUBLIC, false],
  ['steward and administrator', PUBLIC, false],
  ['person, PROPOSED', PUBLIC, false],
  ['person, ACTIVE', NOT_PRIVATE, true],
  ['person, PAUSED', NOT_PRIVATE, true],
  ['person, ENDED', PUBLIC, false],
  ['person, DECLINED', PUBLIC, false],
  ['person, LAPSED', PUBLIC, false],
  ['person of somebody else', PUBLIC, false],
])('%s is shown %j of an advocate', async (who, values, seesAdvocate) => {
  const viewer = viewers.get(who) ?? anonymous;
  const rows = await app.kith.db.advocateCharacteristic.findMany({
    where: { AND: [{ advocateId: maya.advocateId }, characteristicsVisibleTo(viewer)] },
    orderBy: { value: 'asc' },
  });
  expect(rows.map((row) => row.value)).toEqual(values);
  const found = await app.kith.db.advocateProfile.count({
    where: { AND: [{ id: maya.advocateId }, advocatesVisibleTo(viewer)] },
  });
  expect(found === 1).toBe(seesAdvocate);
});

it('stops showing a thing at the moment the advocate takes it back', async () => {
  const where = { AND: [{ advocateId: maya.advocateId }, characteristicsVisibleTo(anonymous)] };
  const change = (visibility: 'PUBLIC' | 'PRIVATE') =>
    app.kith.db.advocateCharacteristic.updateMany({
      where: { advocateId: maya.advocateId, value: 'hospital-stay' },
      data: { visibility },
    });
  await change('PRIVATE');
  expect(await app.kith.db.advocateCharacteristic.count({ where })).toBe(0);
  await change('PUBLIC');
});
