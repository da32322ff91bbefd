import { randomUUID } from 'node:crypto';
import type { OtherWay, ProvisionType } from '../../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import type { Kith } from '../../../kith.ts';
import { readText } from '../../../plain-text.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type PersonViewer, type Viewer } from '../../../viewer.ts';
import { recordAudit } from '../../safety/audit.ts';
import { longest } from '../asking-rules.ts';
import { holdRequest } from '../locks.ts';
import { dateOf, dayIn, daysLater, workingDaysLater } from '../promise-clock.ts';
import { openTeamMessage, sealIn } from '../queue/queue-sealed.ts';
import { linkExpiry, NoLongerPossible, waitingStatuses } from '../rules.ts';
import { openDataKey } from '../sealed.ts';
import { readMatching } from '../suggesting.ts';
import { tellPerson } from '../telling/tell-person.ts';
import { otherWayWords, whyNobodyFits } from './unmet-rules.ts';

/** The team writes again by then: nobody is left without a human word. */
export const NEXT_WORD_WORKING_DAYS = 5;
const MOST_SERVICES = 5;

/** Raw ids. */
export interface NobodyFitsInput {
  requestId: string;
  message: string;
  ways: readonly OtherWay[];
  serviceIds?: readonly string[] | null | undefined;
  provisionType?: ProvisionType | null | undefined;
}

/** One honest word of the team, as its person reads it. */
export interface MyTeamWord {
  id: string;
  at: Date;
  message: string;
  ways: { way: OtherWay; words: string }[];
  /** Raw ids of services that the coordinator names. */
  serviceIds: string[];
  nextWordBy: Date;
  /** Null: not said. */
  chosen: OtherWay | null;
}

/**
 * Tells somebody honestly that nobody fits now, and what else there is. That is the human word that was promised, and a new
 * promise begins. The need is recorded, once for each wait, without anything that leads to the person.
 *
 * @returns the id of the word
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function tellNobodyFits(kith: Kith, viewer: Viewer, input: NobodyFitsInput): Promise<string> {
  const teamId = hasRole(viewer, 'COORDINATOR') ? viewer.teamId : null;
  if (teamId === null || viewer.kind !== 'staff' || !UUID.test(input.requestId)) throw gone();
  const message = readText(input.message, longest.meeting, 'message');
  if (message === null) throw new InvalidInput('Please write to the person in your own words.', 'message');
  const ways = [...new Set(input.ways)];
  if (ways.length === 0) throw new InvalidInput('Please offer at least one thing; waiting is one.', 'ways');
  const serviceIds = await readServices(kith, input.serviceIds ?? []);
  const matching = await readMatching(kith, input.requestId, teamId);
  const why = matching && whyNobodyFits(matching);
  const wordId = randomUUID();
  await kith.db.$transaction(async (tx) => {
    const held = await holdRequest(tx, input.requestId);
    const dataKey = held && openDataKey(kith.keys, held);
    if (!held || !dataKey || held.teamId !== teamId) throw gone();
    if (!waitingStatuses.includes(held.status))
      throw new NoLongerPossible('This person does not wait any more. Please look again.');
    const now = kith.clock.now();
    const nextWordBy = workingDaysLater(now, NEXT_WORD_WORKING_DAYS, held.team.timezone);
    const toldBefore = await tx.teamWord.count({ where: { requestId: held.id, at: { gte: held.waitingSince } } });
    await tx.teamWord.create({
      data: {
        id: wordId,
        requestId: held.id,
        at: now,
        byId: viewer.accountId,
        words: sealIn('team_word.words', dataKey, wordId, JSON.stringify({ message, serviceIds })),
        ways,
        nextWordBy,
      },
    });
    if (toldBefore === 0 && why)
      await tx.unmetNeed.create({
        data: {
          teamId,
          weekOf: dateOf(weekOf(dayIn(held.team.timezone, now))),
          area: held.area,
          provisionType: input.provisionType ?? null,
          reasons: why.reasons,
          wishes: why.wishes,
          outwardArea: why.outwardArea,
        },
      });
    await tx.peerRequest.update({
      where: { id: held.id },
      data: { promisedBy: nextWordBy, linkExpiresAt: linkExpiry(now) },
    });
    await tx.requestEvent.create({
      data: { requestId: held.id, kind: 'NOBODY_FITS', at: now, byId: viewer.accountId },
    });
    await tellPerson(tx, kith, held, `nobody-fits:${wordId}`);
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: viewer.accountId,
      action: 'tell that nobody fits',
      objectType: 'PeerRequest',
      objectId: held.id,
    });
  });
  kith.signals.publish({ topic: 'request', id: input.requestId });
  kith.signals.publish({ topic: 'queue', id: teamId });
  return wordId;
}

/**
 * The person says which of the offers they would like; they may change their mind.
 *
 * @param input raw id
 * @throws {InvalidInput | NotFound}
 */
export async function chooseOtherWay(
  kith: Kith,
  viewer: Viewer,
  input: { wordId: string; way: OtherWay },
): Promise<void> {
  if (viewer.kind !== 'person' || !UUID.test(input.wordId)) throw noWord();
  const teamId = await kith.db.$transaction(async (tx) => {
    const held = await holdRequest(tx, viewer.requestId);
    const word = held && (await tx.teamWord.findFirst({ where: { id: input.wordId, requestId: held.id } }));
    if (!held || !word) throw noWord();
    if (!word.ways.includes(input.way))
      throw new InvalidInput('This was not offered. Please choose from the list.', 'way');
    const now = kith.clock.now();
    await tx.teamWord.update({ where: { id: word.id }, data: { chosen: input.way, chosenAt: now } });
    await tx.peerRequest.update({ where: { id: held.id }, data: { linkExpiresAt: linkExpiry(now) } });
    return held.teamId;
  });
  kith.signals.publish({ topic: 'request', id: viewer.requestId });
  kith.signals.publish({ topic: 'queue', id: teamId });
}

/** What the team wrote when nobody fitted, newest first. In clear: never log it. */
export async function readMyTeamWords(kith: Kith, viewer: PersonViewer): Promise<MyTeamWord[]> {
  const request = await kith.db.peerRequest.findFirst({
    where: { id: viewer.requestId, erasedAt: null },
    select: { id: true, dataKey: true, teamWords: { orderBy: [{ at: 'desc' }, { id: 'asc' }] } },
  });
  return (request?.teamWords ?? []).flatMap((word) => {
    const told = request && openTeamMessage(kith.keys, request, word);
    if (!told) return [];
    return [
      {
        ...told,
        id: word.id,
        at: word.at,
        ways: word.ways.map((way) => ({ way, words: otherWayWords[way] })),
        nextWordBy: word.nextWordBy,
        chosen: word.chosen,
      },
    ];
  });
}

async function readServices(kith: Kith, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length > MOST_SERVICES)
    throw new InvalidInput(`Please name at most ${MOST_SERVICES} services: more are no help.`, 'serviceIds');
  const known = wanted.every((id) => UUID.test(id))
    ? await kith.db.service.count({ where: { id: { in: wanted }, status: 'ACTIVE', removedAt: null } })
    : -1;
  if (known !== wanted.length)
    throw new InvalidInput('One of the services is not in the directory any more.', 'serviceIds');
  return wanted;
}

/** The Monday of a day's week. */
function weekOf(day: string): string {
  return daysLater(day, -((dateOf(day).getUTCDay() + 6) % 7));
}

function gone(): NotFound {
  return new NotFound('There is no such request.');
}

function noWord(): NotFound {
  return new NotFound('There is no such message any more.');
}
