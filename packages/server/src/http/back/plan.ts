import type { CheckInView, PlanEntryView, PlanView } from '@kith/connect/back/plan-view.ts';
import type { Kith } from '../../kith.ts';
import type { MyRequest } from '../../modules/peers/my-request.ts';
import { dayInWords } from '../../modules/peers/promise-clock.ts';
import { answerLabels, askedItems, dimensionNames, itemBank } from '../../modules/plans/check-ins/check-in-rules.ts';
import { type MyPlan, type MyPlanEntry, readMyPlan } from '../../modules/plans/own/my-plan.ts';
import type { PersonViewer } from '../../viewer.ts';

/** A person's own plan, ready to read. In clear: never log it. */
export async function readPlanView(kith: Kith, viewer: PersonViewer, request: MyRequest): Promise<PlanView> {
  const plan = (await readMyPlan(kith, viewer, request.id)) ?? nothing;
  const parts = (['STRENGTHS', 'MEETINGS', 'CORNER', 'SIGNS'] as const).map((part) => ({
    part,
    isShared: plan.shared.includes(part),
    entries: plan.entries.filter((entry) => entry.part === part).map(toEntry),
  }));
  return {
    name: request.meeting?.advocateName ?? null,
    parts,
    journey: plan.entries.filter(({ part }) => part === null).map(toEntry),
    checkIn: toCheckIn(plan, (at) => dayInWords(request.timezone, at)),
  };
}

const nothing: MyPlan = { entries: [], checkIns: [], asksCheckIn: false, shared: [] };

function toEntry({ id, kind, words, onDay, who, comes, decided, reminder }: MyPlanEntry): PlanEntryView {
  return {
    id,
    kind,
    words,
    // A setback may be years ago: with its year.
    day: onDay && yearly.format(new Date(onDay)),
    onDay: onDay ? onDay.split('-').toReversed().join('/') : '',
    who,
    comes,
    decided,
    reminder,
  };
}

const yearly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

function toCheckIn(plan: MyPlan, day: (at: Date) => string): CheckInView {
  return {
    questions: plan.asksCheckIn
      ? askedItems.map(({ item, dimension, words }) => ({ item, title: dimensionNames[dimension], words }))
      : null,
    answers: answerLabels,
    series: itemBank.flatMap(({ item, words }) => {
      const said = plan.checkIns.flatMap(({ at, answers }) => {
        const answer = answers[item];
        return answer ? [{ day: day(at), answer: answerLabels[answer] }] : [];
      });
      return said.length > 0 ? [{ words, said }] : [];
    }),
    isShared: plan.shared.includes('CHECK_INS'),
  };
}
