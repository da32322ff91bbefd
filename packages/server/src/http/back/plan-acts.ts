import { isPlanKind, planField } from '@kith/connect/back/plan-words.ts';
import { PlanPart } from '../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../errors.ts';
import { askedItems, checkInAnswers } from '../../modules/plans/check-ins/check-in-rules.ts';
import { checkIn, removeMyCheckIns } from '../../modules/plans/check-ins/checking-in.ts';
import { askForReminder, takeBackReminder } from '../../modules/plans/own/reminding.ts';
import {
  changeInMyPlan,
  removeFromMyPlan,
  sharePlanPart,
  stopSharingPlanPart,
  writeInMyPlan,
} from '../../modules/plans/own/writing.ts';
import { type Act, type Press, saying } from './act.ts';
import { readDayTyped } from './day-typed.ts';

function entryIn(press: Press, of: string) {
  const text = (field: string) => press.text(planField(of, field));
  return {
    words: text('words'),
    onDay: readDayTyped(text('onDay'), 'onDay'),
    who: text('who'),
    comes: text('comes'),
    decided: text('decided'),
  };
}

function partIn({ text }: Press): PlanPart {
  const part = Object.values(PlanPart).find((known) => known === text('part'));
  if (!part) throw new InvalidInput('Choose which part.', null);
  return part;
}

/** Everything that a person can press about their own plan. */
export const planActs: Readonly<Record<string, Act>> = {
  'plan-new': saying('Added. Only you see it, unless you share this part.', async (press) => {
    const kind = press.text('kind');
    if (!isPlanKind(kind)) throw new InvalidInput('Choose what it is.', null);
    await writeInMyPlan(press.kith, press.viewer, { kind, idempotencyKey: press.text('key'), ...entryIn(press, kind) });
  }),
  'plan-change': async (press) => {
    const entryId = press.text('entryId');
    const { kith, viewer } = press;
    const { hasLostReminder } = await changeInMyPlan(kith, viewer, { entryId, ...entryIn(press, entryId) });
    return {
      notice: hasLostReminder ? 'Saved. It is on another day now: ask again if you want us to remind you.' : 'Saved.',
    };
  },
  'plan-remove': saying('Taken out.', ({ kith, viewer, text }) => removeFromMyPlan(kith, viewer, text('entryId'))),
  'plan-remind': saying('Saved. You can take it back any day.', ({ kith, viewer, text }) =>
    askForReminder(kith, viewer, text('entryId')),
  ),
  'plan-unremind': saying('Taken back. We will not remind you of it.', ({ kith, viewer, text }) =>
    takeBackReminder(kith, viewer, text('entryId')),
  ),
  'plan-share': saying('Shared. You can take it back any day.', (press) =>
    sharePlanPart(press.kith, press.viewer, partIn(press)),
  ),
  'plan-unshare': saying('Taken back. Only you see it now.', (press) =>
    stopSharingPlanPart(press.kith, press.viewer, partIn(press)),
  ),
  'check-in': saying('Saved. Only you see it, unless you share it.', ({ kith, viewer, text }) =>
    checkIn(
      kith,
      viewer,
      askedItems.flatMap(({ item }) => {
        const answer = checkInAnswers.find((known) => known === text(`answer-${item}`));
        return answer ? [{ item, answer }] : [];
      }),
    ),
  ),
  'check-in-later': saying('That is fine. You are not asked again for four weeks.', ({ kith, viewer }) =>
    checkIn(kith, viewer, null),
  ),
  'check-in-remove': saying('Deleted.', ({ kith, viewer }) => removeMyCheckIns(kith, viewer)),
};

/** Where on the page a problem with the plan belongs. */
export function fieldOfPlanAct(act: string, field: string, text: Press['text']): string {
  if (act === 'plan-new') return planField(text('kind'), field);
  if (act === 'plan-change') return planField(text('entryId'), field);
  return '';
}
