import type { AdvocateStage, EmploymentKind, PeerIntervention } from '../../../../generated/prisma/enums.ts';
import type { Kith } from '../../../kith.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { type Growth, readMyGrowth } from '../../people/learning/reading.ts';
import { type OwnProfile, readMyProfile } from '../../people/profile/reading.ts';
import { interventions } from '../contacts/interventions.ts';
import { readThanksOf } from '../thanks/thanks.ts';

/** What an advocate has given and got, to take along: their own data and nobody else's. */
export interface MyRecord {
  madeAt: Date;
  name: string;
  team: string | null;
  role: { stage: AdvocateStage; employment: EmploymentKind; supervisions: number };
  profile: Omit<OwnProfile, 'advocateId'>;
  /** Counts only: whom it was with is theirs to tell. */
  contribution: {
    /** Days of the first and last yes; null: none yet. */
    firstYesOn: Date | null;
    lastYesOn: Date | null;
    peopleMet: number;
    contacts: number;
    /** How often each of the 17 ways of helping, most often first; ways that were never used are left out. */
    waysOfHelping: { value: PeerIntervention; label: string; count: number }[];
    usefulMoments: number;
  };
  growth: Growth;
  thanks: {
    received: number;
    given: number;
    /** Only those whose writer lets the advocate keep them. */
    words: { at: Date; words: string; gained: string | null }[];
  };
}

/** One's own record. @returns null: no profile, or erased */
export async function readMyRecord(kith: Kith, viewer: StaffViewer): Promise<MyRecord | null> {
  const profile = await readMyProfile(kith, viewer);
  const growth = await readMyGrowth(kith, viewer);
  if (!profile || !growth) return null;
  const { advocateId, ...said } = profile;
  const role = await kith.db.advocateProfile.findUniqueOrThrow({
    where: { id: advocateId },
    select: { stage: true, employment: true, account: { select: { team: { select: { name: true } } } } },
  });
  const yeses = await kith.db.match.findMany({
    where: { advocateId, answeredAt: { not: null }, status: { in: ['ACTIVE', 'PAUSED', 'ENDED'] } },
    select: { id: true, answeredAt: true, requestId: true },
    orderBy: { answeredAt: 'asc' },
  });
  const contacts = await kith.db.peerContact.findMany({
    where: { byId: viewer.accountId, match: { advocateId } },
    select: { interventions: true },
  });
  const thanks = await readThanksOf(kith, viewer);
  const received = thanks.filter(({ from }) => from === 'PERSON');
  return {
    madeAt: kith.clock.now(),
    name: viewer.name,
    team: role.account.team?.name ?? null,
    role: {
      stage: role.stage,
      employment: role.employment,
      supervisions: await kith.db.supervision.count({ where: { accountId: viewer.accountId } }),
    },
    profile: said,
    contribution: {
      firstYesOn: yeses[0]?.answeredAt ?? null,
      lastYesOn: yeses.at(-1)?.answeredAt ?? null,
      peopleMet: new Set(yeses.map(({ requestId }) => requestId)).size,
      contacts: contacts.length,
      waysOfHelping: interventions
        .map(({ value, label }) => ({
          value,
          label,
          count: contacts.filter((contact) => contact.interventions.includes(value)).length,
        }))
        .filter(({ count }) => count > 0)
        .toSorted((a, b) => b.count - a.count),
      usefulMoments: await kith.db.usefulMoment.count({ where: { advocateId } }),
    },
    growth,
    thanks: {
      received: received.length,
      given: thanks.length - received.length,
      words: received.filter(({ mayKeep }) => mayKeep).map(({ at, words, gained }) => ({ at, words, gained })),
    },
  };
}
