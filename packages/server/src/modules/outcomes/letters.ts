import type { Letters } from '../../infra/outbox.ts';
import { partnerMonthLetter } from './embedding/letters.ts';

/** The letters of this module, composed when they are sent. */
export const letters: Letters = { 'partner-month': partnerMonthLetter };
