import type { RightsView } from '@kith/connect/back/rights-view.ts';
import type { ConcernEntryKind } from '../../../generated/prisma/enums.ts';
import type { Kith } from '../../kith.ts';
import { readMyConcerns } from '../../modules/peers/concerns/reading-concerns.ts';
import { readMyConsents } from '../../modules/peers/consents/my-consents.ts';
import type { MyRequest } from '../../modules/peers/my-request.ts';
import { dayInWords } from '../../modules/peers/promise-clock.ts';
import { openFrom } from '../../modules/peers/queue/queue-sealed.ts';
import { readMyTeamWords } from '../../modules/peers/unmet/nobody-fits.ts';
import { currentConsent } from '../../modules/safety/consent.ts';
import type { PersonViewer } from '../../viewer.ts';

const kinds: Readonly<Record<ConcernEntryKind, string>> = {
  RAISED: 'wrote',
  TAKEN: 'looks after this',
  NOTE: 'added',
  SHARED: 'told somebody outside the team',
  TOLD_PERSON: 'talked with you about it',
  PROPOSED: 'suggested what to do',
  AGREED: 'agreed',
  NOT_AGREED: 'did not agree',
  CLOSED: 'closed it',
};

/** What the team wrote to the person, what is written of worries, whom they would rather not meet, what they agreed to. */
export async function readRights(kith: Kith, viewer: PersonViewer, request: MyRequest): Promise<RightsView> {
  const day = (at: Date) => dayInWords(request.timezone, at);
  const words = await readMyTeamWords(kith, viewer);
  const services = await kith.db.service.findMany({
    where: { id: { in: words.flatMap(({ serviceIds }) => serviceIds) }, status: 'ACTIVE', removedAt: null },
    select: { id: true, name: true },
  });
  const concerns = await readMyConcerns(kith, viewer);
  const consents = await readMyConsents(kith, viewer);
  const sharing = consents.filter(({ purpose }) => purpose === 'SHARE_WITH_ADVOCATE');
  const isSharing = sharing.length === 0 || sharing.some(({ withdrawnAt }) => withdrawnAt === null);
  const consent = currentConsent(request.language);
  const text = consent.statements.find(({ purpose }) => purpose === 'SHARE_WITH_ADVOCATE')?.text ?? '';
  return {
    isWaiting: ['ASKED', 'CAME_BACK'].includes(request.status),
    teamWords: words.map((word) => ({
      id: word.id,
      day: day(word.at),
      message: word.message,
      ways: word.ways,
      services: services.filter(({ id }) => word.serviceIds.includes(id)).map(({ name }) => name),
      nextDay: day(word.nextWordBy),
      chosen: word.chosen,
    })),
    concerns: concerns.map((concern) => ({
      id: concern.id,
      day: day(concern.raisedAt),
      by: concern.raisedBy ?? 'you',
      isClosed: concern.state === 'CLOSED',
      lines: concern.lines.map(({ id, at, by, kind, words: said, sharedWith }) => ({
        id,
        day: day(at),
        by: by ?? 'you',
        kind: kinds[kind],
        words: said,
        sharedWith,
      })),
    })),
    ...(await readWhom(kith, viewer, request)),
    consents: consents.map((one) => ({
      purpose: one.purpose,
      text: one.text,
      version: one.version,
      day: day(one.givenAt),
      how: one.how === 'web' ? 'on this site' : one.how,
      withdrawnDay: one.withdrawnAt && day(one.withdrawnAt),
    })),
    shareAgain: isSharing ? null : { text, version: consent.version },
  };
}

/** Whom they met before, whom they would rather not meet, and with whom it could go on. */
async function readWhom(
  kith: Kith,
  viewer: PersonViewer,
  request: MyRequest,
): Promise<Pick<RightsView, 'notToMeet' | 'metBefore' | 'againWith'>> {
  const row = await kith.db.peerRequest.findUniqueOrThrow({
    where: { id: viewer.requestId },
    select: {
      id: true,
      dataKey: true,
      notToMeet: true,
      notTogether: { where: { saidBy: 'PERSON' }, select: { advocateId: true } },
      matches: {
        where: { status: { in: ['ENDED', 'PAUSED'] } },
        orderBy: [{ proposedAt: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          status: true,
          agreedAt: true,
          isNotAgain: true,
          advocateId: true,
          advocate: { select: { firstName: true } },
        },
      },
    },
  });
  const apart = new Set(row.notTogether.map(({ advocateId }) => advocateId));
  const met = row.matches.filter(({ status, advocateId }) => status === 'ENDED' && !apart.has(advocateId));
  const last = row.matches.findLast(({ agreedAt, isNotAgain }) => agreedAt !== null && !isNotAgain);
  const isOver = last?.status === 'ENDED' && !apart.has(last.advocateId);
  return {
    notToMeet: openFrom('peer_request.not_to_meet', kith.keys, row, row.id, row.notToMeet),
    metBefore: [
      ...new Map(met.map(({ advocateId, id, advocate }) => [advocateId, { id, name: advocate.firstName }])),
    ].map(([, one]) => one),
    againWith: request.canResume && isOver ? last.advocate.firstName : null,
  };
}
