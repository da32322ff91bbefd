import type { Kith } from '../../packages/server/src/kith.ts';
import { takeBackSetUpItem, tickSetUpItem } from '../../packages/server/src/modules/peers/set-up/set-up.ts';
import { chooseRoleText } from '../../packages/server/src/modules/peers/set-up/team-role-texts.ts';
import { dayFrom, townStaff } from './people.ts';
import { ownRoleText, settled, settledBefore } from './town/team-life.ts';

/** The Riverside team is half way through its set-up checklist; the Hillside team has not begun. */
export async function settleThings(kith: Kith): Promise<void> {
  const priya = (await townStaff(kith)).viewerOf('priya');
  if ((await kith.db.setUpTick.count({ where: { teamId: priya.teamId ?? '' } })) > 0) return;
  const tick = ({ item, daysAgo, note = '' }: { item: string; daysAgo: number; note?: string }) =>
    tickSetUpItem(kith, priya, { teamId: null, item, doneOn: dayFrom(kith, -daysAgo), note, basedOn: null });
  await tick(settledBefore);
  await takeBackSetUpItem(kith, priya, { teamId: null, item: settledBefore.item });
  // When it was taken back is the one thing that cannot be said afterwards.
  await kith.db.setUpTick.updateMany({ where: { endedAt: { not: null } }, data: { endedAt: dayFrom(kith, -20) } });
  for (const one of settled) await tick(one);
  await chooseRoleText(kith, priya, { teamId: null, kind: 'ADVOCATE_ROLE', parts: [ownRoleText], basedOn: 0 });
}
