import { InvalidInput } from '../../errors.ts';
import * as peers from '../../modules/peers/actions.ts';
import { raiseConcern } from '../../modules/peers/concerns/concerns.ts';
import { shareAgain, stopSharing } from '../../modules/peers/consents/my-consents.ts';
import { sayWhoNotToMeet } from '../../modules/peers/knowing/keeping-apart.ts';
import { removeMyPin, setMyPin } from '../../modules/peers/pin/pin.ts';
import { chooseOtherWay } from '../../modules/peers/unmet/nobody-fits.ts';
import { otherWayWords } from '../../modules/peers/unmet/unmet-rules.ts';
import { type Acts, saying } from './act.ts';

const ways = Object.keys(otherWayWords) as (keyof typeof otherWayWords)[];

/** What a person can press about what is said of them, whom they meet, and what they agreed to. */
export const actsOfRights: Acts = {
  'choose-way': saying('Saved. The team sees it. You can change your mind.', async ({ kith, viewer, text }) => {
    const way = ways.find((known) => known === text('way'));
    if (!way) throw new InvalidInput('Choose one of these.', 'way');
    await chooseOtherWay(kith, viewer, { wordId: text('wordId'), way });
  }),
  'raise-concern': saying('Thank you for telling us. The team reads it.', ({ kith, viewer, text }) =>
    raiseConcern(kith, viewer, {
      requestId: viewer.requestId,
      urgency: text('urgency') === 'NOW' ? 'NOW' : 'SOON',
      words: text('concern'),
      hasRung: false,
      idempotencyKey: text('key'),
    }),
  ),
  'not-to-meet': saying('Saved. Only the coordinators read it.', ({ kith, viewer, text }) =>
    sayWhoNotToMeet(kith, viewer, { words: text('notToMeet') }),
  ),
  'not-them-again': saying('Saved. You do not meet them again.', ({ kith, viewer, text }) =>
    sayWhoNotToMeet(kith, viewer, { matchId: text('matchId') || 'nobody' }),
  ),
  'pin-set': saying('Saved. Your link now asks for your PIN.', ({ kith, viewer, text }) =>
    setMyPin(kith, viewer, text('pin')),
  ),
  'pin-remove': saying('The PIN is gone. Your link asks for your last two words again.', ({ kith, viewer }) =>
    removeMyPin(kith, viewer),
  ),
  'same-again': saying('Started again. The team reads your wish.', ({ kith, viewer }) =>
    peers.resumeMyRequest(kith, viewer, { isAgain: true }),
  ),
  'stop-sharing': saying('Taken back. No peer sees what you wrote any more.', ({ kith, viewer }) =>
    stopSharing(kith, viewer),
  ),
  'share-again': saying('Saved. You said yes, and it starts again.', ({ kith, viewer, text }) =>
    shareAgain(kith, viewer, text('version')),
  ),
};
