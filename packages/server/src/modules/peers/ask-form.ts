import type { Partner, Team } from '../../../generated/prisma/client.ts';
import { NotFound } from '../../errors.ts';
import type { Db } from '../../infra/db.ts';
import type { Kith } from '../../kith.ts';
import { UUID } from '../../uuid.ts';
import { type SharedValueEntry, sharedVocabulary } from '../people/shared-vocabulary.ts';
import { type ConsentText, currentConsent } from '../safety/consent.ts';
import type { ConsentWay } from '../safety/consent-texts.ts';
import { createChallenge, type ProofOfWorkChallenge } from '../safety/proof-of-work.ts';
import { workingDaysLater } from './promise-clock.ts';

/** What a proof of work for asking is bound to. */
export const ASK_ACTION = 'requestPeer';

// The one exception stands before the first word is written (S123), as in the pledge and in every agreement.
const PASSED_ON =
  'A coordinator shows your words to one peer at a time, to ask if they can meet you. That peer sees how to reach you only after they say yes. Nobody else is told, unless somebody may be in danger. Then two people decide together. We pass on only what is needed, and tell you first whenever that is safe. If a life is in danger right now, we ring for help at once.';

/** What the ask form tells and needs. */
export interface AskForm {
  team: string;
  /** To show the promised day in. */
  timezone: string;
  /** How many coordinators can read the words. */
  peopleWhoRead: number;
  /** An instant; show its calendar day in `timezone`. */
  promisedBy: Date;
  /** What is passed on, to whom and when: a sentence or two. */
  passedOn: string;
  consent: ConsentText;
  wishes: readonly SharedValueEntry[];
  /** Optional to solve: without it the limits are tighter. */
  proofOfWork: ProofOfWorkChallenge;
  /** The service that the request would be about; null: none, or not there. */
  service: { id: string; name: string } | null;
}

/**
 * Everything that the ask form shows before anybody writes a word.
 *
 * @param options.serviceId raw id of the service that it is about
 * @throws {NotFound} no team answers requests here
 */
export async function readAskForm(
  kith: Kith,
  options: {
    partner: Partner | null;
    serviceId?: string | null | undefined;
    language?: string | undefined;
    /** Who answers; left out: the partner's. */
    team?: Team;
    /** How the consent text is put; left out: to read. */
    way?: ConsentWay;
  },
): Promise<AskForm> {
  const { partner } = options;
  const team = options.team ?? (await teamFor(kith.db, partner));
  const peopleWhoRead = await kith.db.staffAccount.count({
    where: { teamId: team.id, disabledAt: null, roles: { has: 'COORDINATOR' } },
  });
  return {
    team: team.name,
    timezone: team.timezone,
    peopleWhoRead,
    promisedBy: workingDaysLater(kith.clock.now(), team.promiseWorkingDays, team.timezone),
    passedOn: PASSED_ON,
    consent: currentConsent(options.language ?? partner?.locale ?? 'en', options.way),
    wishes: sharedVocabulary,
    proofOfWork: await createChallenge(kith, ASK_ACTION, siteOf(partner)),
    service: options.serviceId ? await findService(kith.db, options.serviceId) : null,
  };
}

/** The site that a proof of work is bound to. */
export function siteOf(partner: Partner | null): string {
  return partner?.publicKey ?? 'kith';
}

/**
 * Who answers the requests that come this way: the partner's team, or the first team there is.
 *
 * @throws {NotFound} nobody does
 */
export async function teamFor(db: Pick<Db, 'partnerTeam' | 'team'>, partner: Partner | null): Promise<Team> {
  if (partner && (partner.disabledAt !== null || !partner.hasPeers))
    throw new NotFound('Nobody answers requests for a peer here.');
  const link = partner
    ? await db.partnerTeam.findUnique({ where: { partnerId: partner.id }, include: { team: true } })
    : null;
  const team = link?.team ?? (await db.team.findFirst({ orderBy: { id: 'asc' } }));
  if (!team) throw new NotFound('Nobody answers requests for a peer here yet.');
  return team;
}

/** A service that can be shown now. */
export async function findService(db: Pick<Db, 'service'>, id: string): Promise<{ id: string; name: string } | null> {
  if (!UUID.test(id)) return null;
  return db.service.findFirst({
    where: { id, removedAt: null, status: 'ACTIVE' },
    select: { id: true, name: true },
  });
}
