import type { Letters } from '../../infra/outbox.ts';
import { matchLetters } from './matches/letters-of-matches.ts';
import { questionAnswered, questionAsked } from './queue/letters-of-questions.ts';
import { letterToPerson } from './telling/letter-to-person.ts';
import {
  concernWaits,
  introductionAsked,
  introductionLapsed,
  matchUnderReview,
  promiseClose,
  reviewDue,
  supervisionOverdue,
} from './telling/letters-to-staff.ts';

/** The letters of this module, composed when they are sent. */
export const letters: Letters = {
  ...matchLetters,
  'person-asked': (kith, requestId) => letterToPerson(kith, requestId, 'asked'),
  'person-update': (kith, requestId) => letterToPerson(kith, requestId),
  'person-review': async (kith, matchId) => {
    const match = await matchUnderReview(kith, matchId);
    return match && letterToPerson(kith, match.requestId);
  },
  'introduction-asked': introductionAsked,
  'introduction-lapsed': introductionLapsed,
  'question-asked': questionAsked,
  'question-answered': questionAnswered,
  'promise-near': promiseClose,
  'promise-late': promiseClose,
  'review-due': reviewDue,
  'supervision-overdue': supervisionOverdue,
  'concern-raised': concernWaits,
  'concern-second': concernWaits,
};
