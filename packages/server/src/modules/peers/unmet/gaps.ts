import type { LifeArea, ProvisionType } from '../../../../generated/prisma/enums.ts';
import type { Kith } from '../../../kith.ts';
import { hasRole, type Viewer } from '../../../viewer.ts';
import { placesOf } from '../../directory/outward-places.ts';
import { kilometresBetween } from '../../directory/places.ts';
import { labelOf } from '../../people/shared-vocabulary.ts';
import { dateOf, dayIn, daysLater } from '../promise-clock.ts';
import { countEach, FEWEST_SHOWN, type ToldCount, toldTotal, withSmallNumbersHidden } from './gap-rules.ts';

/** How far a service may be to count as being there, in kilometres. */
export const WITHIN_KM = 16;

/** One kind of help that was missed somewhere, beside what the directory has there. */
export interface Gap {
  area: LifeArea | null;
  provisionType: ProvisionType | null;
  outwardArea: string | null;
  count: number;
  /** Services of this kind within 16 km; null: the place is not known, or a peer was wished for. */
  supply: number | null;
}

/** What could not be given in some weeks. Small numbers are hidden, and what would give them away (P13). */
export interface GapsReport {
  from: Date;
  until: Date;
  /** Null: fewer than 5. */
  total: number | null;
  byArea: ToldCount<string>[];
  byProvision: ToldCount<string>[];
  byPlace: ToldCount<string>[];
  byReason: ToldCount<string>[];
  byWish: ToldCount<string>[];
  gaps: Gap[];
}

/** Beside a key: nothing was said. */
export const NOT_SAID = 'NOT_SAID';

/**
 * What could not be given, for the coordinators of a team.
 *
 * @param weeks how many, with this one: from 4, so that no week can be told from the next; at most 104
 * @returns null: not for this viewer
 */
export async function readGaps(kith: Kith, viewer: Viewer, weeks: number): Promise<GapsReport | null> {
  const teamId = hasRole(viewer, 'COORDINATOR') ? viewer.teamId : null;
  if (teamId === null) return null;
  const team = await kith.db.team.findUniqueOrThrow({ where: { id: teamId }, select: { timezone: true } });
  const until = dateOf(dayIn(team.timezone, kith.clock.now()));
  const from = dateOf(daysLater(until.toISOString().slice(0, 10), -7 * Math.min(104, Math.max(4, Math.trunc(weeks)))));
  const needs = await kith.db.unmetNeed.findMany({
    where: { teamId, weekOf: { gte: from, lte: until } },
    take: 20_000,
  });
  const byName = (left: string, right: string) => (left < right ? -1 : 1);
  const told = (values: readonly string[]) => withSmallNumbersHidden(countEach(values), byName);
  return {
    from,
    until,
    total: toldTotal(needs.length),
    byArea: told(needs.map(({ area }) => area ?? NOT_SAID)),
    byProvision: told(needs.map(({ provisionType }) => provisionType ?? NOT_SAID)),
    byPlace: told(needs.map(({ outwardArea }) => outwardArea ?? NOT_SAID)),
    byReason: told(needs.flatMap(({ reasons }) => reasons)),
    byWish: told(needs.flatMap(({ wishes }) => wishes)).map(({ key, count }) => ({ key: wishLabel(key), count })),
    gaps: await besideSupply(kith, needs),
  };
}

type Need = { area: LifeArea | null; provisionType: ProvisionType | null; outwardArea: string | null };

async function besideSupply(kith: Kith, needs: readonly Need[]): Promise<Gap[]> {
  const groups = new Map<string, Need & { count: number }>();
  for (const { area, provisionType, outwardArea } of needs) {
    const key = JSON.stringify([area, provisionType, outwardArea]);
    const group = groups.get(key) ?? { area, provisionType, outwardArea, count: 0 };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  const large = [...groups.values()].filter(({ count }) => count >= FEWEST_SHOWN);
  const cells = [...groups].map(([key, { count }]) => ({ key, count }));
  const shown = new Set(
    withSmallNumbersHidden(cells, (left, right) => (left < right ? -1 : 1)).flatMap(({ key, count }) =>
      count === null ? [] : key,
    ),
  );
  const gaps = large.filter(({ area, provisionType, outwardArea }) =>
    shown.has(JSON.stringify([area, provisionType, outwardArea])),
  );
  const places = await placesOf(
    kith.database.pool,
    gaps.flatMap(({ outwardArea }) => outwardArea ?? []),
  );
  return Promise.all(
    gaps
      .sort((left, right) => right.count - left.count)
      .map(async (gap) => {
        const place = gap.outwardArea ? places.get(gap.outwardArea) : undefined;
        return { ...gap, supply: gap.provisionType && place ? await supplyOf(kith, gap, place) : null };
      }),
  );
}

async function supplyOf(kith: Kith, gap: Need, place: { latitude: number; longitude: number }): Promise<number> {
  const { provisionType, area } = gap;
  if (provisionType === null) return 0;
  const services = await kith.db.service.findMany({
    where: {
      status: 'ACTIVE',
      removedAt: null,
      provisionTypes: { has: provisionType },
      ...(area ? { areas: { has: area } } : {}),
    },
    select: {
      isOnline: true,
      serviceAtLocations: { select: { location: { select: { latitude: true, longitude: true } } } },
    },
    take: 20_000,
  });
  return services.filter(
    ({ isOnline, serviceAtLocations }) =>
      (isOnline && provisionType === 'ONLINE_GROUP') ||
      serviceAtLocations.some(
        ({ location: { latitude, longitude } }) =>
          latitude !== null && longitude !== null && kilometresBetween(place, { latitude, longitude }) <= WITHIN_KM,
      ),
  ).length;
}

function wishLabel(wish: string): string {
  const [dimension = '', ...value] = wish.split(' ');
  return labelOf(dimension as never, value.join(' '));
}
