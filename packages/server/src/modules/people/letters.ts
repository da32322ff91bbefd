import type { Letters } from '../../infra/outbox.ts';
import { applicationLetter, receivedLetter } from './applications/answering.ts';
import { invitationLetter } from './invitations/letters.ts';

/** The letters of this module, composed when they are sent. */
export const letters: Letters = {
  'staff-invitation': invitationLetter,
  'application-answered': applicationLetter,
  'application-received': receivedLetter,
};
