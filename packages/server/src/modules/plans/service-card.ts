import type { Db } from '../../infra/db.ts';
import { anonymous } from '../../viewer.ts';
import { visibleServices } from '../directory/access.ts';
import { safeUrl } from '../directory/rules.ts';
import { describeSchedule } from '../directory/schedule.ts';

/** A service in a few lines, as a person sees it beside a step. Open data. */
export interface ServiceCard {
  id: string;
  name: string;
  runBy: string;
  line: string | null;
  /** "Thursdays, 2 to 4 pm"; null: not known. */
  when: string | null;
  isFree: boolean;
  phones: { href: string; display: string }[];
  url: string | null;
}

/** The cards of services that can be found now, by id. Those that are gone from the directory are left out. */
export async function serviceCards(db: Db, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, ServiceCard>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const services = await db.service.findMany({
    where: { AND: [{ id: { in: wanted } }, visibleServices(anonymous)] },
    include: { organization: { select: { name: true } }, schedules: { take: 1 }, phones: { take: 2 } },
  });
  return new Map(
    services.map((service) => {
      const [schedule] = service.schedules;
      const card: ServiceCard = {
        id: service.id,
        name: service.name,
        runBy: service.organization.name,
        line: service.summary,
        when: schedule ? describeSchedule(schedule) : null,
        isFree: service.isFree ?? false,
        phones: service.phones.map(({ number }) => ({
          href: `tel:${number.replaceAll(/[^\d+]/g, '')}`,
          display: number,
        })),
        url: safeUrl(service.url),
      };
      return [service.id, card];
    }),
  );
}
