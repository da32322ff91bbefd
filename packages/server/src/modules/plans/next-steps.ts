import type { Kith } from '../../kith.ts';
import type { StaffViewer } from '../../viewer.ts';
import { standsInNow } from '../peers/matches/standing-in.ts';
import { dateOf, dayIn } from '../peers/promise-clock.ts';
import { readSteps, type StepSeen } from './my-steps.ts';

const DAY = 86_400_000;
/** How far an advocate looks ahead, and how much of it. */
const AHEAD_DAYS = 14;
const MOST = 10;

/** A step with its day, and with whom. */
export interface NextStep {
  step: StepSeen;
  matchId: string;
}

/**
 * What an advocate has planned for a day with the people they are with, or step in for: what is over its day and not marked
 * first, then the next two weeks. Never of a team that somebody only coordinates.
 */
export async function readNextSteps(kith: Kith, viewer: StaffViewer): Promise<NextStep[]> {
  const { advocateId } = viewer;
  if (advocateId === null || !viewer.roles.has('ADVOCATE')) return [];
  const now = kith.clock.now();
  const until = new Date(dateOf(dayIn('UTC', now)).getTime() + AHEAD_DAYS * DAY);
  const rows = await kith.db.step.findMany({
    where: {
      state: 'PLANNED',
      onDay: { not: null, lte: until },
      request: { erasedAt: null, notTogether: { none: { advocateId } } },
      match: {
        OR: [
          { advocateId, OR: [{ status: 'ACTIVE' }, { status: 'PROPOSED', answeredAt: { not: null } }] },
          { standIn: { is: { standInId: advocateId, ...standsInNow(now) } } },
        ],
      },
    },
    select: { id: true, matchId: true },
    orderBy: [{ onDay: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  const matchIds = [...new Set(rows.map(({ matchId }) => matchId))].filter((id) => id !== null);
  const read = await Promise.all(
    matchIds.map(async (matchId) => ({ matchId, steps: await readSteps(kith, viewer, matchId) })),
  );
  return rows.flatMap(({ id, matchId }) => {
    const step = read.find((one) => one.matchId === matchId)?.steps.find((one) => one.id === id);
    return step && matchId !== null ? [{ step, matchId }] : [];
  });
}
