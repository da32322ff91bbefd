import { randomUUID } from 'node:crypto';
import type { MatchAgreement } from '../../../../generated/prisma/client.ts';
import { NotFound } from '../../../errors.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { openJson, sealJson } from '../contacts/sealed-words.ts';
import { type Together, withMatch } from '../contacts/together.ts';
import type { HeldRequest } from '../locks.ts';
import { nameStandIn } from '../matches/standing-in.ts';
import { dateOf, dayIn } from '../promise-clock.ts';
import { isAgreeing, linkExpiry, NoLongerPossible, nextStatus, type RequestChange } from '../rules.ts';
import { tellPerson } from '../telling/tell-person.ts';
import { type AgreementLines, linesOf, readCard, readLines, readReviewDay } from './agreement-rules.ts';
import { wordingFor } from './team-wording.ts';
import type { AgreementTopic } from './wordings.ts';

/** Raw id. */
export interface ProposeAgreementInput {
  matchId: string;
  /** Left out: as before. */
  lines?: readonly { topic: AgreementTopic; words: string }[] | null | undefined;
  /** Both look again by this day; left out: as before, or in eight weeks. */
  reviewOn?: Date | null | undefined;
  /** The newest version that was on the screen; null: there was none. */
  basedOn: number | null;
}

/** Raw id. */
export interface AgreementVersionInput {
  matchId: string;
  number: number;
}

const MOST_VERSIONS = 60;

/**
 * Either side writes a version of the agreement, and agrees to it by that. A version that nobody else has agreed to yet is
 * replaced; the one that holds goes on holding until both have agreed to this.
 *
 * @returns the id of the match
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function proposeAgreement(kith: Kith, viewer: Viewer, input: ProposeAgreementInput): Promise<string> {
  return asOneOfTwo(kith, viewer, input.matchId, async (tx, together, versions) => {
    const { match, request, dataKey, now, side } = together;
    const newest = versions.at(-1);
    const before = newest ? linesIn(together, newest) : null;
    const wording = await wordingFor(tx, request.teamId);
    const lines = readLines(input.lines, before ?? linesOf(wording), wording);
    const today = dayIn(request.team.timezone, now);
    const reviewOn =
      !input.reviewOn && newest && newest.reviewOn > dateOf(today)
        ? newest.reviewOn
        : readReviewDay(today, input.reviewOn);
    if (newest && before && isSame(before, lines) && newest.reviewOn.getTime() === reviewOn.getTime())
      // Sent twice, or nothing was changed: that is a yes to the newest version.
      return agreeTo(tx, together, newest);
    if ((newest?.number ?? null) !== input.basedOn)
      throw new NoLongerPossible(
        'There is a newer version meanwhile. Please read it first; your words are still here.',
      );
    if (versions.length >= MOST_VERSIONS)
      throw new NoLongerPossible('There are very many versions already. Please talk to your coordinator.');
    const id = randomUUID();
    const version = await tx.matchAgreement.create({
      data: {
        id,
        matchId: match.id,
        number: (newest?.number ?? 0) + 1,
        wording: wording.version,
        body: sealJson(dataKey, 'match_agreement.body', id, lines),
        reviewOn,
        proposedBy: side === 'person' ? 'PERSON' : 'ADVOCATE',
        proposedAt: now,
      },
    });
    await tellStory(tx, together, 'AGREEMENT_PROPOSED');
    return agreeTo(tx, together, version);
  });
}

/**
 * One side agrees to the newest version. Doing it twice changes nothing.
 *
 * @returns the id of the match
 * @throws {NotFound | NoLongerPossible}
 */
export async function agreeToAgreement(kith: Kith, viewer: Viewer, input: AgreementVersionInput): Promise<string> {
  return asOneOfTwo(kith, viewer, input.matchId, (tx, together, versions) =>
    agreeTo(tx, together, newestOf(versions, input.number)),
  );
}

