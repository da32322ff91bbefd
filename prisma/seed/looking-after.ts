import type { Kith } from '../../packages/server/src/kith.ts';
import { applicationConsent } from '../../packages/server/src/modules/people/applications/application-rules.ts';
import { applyToJoin } from '../../packages/server/src/modules/people/applications/applying.ts';
import { inviteColleague } from '../../packages/server/src/modules/people/invitations/inviting.ts';
import {
  planSupervision,
  setWhatIWantToTalkAbout,
  thankForNote,
} from '../../packages/server/src/modules/people/supervision/supervising.ts';
import { addTimeAway, setNextStep } from '../../packages/server/src/modules/people/team/changing.ts';
import { dayFrom, townStaff } from './people.ts';
import { type AdvocateKey, advocates, type ColleagueKey, type TownAdvocate } from './town/staff.ts';
import { applicant, happyHere, invited, nextSteps, outsideSupervisor, talk, timeAway } from './town/team-life.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How the town's two teams are looked after: supervisors, readiness, next steps, days away, one application, one invitation. */
export async function lookAfterTeams(kith: Kith): Promise<void> {
  const staff = await townStaff(kith);
  const coordinatorOf = { riverside: 'priya', hillside: 'gwen' } as const satisfies Record<string, ColleagueKey>;
  for (const [key, advocate] of Object.entries<TownAdvocate>(advocates) as [AdvocateKey, TownAdvocate][]) {
    const coordinator = staff.viewerOf(coordinatorOf[advocate.team]);
    const { accountId } = staff.viewerOf(key);
    await planSupervision(kith, coordinator, { memberId: accountId, supervisorId: coordinator.accountId });
    await agreeOnReadiness(kith, staff.advocateId(key), coordinator.accountId, advocate.readyForDays);
    const words = nextSteps[key] ?? null;
    await setNextStep(kith, staff.viewerOf(key), { words, isHappyHere: happyHere.includes(key) });
  }
  await kith.db.advocateProfile.update({
    where: { id: staff.advocateId('leah') },
    data: { besideId: staff.advocateId('sam') },
  });
  // Coordinators have somebody, too: a colleague, or somebody from outside.
  const [priya, gwen] = [staff.viewerOf('priya'), staff.viewerOf('gwen')];
  const inDays = (days: number) => dayFrom(kith, days);
  await planSupervision(kith, priya, { memberId: priya.accountId, supervisorId: gwen.accountId, on: inDays(6) });
  await planSupervision(kith, gwen, { memberId: gwen.accountId, outsideSupervisor, on: inDays(13) });
  const rosa = staff.viewerOf('rosa');
  await planSupervision(kith, rosa, { memberId: rosa.accountId, supervisorId: priya.accountId, on: inDays(8) });
  await setWhatIWantToTalkAbout(kith, staff.viewerOf('kasia'), { words: talk.shared, isShared: true });
  await setWhatIWantToTalkAbout(kith, staff.viewerOf('imran'), { words: talk.thanked, isShared: true });
  await thankForNote(kith, priya, { memberId: staff.viewerOf('imran').accountId });
  await addTimeAway(kith, staff.viewerOf('maggie'), {
    fromOn: inDays(timeAway.fromInDays),
    untilOn: inDays(timeAway.untilInDays),
  });
  const teamId = priya.teamId ?? '';
  await applyToJoin(kith, { ...applicant, teamId, consentVersion: applicationConsent.version });
  await inviteColleague(kith, priya, { ...invited, roles: ['ADVOCATE'], teamId });
}

async function agreeOnReadiness(
  kith: Kith,
  advocateId: string,
  coordinatorId: string,
  readyForDays: number | null,
): Promise<void> {
  if (readyForDays === null || (await kith.db.readinessAgreement.count({ where: { advocateId } })) > 0) return;
  const then = new Date(kith.clock.now().getTime() - 30 * DAY_MS);
  const reviewOn = dayFrom(kith, readyForDays);
  await kith.db.readinessAgreement.create({
    data: { advocateId, reviewOn, proposedAt: then, advocateAgreedAt: then, coordinatorAgreedAt: then, coordinatorId },
  });
}
