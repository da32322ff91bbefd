import type { ContactChannel } from '../../../generated/prisma/enums.ts';
import type { Kith } from '../../kith.ts';
import { tellPerson as tellPersonIn } from './telling/tell-person.ts';

/** Tells a person after the commit. Use telling/tell-person.ts inside the transaction instead. */
export async function tellPerson(kith: Kith, request: { id: string; channel: ContactChannel }): Promise<void> {
  await tellPersonIn(kith.db, kith, request, `at:${kith.clock.now().toISOString()}`);
}