/**
 * The advocate writes down: "I read it out, and they said yes". The person sees that and may object in one action.
 *
 * @returns the id of the match
 * @throws {NotFound | NoLongerPossible}
 */
export async function recordReadOut(kith: Kith, viewer: Viewer, input: AgreementVersionInput): Promise<string> {
  return asOneOfTwo(kith, viewer, input.matchId, async (tx, together, versions) => {
    if (together.side !== 'advocate') throw new NotFound('There is no such agreement.');
    const version = newestOf(versions, input.number);
    if (version.objectedAt)
      throw new NoLongerPossible('They said that they had not agreed. They need to say yes themselves now.');
    if (!version.personAgreedAt) await tellStory(tx, together, 'AGREEMENT_READ_OUT');
    return agreeTo(tx, together, version, true);
  });
}

/**
 * The person says that they had not agreed to what was read out. What held before holds again; if there is nothing, the two
 * are agreeing again.
 *
 * @returns the id of the match
 * @throws {NotFound | NoLongerPossible}
 */
export async function objectToAgreement(kith: Kith, viewer: Viewer, input: AgreementVersionInput): Promise<string> {
  return asOneOfTwo(kith, viewer, input.matchId, async (tx, together, versions) => {
    if (together.side !== 'person') throw new NotFound('There is no such agreement.');
    const version = newestOf(versions, input.number);
    if (version.objectedAt) return;
    if (version.personAgreedHow !== 'READ_OUT')
      throw new NoLongerPossible('You said yes to this yourself. You can write a new version whenever you like.');
    const { match, request, now } = together;
    await tx.matchAgreement.update({
      where: { id: version.id },
      data: { personAgreedAt: null, personAgreedHow: null, agreedAt: null, objectedAt: now },
    });
    await tellStory(tx, together, 'AGREEMENT_OBJECTED');
    const holds = versions.findLast(({ id, agreedAt }) => id !== version.id && agreedAt !== null);
    if (!version.agreedAt || holds) return;
    await tx.matchStandIn.deleteMany({ where: { matchId: match.id } });
    await tx.match.update({
      where: { id: match.id },
      data: { agreedAt: null, ...(match.status === 'ACTIVE' ? { status: 'PROPOSED' } : {}) },
    });
    if (match.status === 'ACTIVE') await moveRequest(tx, request, 'object', now);
  });
}

/** Raw id. */
export interface MeetingCardInput {
  matchId: string;
  like?: string | null | undefined;
  offer?: string | null | undefined;
  offLimits?: string | null | undefined;
}

/**
 * One side fills their first-meeting card: what I'd like, what I can offer, what's off limits (S117).
 *
 * @returns the id of the match
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function saveMeetingCard(kith: Kith, viewer: Viewer, input: MeetingCardInput): Promise<string> {
  const words = readCard(input);
  return asOneOfTwo(kith, viewer, input.matchId, async (tx, { match, side: who, dataKey, now }) => {
    const side = who === 'person' ? 'PERSON' : 'ADVOCATE';
    const body = sealJson(dataKey, 'meeting_card.body', `${match.id}:${side}`, words);
    await tx.meetingCard.upsert({
      where: { matchId_side: { matchId: match.id, side } },
      create: { matchId: match.id, side, body, savedAt: now },
      update: { body, savedAt: now },
    });
  });
}

/** The lines of a version in clear; null: erased. */
export function linesIn(
  { dataKey }: Pick<Together, 'dataKey'>,
  version: { id: string; body: Uint8Array | null },
): AgreementLines | null {
  return openJson<AgreementLines>(dataKey, 'match_agreement.body', version.id, version.body);
}

