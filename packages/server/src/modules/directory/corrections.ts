import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { AdvocacyKind, LifeArea, ProvisionType, ServiceStatus } from '../../../generated/prisma/enums.ts';
import { NotFound } from '../../errors.ts';
import type { Tx } from '../../infra/db.ts';
import { refreshServiceSearch, sqlOf } from './search-index.ts';

/** Columns of a service that can be put right by hand (import/corrections.ts writes them again after every import). */
export interface CorrectedColumns {
  areas?: LifeArea[];
  provisionTypes?: ProvisionType[];
  advocacyKinds?: AdvocacyKind[];
  status?: ServiceStatus;
  name?: string;
  description?: string;
  url?: string;
  email?: string;
  feesDescription?: string;
  applicationProcess?: string;
  eligibility?: string;
  alert?: string;
}

/** What is put right, and who says so. */
export interface Correcting {
  /** uuid */
  serviceId: string;
  columns: CorrectedColumns;
  /** The one number to ring, instead of the service's own. */
  phone?: string;
  /** Somebody found the whole record right: now, and who, in words for the public. */
  assuredBy?: string;
  note: string | null;
  /** The staff account that decided; null: nobody of the staff, the service itself. */
  correctedById: string | null;
  /** In words for the public, for example "the centre itself"; left out: a steward. */
  saidBy?: string;
  now: Date;
}

/**
 * Puts a service right, in the caller's transaction. Each correction is kept and wins over the source at every later
 * import; search finds the service as corrected from the commit on.
 *
 * @throws {NotFound} no such service
 */
export async function saveCorrections(tx: Tx, correcting: Correcting): Promise<void> {
  const { serviceId, columns, phone, assuredBy, now } = correcting;
  const assured = assuredBy === undefined ? {} : { assuredAt: now, assuredBy };
  const { count } = await tx.service.updateMany({
    where: { id: serviceId },
    data: { ...columns, ...assured, lastModifiedAt: now },
  });
  if (count === 0) throw new NotFound('There is no such service.');
  if (phone !== undefined) {
    await tx.phone.deleteMany({ where: { serviceId } });
    await tx.phone.create({ data: { id: randomUUID(), serviceId, number: phone } });
  }
  const values = {
    ...columns,
    ...(phone === undefined ? {} : { phone }),
    ...(assuredBy === undefined ? {} : { assured: { at: now.toISOString(), by: assuredBy } }),
  };
  for (const [field, value] of Object.entries(values)) {
    const correction = {
      value: value as Prisma.InputJsonValue,
      note: correcting.note,
      correctedById: correcting.correctedById,
      correctedAt: now,
      saidBy: correcting.saidBy ?? null,
    };
    await tx.serviceCorrection.upsert({
      where: { serviceId_field: { serviceId, field } },
      create: { serviceId, field, ...correction },
      update: correction,
    });
  }
  await refreshServiceSearch(sqlOf(tx), { serviceIds: [serviceId] });
}
