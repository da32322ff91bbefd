import { saveMeetingCard } from '../../modules/peers/agreements/agreeing.ts';
import { myMatchId, recordMyContact } from '../../modules/peers/contacts/my-contacts.ts';
import { reviewMyMatch } from '../../modules/peers/matches/my-match.ts';
import { takeBackThanks } from '../../modules/peers/thanks/thanks.ts';
import { UUID } from '../../uuid.ts';
import { type Acts, type Press, saying } from './act.ts';

const review = (outcome: 'GO_ON' | 'CHANGE' | 'END_WELL') => (press: Press) =>
  reviewMyMatch(press.kith, press.viewer, { outcome, without: press.text('without') || null });

/** What a person can press about the two: looking at how it goes, cards, contacts, thanks. */
export const actsOfTwo: Acts = {
  'review-go-on': saying('Saved. You two go on, and look again in eight weeks.', review('GO_ON')),
  'review-change': saying('Saved. Write what you would like to change under “What you two agreed”.', review('CHANGE')),
  'review-end': saying('Saved. When you are ready, press “Finish for now”. There is no hurry.', review('END_WELL')),
  card: saying('Saved on your card.', async ({ kith, viewer, text }) =>
    saveMeetingCard(kith, viewer, {
      matchId: await myMatchId(kith, viewer),
      like: text('like'),
      offer: text('offer'),
      offLimits: text('offLimits'),
    }),
  ),
  'contact-new': saying('Saved. You both see it.', ({ kith, viewer, text }) =>
    recordMyContact(kith, viewer, { interventions: [], note: text('contactNote'), idempotencyKey: text('key') }),
  ),
  'thanks-back': saying('Taken back.', async ({ kith, viewer, text }) => {
    const id = text('thanksId');
    if (UUID.test(id)) await takeBackThanks(kith, viewer, id);
  }),
};