/** Holds the match for one of the two themselves: a stand-in agrees nothing for somebody else. */
async function asOneOfTwo(
  kith: Kith,
  viewer: Viewer,
  matchId: string,
  work: (tx: Tx, together: Together, versions: MatchAgreement[]) => Promise<void>,
): Promise<string> {
  await withMatch(kith, viewer, matchId, 'any', async (tx, together) => {
    if (together.side === 'stand-in') throw new NotFound('There is nobody here with whom this could be done.');
    const { match } = together;
    if (!isAgreeing(match) && match.status !== 'ACTIVE' && match.status !== 'PAUSED')
      throw new NoLongerPossible('You two are not together any more, so there is nothing to agree.');
    const versions = await tx.matchAgreement.findMany({ where: { matchId }, orderBy: { number: 'asc' } });
    await work(tx, together, versions);
    const occasion = `${matchId}:${together.now.getTime()}`;
    if (together.side === 'advocate') await tellPerson(tx, kith, together.request, `agreement:${occasion}`);
    else
      await kith.outbox.put(tx, { kind: 'match-moved', subjectId: matchId, key: `match-moved:agreement:${occasion}` });
  });
  return matchId;
}

/** @throws {NoLongerPossible} it is not the newest */
function newestOf(versions: readonly MatchAgreement[], number: number): MatchAgreement {
  const newest = versions.at(-1);
  if (newest?.number !== number)
    throw new NoLongerPossible('There is a newer version meanwhile. Please read that one first.');
  return newest;
}

async function agreeTo(tx: Tx, together: Together, version: MatchAgreement, isReadOut = false): Promise<void> {
  const { match, request, now, side } = together;
  const person =
    side === 'person'
      ? // A yes of their own counts for more than one that somebody wrote down for them.
        { personAgreedAt: now, personAgreedHow: 'ONLINE' as const, objectedAt: null }
      : isReadOut && !version.personAgreedAt
        ? { personAgreedAt: now, personAgreedHow: 'READ_OUT' as const }
        : {};
  const advocate = side === 'advocate' && !version.advocateAgreedAt ? { advocateAgreedAt: now } : {};
  const isRepeat = side === 'person' && version.personAgreedHow === 'ONLINE';
  if (isRepeat || (Object.keys(person).length === 0 && Object.keys(advocate).length === 0)) return;
  const after = { ...version, ...person, ...advocate };
  const holds = after.personAgreedAt !== null && after.advocateAgreedAt !== null;
  const isNew = holds && version.agreedAt === null;
  await tx.matchAgreement.update({
    where: { id: version.id },
    data: { ...person, ...advocate, ...(isNew ? { agreedAt: now } : {}) },
  });
  if (!isNew) return;
  const today = dayIn(request.team.timezone, now);
  const reviewOn = version.reviewOn > dateOf(today) ? version.reviewOn : readReviewDay(today, null);
  await tx.match.update({
    where: { id: match.id },
    data: { agreedAt: match.agreedAt ?? now, reviewOn, ...(isAgreeing(match) ? { status: 'ACTIVE' } : {}) },
  });
  await tellStory(tx, together, 'AGREED');
  if (!isAgreeing(match)) return;
  await moveRequest(tx, request, 'agree', now);
  await nameStandIn(tx, match.id, now);
}

async function moveRequest(tx: Tx, request: HeldRequest, change: RequestChange, now: Date): Promise<void> {
  const status = nextStatus(request.status, change, request.hasComeBack);
  if (status === null) throw new NoLongerPossible('This has moved on. Please look again.');
  await tx.peerRequest.update({
    where: { id: request.id },
    data: { status, statusChangedAt: now, linkExpiresAt: linkExpiry(now) },
  });
}

async function tellStory(
  tx: Tx,
  { request, match, byId, now }: Together,
  kind: 'AGREEMENT_PROPOSED' | 'AGREEMENT_READ_OUT' | 'AGREEMENT_OBJECTED' | 'AGREED',
): Promise<void> {
  await tx.requestEvent.create({ data: { requestId: request.id, kind, at: now, matchId: match.id, byId } });
}

function isSame(left: AgreementLines, right: AgreementLines): boolean {
  return Object.entries(left).every(([topic, words]) => right[topic as AgreementTopic] === words);
}
