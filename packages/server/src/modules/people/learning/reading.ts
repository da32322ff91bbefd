import type { Kith } from '../../../kith.ts';
import type { StaffViewer } from '../../../viewer.ts';
import { openOwn } from '../profile/sealed.ts';
import { byWeek, gainItems, type LearningWords, mondayOf, type Plan, TREND_WEEKS, type Week } from './rules.ts';

export interface LearningEntryOpen extends LearningWords {
  id: string;
  learnedOn: Date;
}

export interface GainOpen {
  item: string;
  label: string;
  /** Oldest first. */
  answers: { answeredOn: Date; answer: number }[];
}

/** What an advocate keeps for themselves, in clear. Never log it, never show it to anybody else. */
export interface Growth {
  /** Newest first. */
  learning: LearningEntryOpen[];
  usefulByWeek: Week[];
  gains: GainOpen[];
  wellbeingPlan: (Plan & { changedAt: Date }) | null;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const MOST_ANSWERS = 200;

/** What the signed-in advocate keeps for themselves. @returns null: no profile, or erased */
export async function readMyGrowth(kith: Kith, viewer: StaffViewer): Promise<Growth | null> {
  if (!viewer.advocateId) return null;
  const now = kith.clock.now();
  const since = new Date(mondayOf(now).getTime() - (TREND_WEEKS - 1) * WEEK_MS);
  const profile = await kith.db.advocateProfile.findFirst({
    where: { id: viewer.advocateId, accountId: viewer.accountId, erasedAt: null },
    select: {
      id: true,
      dataKey: true,
      learning: { orderBy: [{ learnedOn: 'desc' }, { id: 'desc' }] },
      usefulMoments: { where: { at: { gte: since } }, select: { at: true } },
      gains: { orderBy: { answeredOn: 'desc' }, take: MOST_ANSWERS },
      wellbeingPlan: true,
    },
  });
  if (!profile) return null;
  const { wellbeingPlan: plan } = profile;
  const words = plan && openOwn<Plan>(kith, profile, 'wellbeing_plan.words', profile.id, plan.words);
  return {
    learning: profile.learning.flatMap((entry) => {
      const open = openOwn<LearningWords>(kith, profile, 'learning_entry.words', entry.id, entry.words);
      return open ? [{ id: entry.id, learnedOn: entry.learnedOn, ...open }] : [];
    }),
    usefulByWeek: byWeek(
      profile.usefulMoments.map(({ at }) => at),
      now,
    ),
    gains: gainItems.map(({ item, label }) => ({
      item,
      label,
      answers: profile.gains
        .filter((row) => row.item === item)
        .map(({ answeredOn, answer }) => ({ answeredOn, answer }))
        .reverse(),
    })),
    wellbeingPlan: plan && words ? { ...words, changedAt: plan.changedAt } : null,
  };
}
