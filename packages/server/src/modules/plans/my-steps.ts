import type { PeerActivity, StepOwner, StepState } from '../../../generated/prisma/enums.ts';
import type { DataKey } from '../../infra/crypto.ts';
import type { Kith } from '../../kith.ts';
import type { PersonViewer, Viewer } from '../../viewer.ts';
import { openJson } from '../peers/contacts/sealed-words.ts';
import { lookAt, namesOf } from '../peers/contacts/together.ts';
import { dateOf, dayIn } from '../peers/promise-clock.ts';
import { openDataKey } from '../peers/sealed.ts';
import { type ServiceCard, serviceCards } from './service-card.ts';
import { asksFollowUp, type FollowUp, type StepWords } from './step-rules.ts';

/** A step as a viewer sees it. Words are opened only when they are asked for. */
export interface StepSeen {
  id: string;
  owner: StepOwner;
  state: StepState;
  activity: PeerActivity | null;
  isAccompanied: boolean;
  /** A calendar day at midnight UTC. */
  onDay: Date | null;
  proposedAt: Date;
  /** The first name of the advocate who proposed it; null: the person. */
  byName: string | null;
  markedAt: Date | null;
  /** Only the person sees it. */
  isPrivate: boolean;
  followedUpAt: Date | null;
  words(): Promise<StepWords | null>;
  followUp(): Promise<FollowUp | null>;
  /** It is time to ask how it was. False for a coordinator, who would open words by asking. */
  asksFollowUp(): Promise<boolean>;
}

/** A step in clear, for the person's own page. */
export interface MyStep extends Omit<StepSeen, 'words' | 'followUp' | 'asksFollowUp'> {
  what: string;
  ifItGoesWrong: string | null;
  meetingPoint: string | null;
  serviceId: string | null;
  /** The card of the service; null: none, or gone from the directory. */
  service: ServiceCard | null;
  followUp: FollowUp | null;
  asksFollowUp: boolean;
}

interface Opening {
  mayAsk: boolean;
  open(): Promise<DataKey | null>;
}

/** The steps of a match, planned ones first, then newest first. Empty: none, or not for this viewer. */
export async function readSteps(kith: Kith, viewer: Viewer, matchId: string): Promise<StepSeen[]> {
  const look = await lookAt(kith, viewer, matchId);
  return look ? stepsIn(kith, { matchId }, { mayAsk: look.side !== 'coordinator', open: look.open }) : [];
}

/** The steps that a person keeps to themselves. Empty: none, or not this person. */
export async function readOwnSteps(kith: Kith, viewer: Viewer, requestId: string): Promise<StepSeen[]> {
  if (viewer.kind !== 'person' || viewer.requestId !== requestId) return [];
  const opening = await openingOf(kith, viewer);
  return opening ? stepsIn(kith, { requestId, matchId: null }, opening) : [];
}

/** One step; null: not there, or not for this viewer. */
export async function readStepById(kith: Kith, viewer: Viewer, id: string): Promise<StepSeen | null> {
  const found = await kith.db.step.findUnique({ where: { id }, select: { requestId: true, matchId: true } });
  if (!found) return null;
  const steps =
    found.matchId === null
      ? await readOwnSteps(kith, viewer, found.requestId)
      : await readSteps(kith, viewer, found.matchId);
  return steps.find((step) => step.id === id) ?? null;
}

/** Every step of one's own request, shared or private, in clear. */
export async function readMySteps(kith: Kith, viewer: PersonViewer): Promise<MyStep[]> {
  const opening = await openingOf(kith, viewer);
  if (!opening) return [];
  const steps = await stepsIn(kith, { requestId: viewer.requestId }, opening);
  const opened = await Promise.all(
    steps.map(async ({ words, followUp, asksFollowUp: asks, ...step }) => {
      const said = (await words()) ?? { what: '', ifItGoesWrong: null, meetingPoint: null, serviceId: null };
      return { ...step, ...said, followUp: await followUp(), asksFollowUp: await asks() };
    }),
  );
  const cards = await serviceCards(
    kith.db,
    opened.map(({ serviceId }) => serviceId),
  );
  return opened.map((step) => ({ ...step, service: cards.get(step.serviceId ?? '') ?? null }));
}

async function openingOf(kith: Kith, viewer: PersonViewer): Promise<Opening | null> {
  const request = await kith.db.peerRequest.findFirst({
    where: { id: viewer.requestId, erasedAt: null },
    select: { id: true, dataKey: true },
  });
  const key = request && openDataKey(kith.keys, request);
  return request ? { mayAsk: true, open: async () => key } : null;
}

async function stepsIn(
  kith: Kith,
  where: { matchId: string } | { requestId: string; matchId?: null },
  { mayAsk, open }: Opening,
): Promise<StepSeen[]> {
  const rows = await kith.db.step.findMany({
    where,
    include: { request: { select: { team: { select: { timezone: true } } } } },
    orderBy: [{ state: 'asc' }, { proposedAt: 'desc' }, { id: 'desc' }],
    take: 200,
  });
  const names = await namesOf(
    kith.db,
    rows.map(({ byId }) => byId),
  );
  const now = kith.clock.now();
  return rows.map((row) => {
    const words = async () => openJson<StepWords>(await open(), 'step.words', row.id, row.words);
    return {
      id: row.id,
      owner: row.owner,
      state: row.state,
      activity: row.activity,
      isAccompanied: row.isAccompanied,
      onDay: row.onDay,
      proposedAt: row.proposedAt,
      byName: row.byId === null ? null : (names.get(row.byId) ?? 'Somebody from the team'),
      markedAt: row.markedAt,
      isPrivate: row.matchId === null,
      followedUpAt: row.followedUpAt,
      words,
      followUp: async () =>
        row.followUp ? openJson<FollowUp>(await open(), 'step.follow_up', row.id, row.followUp) : null,
      asksFollowUp: async () =>
        mayAsk &&
        asksFollowUp(
          { ...row, hasService: ((await words())?.serviceId ?? null) !== null },
          dateOf(dayIn(row.request.team.timezone, now)),
        ),
    };
  });
}
