import type { Prisma } from '../../../generated/prisma/client.ts';
import type { AdvocacyKind, LifeArea, ProvisionType, ServiceStatus } from '../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../errors.ts';
import type { Kith } from '../../kith.ts';
import { hasRole, type Viewer } from '../../viewer.ts';
import { saveCorrections } from './corrections.ts';

/** What a steward puts right; what is left out stays as it is. */
export interface CorrectServiceInput {
  /** uuid */
  serviceId: string;
  areas?: LifeArea[] | null;
  provisionTypes?: ProvisionType[] | null;
  advocacyKinds?: AdvocacyKind[] | null;
  status?: ServiceStatus | null;
  note?: string | null;
}

const LONGEST_NOTE = 2_000;

/**
 * Puts a service right by hand. The correction is kept and wins over the source at every later import; search finds the
 * service as corrected from the same moment on.
 *
 * @returns the id of the service
 * @throws {NotFound} no such service, or the viewer is no steward
 * @throws {InvalidInput} nothing to correct, or the note is too long
 */
export async function correctService(kith: Kith, viewer: Viewer, input: CorrectServiceInput): Promise<string> {
  if (!hasRole(viewer, 'STEWARD')) throw new NotFound('There is no such service.');
  const { serviceId, note } = input;
  if ((note?.length ?? 0) > LONGEST_NOTE)
    throw new InvalidInput(`Keep the note under ${LONGEST_NOTE} characters.`, 'note');
  const changes = {
    ...(input.areas ? { areas: [...new Set(input.areas)] } : {}),
    ...(input.provisionTypes ? { provisionTypes: [...new Set(input.provisionTypes)] } : {}),
    ...(input.advocacyKinds ? { advocacyKinds: [...new Set(input.advocacyKinds)] } : {}),
    ...(input.status ? { status: input.status } : {}),
  } satisfies Prisma.ServiceUncheckedUpdateInput;
  if (Object.keys(changes).length === 0) throw new InvalidInput('Say what to put right.');
  const now = kith.clock.now();
  await kith.db.$transaction((tx) =>
    saveCorrections(tx, {
      serviceId,
      columns: changes,
      note: note?.replaceAll('\0', '').trim() || null,
      correctedById: viewer.accountId,
      now,
    }),
  );
  kith.signals.publish({ topic: 'directory', id: serviceId });
  return serviceId;
}
