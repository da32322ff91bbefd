import type { Kith } from '../../kith.ts';
import { readAgreements, readCards } from '../../modules/peers/agreements/reading-agreements.ts';
import { readMyConcerns } from '../../modules/peers/concerns/reading-concerns.ts';
import { readMyConsents } from '../../modules/peers/consents/my-consents.ts';
import { readMyContacts } from '../../modules/peers/contacts/my-contacts.ts';
import { readLastWords, readReviews } from '../../modules/peers/matches/reading-matches.ts';
import type { MyRequest } from '../../modules/peers/my-request.ts';
import { readMyPermissions } from '../../modules/peers/permissions/giving.ts';
import { openFrom } from '../../modules/peers/queue/queue-sealed.ts';
import { readThanksOf } from '../../modules/peers/thanks/thanks.ts';
import { readMyTeamWords } from '../../modules/peers/unmet/nobody-fits.ts';
import { readMyIntroductions } from '../../modules/plans/my-introductions.ts';
import { readMySteps } from '../../modules/plans/my-steps.ts';
import { readMyPlan } from '../../modules/plans/own/my-plan.ts';
import type { PersonViewer } from '../../viewer.ts';

/** Everything that is the person's own or about them and not kept from them (P10). All in clear: never log it. */
export type Everything = Awaited<ReturnType<typeof readEverything>>;

export async function readEverything(kith: Kith, viewer: PersonViewer, request: MyRequest) {
  const { id: _id, serviceId: _service, canPause, canResume, canWithdraw, meeting, ...mine } = request;
  const { matchId: _match, ...withWhom } = meeting ?? { matchId: null };
  const row = await kith.db.peerRequest.findUniqueOrThrow({
    where: { id: viewer.requestId },
    select: { id: true, dataKey: true, notToMeet: true, pin: true, pinMisses: true },
  });
  return {
    ...mine,
    meeting: meeting && withWhom,
    possible: { canPause, canResume, canWithdraw },
    whoReadMyWords: request.events
      .filter(({ kind }) => kind === 'WORDS_READ' || kind === 'NOTES_READ')
      .map(({ at, sentence }) => ({ at, sentence })),
    consents: await readMyConsents(kith, viewer),
    together: await readTogether(kith, viewer),
    contacts: await readMyContacts(kith, viewer),
    steps: await readMySteps(kith, viewer),
    plan: await readMyPlan(kith, viewer, request.id),
    permissions: await readMyPermissions(kith, viewer),
    serviceIntroductions: await readMyIntroductions(kith, viewer),
    thanks: await readThanksOf(kith, viewer),
    teamWords: await readMyTeamWords(kith, viewer),
    concerns: await readMyConcerns(kith, viewer),
    hasPin: row.pin !== null,
    wrongPinsTyped: row.pinMisses,
    notToMeet: openFrom('peer_request.not_to_meet', kith.keys, row, row.id, row.notToMeet),
  };
}

/** Each time the person was with somebody, the oldest first: what they agreed, wrote on cards and said of it. */
async function readTogether(kith: Kith, viewer: PersonViewer) {
  const matches = await kith.db.match.findMany({
    where: {
      requestId: viewer.requestId,
      OR: [{ status: { in: ['ACTIVE', 'PAUSED', 'ENDED'] } }, { status: 'PROPOSED', answeredAt: { not: null } }],
    },
    select: { id: true, status: true, agreedAt: true, endedAt: true, advocate: { select: { firstName: true } } },
    orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
  });
  return Promise.all(
    matches.map(async ({ id, status, agreedAt, endedAt, advocate }) => ({
      with: advocate.firstName,
      status,
      agreedAt,
      endedAt,
      agreements: await Promise.all(
        (await readAgreements(kith, viewer, id)).map(async (version) => ({
          number: version.number,
          proposedBy: version.proposedBy,
          proposedAt: version.proposedAt,
          advocateAgreedAt: version.advocateAgreedAt,
          personAgreedAt: version.personAgreedAt,
          personAgreedHow: version.personAgreedHow,
          holds: version.holds,
          reviewOn: version.reviewOn,
          lines: (await version.lines()).map(({ title, words }) => ({ title, words })),
        })),
      ),
      cards: await Promise.all(
        (await readCards(kith, viewer, id)).map(async ({ side, savedAt, words }) => ({
          side,
          savedAt,
          ...(await words()),
        })),
      ),
      reviews: await Promise.all(
        (await readReviews(kith, viewer, id)).map(async ({ at, side, outcome, nextOn, without }) => ({
          at,
          side,
          outcome,
          nextOn,
          without: await without(),
        })),
      ),
      goodbye: await readLastWords(kith, viewer, id, 'goodbye'),
      whyStopped: await readLastWords(kith, viewer, id, 'whyStopped'),
      goodWords: await readLastWords(kith, viewer, id, 'goodWords'),
    })),
  );
}
