import type { SuggestedField } from '../../../../generated/prisma/enums.ts';
import type { Kith } from '../../../kith.ts';
import { describeSchedule } from '../../directory/schedule.ts';
import { hasHiddenPlace } from './answering.ts';

/** What the directory says now of what somebody suggests to change, to lay it beside. Null: nothing, or it is no one field. */
export async function presentValue(db: Kith['db'], serviceId: string, field: SuggestedField): Promise<string | null> {
  const service = await db.service.findUnique({
    where: { id: serviceId },
    include: {
      phones: { orderBy: { id: 'asc' } },
      schedules: { orderBy: { id: 'asc' } },
      serviceAtLocations: { include: { location: { include: { addresses: true } } }, orderBy: { id: 'asc' } },
    },
  });
  if (!service) return null;
  switch (field) {
    case 'NAME':
      return service.name;
    case 'DESCRIPTION':
      return service.description;
    case 'EMAIL':
      return service.email;
    case 'WEB_PAGE':
      return service.url;
    case 'COST':
      return service.feesDescription ?? (service.isFree ? 'Free' : null);
    case 'TURNING_UP':
      return service.applicationProcess;
    case 'WHO_FOR':
      return service.eligibility;
    case 'PHONE':
      return lines(service.phones.map(({ number }) => number));
    case 'TIMES':
      return lines(service.schedules.map((schedule) => describeSchedule(schedule)));
    case 'PLACE': {
      if (await hasHiddenPlace(db, serviceId)) return null;
      const addresses = service.serviceAtLocations.flatMap(({ location }) => location.addresses);
      return lines(
        addresses.map(({ address1, address2, city, postalCode }) =>
          [address1, address2, city, postalCode].filter(Boolean).join(', '),
        ),
      );
    }
    case 'CLOSED':
    case 'OTHER':
      return null;
  }
}

function lines(all: readonly (string | null)[]): string | null {
  return [...new Set(all.filter(Boolean))].join('\n') || null;
}
