import type { ContactChannel } from '../../../generated/prisma/enums.ts';
import type { Kith } from '../../kith.ts';
import { openReach, type SealedRow } from './sealed.ts';

/**
 * Tells a person who chose e-mail that there is something to see. Nothing in it says what, or who Kith is: others may read it.
 * Goes out after the commit and is not tried again; jobs will do both better.
 */
export function tellPerson(
  kith: Kith,
  request: SealedRow & { reach: Uint8Array | null; channel: ContactChannel },
): void {
  if (request.channel !== 'EMAIL') return;
  const address = openReach(kith.keys, request)?.value;
  if (!address) return;
  kith.mail
    .send({
      to: address,
      subject: 'An update for you',
      text: [
        'There is an update for you.',
        '',
        `To see it, use the link you kept, or go to ${kith.config.publicUrl}/back and type your four words.`,
        'There you can also stop these e-mails.',
        '',
      ].join('\n'),
    })
    // The message of a mail error can hold the address: only its kind is logged.
    .catch((error: unknown) => kith.log.warn({ err: error }, 'an update could not be sent'));
}
