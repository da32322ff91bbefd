import type { ContactChannel } from '../../../../generated/prisma/enums.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';

/** What a letter to a person can be about; none of them says more than that there is something to see. */
export type PersonLetter = 'asked' | 'update';

/** The ways in which Kith itself writes to people. To ring or to meet somebody is for people. */
export const writtenChannels: readonly ContactChannel[] = ['EMAIL', 'TEXT', 'POST'];

/**
 * Tells a person that there is something to see, in the transaction that makes it so. Whether and when the letter goes is
 * decided at the moment of sending (letterToPerson).
 *
 * @param occasion what it is about, once for each: "said-yes:<matchId>"
 */
export async function tellPerson(
  tx: Pick<Tx, 'outboxMessage'>,
  kith: Kith,
  request: { id: string; channel: ContactChannel },
  occasion: string,
  letter: PersonLetter = 'update',
): Promise<void> {
  if (!writtenChannels.includes(request.channel)) return;
  await kith.outbox.put(tx, {
    kind: letter === 'asked' ? 'person-asked' : 'person-update',
    subjectId: request.id,
    key: `person:${request.id}:${occasion}`,
  });
}
