import type { GivenHow } from '../../../generated/prisma/enums.ts';
import type { DataKey } from '../../infra/crypto.ts';
import type { Kith } from '../../kith.ts';
import type { PersonViewer, Viewer } from '../../viewer.ts';
import { openJson } from '../peers/contacts/sealed-words.ts';
import { lookAt, namesOf } from '../peers/contacts/together.ts';
import { workingDaysLater } from '../peers/promise-clock.ts';
import { openDataKey } from '../peers/sealed.ts';
import {
  type IntroductionState,
  type IntroductionWords,
  introductionSentences,
  REMIND_AFTER_WORKING_DAYS,
  stateOfIntroduction,
} from './introduction-rules.ts';
import { type ServiceCard, serviceCards } from './service-card.ts';
import type { FollowUp } from './step-rules.ts';

/** An introduction to a service as a viewer sees it. Words are opened only when they are asked for. */
export interface IntroductionSeen {
  id: string;
  state: IntroductionState;
  /** Where it is, in plain words. */
  sentence: string;
  proposedAt: Date;
  /** The first name of the advocate who wrote it; null: the person. */
  byName: string | null;
  agreedAt: Date | null;
  agreedHow: GivenHow | null;
  sentAt: Date | null;
  answeredAt: Date | null;
  linksExpireAt: Date | null;
  /** Nobody has answered in five working days. */
  isOverdue: boolean;
  /** The service said yes, and nobody has said yet how it went. */
  asksFollowUp: boolean;
  words(): Promise<IntroductionWords | null>;
  question(): Promise<string | null>;
  followUp(): Promise<FollowUp | null>;
}

/** An introduction in clear, for the person's own page. */
export interface MyServiceIntroduction extends Omit<IntroductionSeen, 'words' | 'question' | 'followUp'> {
  serviceName: string;
  email: string;
  /** Exactly what is sent, but for the links and their day. */
  text: string;
  service: ServiceCard | null;
  question: string | null;
  followUp: FollowUp | null;
  canSayYes: boolean;
  canStop: boolean;
}

/** The introductions of a match, newest first. Empty: none, or not for this viewer. */
export async function readIntroductions(kith: Kith, viewer: Viewer, matchId: string): Promise<IntroductionSeen[]> {
  const look = await lookAt(kith, viewer, matchId);
  return look ? introductionsIn(kith, { matchId }, look.open) : [];
}

/** One introduction; null: not there, or not for this viewer. */
export async function readIntroduction(kith: Kith, viewer: Viewer, id: string): Promise<IntroductionSeen | null> {
  const found = await kith.db.serviceIntroduction.findUnique({ where: { id }, select: { matchId: true } });
  const look = found && (await lookAt(kith, viewer, found.matchId));
  const [introduction] = look ? await introductionsIn(kith, { id }, look.open) : [];
  return introduction ?? null;
}

/** Every introduction of one's own request, newest first, in clear. */
export async function readMyIntroductions(kith: Kith, viewer: PersonViewer): Promise<MyServiceIntroduction[]> {
  const request = await kith.db.peerRequest.findFirst({
    where: { id: viewer.requestId, erasedAt: null },
    select: { id: true, dataKey: true },
  });
  if (!request) return [];
  const key = openDataKey(kith.keys, request);
  const seen = await introductionsIn(kith, { requestId: request.id }, async () => key);
  const opened = await Promise.all(
    seen.map(async ({ words, question, followUp, ...rest }) => ({
      ...rest,
      ...((await words()) ?? { serviceId: '', serviceName: '', email: '', text: '' }),
      question: await question(),
      followUp: await followUp(),
      canSayYes: rest.state === 'WAITING_FOR_YES',
      canStop: ['WAITING_FOR_YES', 'ON_ITS_WAY', 'SENT', 'ASKED'].includes(rest.state),
    })),
  );
  const cards = await serviceCards(
    kith.db,
    opened.map(({ serviceId }) => serviceId || null),
  );
  return opened.map(({ serviceId, ...rest }) => ({ ...rest, service: cards.get(serviceId) ?? null }));
}

async function introductionsIn(
  kith: Kith,
  where: { matchId: string } | { id: string } | { requestId: string },
  open: () => Promise<DataKey | null>,
): Promise<IntroductionSeen[]> {
  const rows = await kith.db.serviceIntroduction.findMany({
    where,
    include: { request: { select: { team: { select: { timezone: true } } } } },
    orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
  const names = await namesOf(
    kith.db,
    rows.map(({ byId }) => byId),
  );
  const now = kith.clock.now();
  return rows.map((row) => {
    const state = stateOfIntroduction(row, now);
    const overdueAt = row.sentAt && workingDaysLater(row.sentAt, REMIND_AFTER_WORKING_DAYS, row.request.team.timezone);
    const openOne = async <T>(column: string, sealed: Uint8Array | null) =>
      sealed ? openJson<T>(await open(), `service_introduction.${column}`, row.id, sealed) : null;
    return {
      id: row.id,
      state,
      sentence: introductionSentences[state],
      proposedAt: row.proposedAt,
      byName: row.byId === null ? null : (names.get(row.byId) ?? 'Somebody from the team'),
      agreedAt: row.agreedAt,
      agreedHow: row.agreedHow,
      sentAt: row.sentAt,
      answeredAt: row.answeredAt,
      linksExpireAt: row.linksExpireAt,
      isOverdue: (state === 'SENT' || state === 'NO_ANSWER') && overdueAt !== null && overdueAt <= now,
      asksFollowUp: state === 'ACCEPTED' && row.followedUpAt === null,
      words: () => openOne<IntroductionWords>('words', row.words),
      question: () => openOne<string>('question', row.question),
      followUp: () => openOne<FollowUp>('follow_up', row.followUp),
    };
  });
}
