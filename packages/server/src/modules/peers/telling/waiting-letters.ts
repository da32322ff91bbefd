import type { OutboxMessage } from '../../../../generated/prisma/client.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import type { Letter } from '../../../infra/outbox.ts';
import type { Kith } from '../../../kith.ts';
import { readLine } from '../../../plain-text.ts';
import { UUID } from '../../../uuid.ts';
import { hasRole, type StaffViewer, type Viewer } from '../../../viewer.ts';
import { recordAudit } from '../../safety/audit.ts';
import { recordReading } from '../reading.ts';
import { letterToPerson } from './letter-to-person.ts';

/** A letter as coordinators may know of it: never where it goes. */
export interface TeamLetter {
  id: string;
  kind: string;
  /** Of the request that it is about; null: about none, or erased. */
  reference: string | null;
  requestId: string | null;
  since: Date;
  /** Null: it waits to be printed. */
  problem: string | null;
}

const MOST = 100;
/** Kinds that go to the person, and say no more than that there is an update. */
const TO_THE_PERSON: readonly string[] = ['person-asked', 'person-update', 'person-review', 'stand-in'];
const LONGEST_NAME = 60;

/** The team whose letters this viewer looks after; null: none. */
function teamOf(viewer: Viewer): string | null {
  return hasRole(viewer, 'COORDINATOR') ? viewer.teamId : null;
}

/** Letters of the viewer's team that could not be sent, newest first, at most 100; and how many there are. */
export async function lettersNotSent(kith: Kith, viewer: Viewer): Promise<{ count: number; letters: TeamLetter[] }> {
  const teamId = teamOf(viewer);
  if (teamId === null) return { count: 0, letters: [] };
  const where = {
    teamId,
    givenUpAt: { not: null },
    sentAt: null,
    // That there is a concern about oneself is not told by a letter to a colleague, either (docs/decisions/0033).
    subjectId: { notIn: await concernsAbout(kith, viewer) },
  };
  const rows = await kith.db.outboxMessage.findMany({
    where,
    orderBy: [{ givenUpAt: 'desc' }, { id: 'asc' }],
    take: MOST,
  });
  const shown = newestOfEach(rows);
  const letters = await toTeamLetters(kith, teamId, shown, (row) => row.givenUpAt);
  const older = rows.length - shown.length;
  return { count: (rows.length < MOST ? rows.length : await kith.db.outboxMessage.count({ where })) - older, letters };
}

async function concernsAbout(kith: Kith, viewer: Viewer): Promise<string[]> {
  if (viewer.kind !== 'staff') return [];
  const rows = await kith.db.concern.findMany({
    // Wherever the request is by now: it may have been handed on since the letter was given up.
    where: { aboutIds: { has: viewer.accountId } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** All letters to one person say the same: of those that could not go for the same reason the newest stands for all. */
function newestOfEach(rows: readonly OutboxMessage[]): OutboxMessage[] {
  const seen = new Set<string>();
  return rows.filter(({ kind, requestId, lastProblem }) => {
    if (requestId === null || !TO_THE_PERSON.includes(kind)) return true;
    const key = `${requestId} ${lastProblem}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Letters on paper that the viewer's team prints and posts, oldest first. Those that were stopped meanwhile are gone. */
export async function lettersToPost(kith: Kith, viewer: Viewer): Promise<TeamLetter[]> {
  const teamId = teamOf(viewer);
  if (teamId === null) return [];
  const rows = await kith.db.outboxMessage.findMany({
    where: { teamId, toPostAt: { not: null }, sentAt: null, droppedAt: null, givenUpAt: null },
    orderBy: [{ toPostAt: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  const letters = await toTeamLetters(kith, teamId, rows, (row) => row.toPostAt);
  const still = await Promise.all(letters.map((letter) => pageToPost(kith, teamId, letter)));
  return letters.filter((_, index) => still[index] !== null);
}

/** A letter on paper as it goes into the printer. Looking at its address is recorded. @returns null: stopped meanwhile */
export async function openLetterToPost(
  kith: Kith,
  viewer: Viewer,
  letter: TeamLetter,
): Promise<{ address: string; text: string } | null> {
  const page = await pageToPost(kith, teamOf(viewer), letter);
  if (!page || viewer.kind !== 'staff' || letter.requestId === null) return null;
  await recordReading(kith, viewer, letter.requestId, 'reach');
  return { address: page.to, text: page.text };
}

/** The letter as it would go now; null: it was stopped, they chose another way, or another team answers by now. */
async function pageToPost(kith: Kith, teamId: string | null, letter: TeamLetter): Promise<Letter | null> {
  if (letter.requestId === null || teamId === null) return null;
  if ((await kith.db.peerRequest.count({ where: { id: letter.requestId, teamId } })) === 0) return null;
  const page = await letterToPerson(kith, letter.requestId, letter.kind === 'person-asked' ? 'asked' : 'update');
  return page && 'to' in page && page.channel === 'POST' ? page : null;
}

/** Somebody has put it into a post box. @throws {NotFound} */
export async function markLetterPosted(kith: Kith, viewer: StaffViewer, letterId: string): Promise<void> {
  const teamId = teamOf(viewer);
  await kith.db.$transaction(async (tx) => {
    const isDone =
      teamId !== null && UUID.test(letterId) && (await kith.post.markPosted(tx, letterId, teamId, kith.clock.now()));
    if (!isDone) throw gone();
    await auditLetter(tx, kith, viewer, 'post letter', letterId);
  });
}

/**
 * Tries a letter again that was given up, for example after a wrong setting was put right. Older ones to the same person are
 * dropped: one says that there is an update as well as three.
 *
 * @throws {NotFound}
 */
export async function tryLetterAgain(kith: Kith, viewer: StaffViewer, letterId: string): Promise<void> {
  const teamId = teamOf(viewer);
  const now = kith.clock.now();
  await kith.db.$transaction(async (tx) => {
    const { count } =
      teamId !== null && UUID.test(letterId)
        ? await tx.outboxMessage.updateMany({
            where: { id: letterId, teamId, givenUpAt: { not: null }, sentAt: null },
            data: { givenUpAt: null, sendingAt: null, attempts: 0, notBefore: now, lastProblem: null },
          })
        : { count: 0 };
    if (count === 0) throw gone();
    const { kind, requestId } = await tx.outboxMessage.findUniqueOrThrow({ where: { id: letterId } });
    if (requestId !== null && TO_THE_PERSON.includes(kind))
      await tx.outboxMessage.updateMany({
        where: {
          id: { not: letterId },
          teamId,
          requestId,
          kind: { in: [...TO_THE_PERSON] },
          givenUpAt: { not: null },
          sentAt: null,
        },
        data: { givenUpAt: null, droppedAt: now },
      });
    await auditLetter(tx, kith, viewer, 'send letter again', letterId);
  });
}

/**
 * What letters to people call the team: a name that tells nothing to whoever reads over a shoulder.
 *
 * @param name null or empty: they do not name it
 * @throws {InvalidInput | NotFound}
 */
export async function setLetterName(kith: Kith, viewer: StaffViewer, name: string | null): Promise<void> {
  const letterName = readLine(name, LONGEST_NAME, 'name');
  if (letterName !== null && !/^[\p{L}\p{N} .,'’&-]+$/u.test(letterName))
    throw new InvalidInput('Please use letters only, for example “Ruth’s team”.', 'name');
  const teamId = teamOf(viewer);
  if (teamId === null) throw new NotFound('You look after no team.');
  await kith.db.$transaction(async (tx) => {
    await tx.team.update({ where: { id: teamId }, data: { letterName } });
    await recordAudit(tx, kith, {
      actorKind: 'staff',
      actorId: viewer.accountId,
      action: 'name team in letters',
      objectType: 'Team',
      objectId: teamId,
    });
  });
}

/** What letters to people call the team of this coordinator. @returns null: nothing, or no coordinator */
export async function readLetterName(kith: Kith, viewer: Viewer): Promise<string | null> {
  const teamId = teamOf(viewer);
  if (teamId === null) return null;
  const team = await kith.db.team.findUnique({ where: { id: teamId }, select: { letterName: true } });
  return team?.letterName ?? null;
}

async function toTeamLetters(
  kith: Kith,
  teamId: string,
  rows: OutboxMessage[],
  sinceOf: (row: OutboxMessage) => Date | null,
): Promise<TeamLetter[]> {
  const requests = await kith.db.peerRequest.findMany({
    where: { id: { in: rows.flatMap(({ requestId }) => requestId ?? []) }, teamId, erasedAt: null },
    select: { id: true, reference: true },
  });
  const references = new Map(requests.map(({ id, reference }) => [id, reference]));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    requestId: row.requestId,
    reference: row.requestId ? (references.get(row.requestId) ?? null) : null,
    since: sinceOf(row) ?? row.createdAt,
    problem: row.lastProblem,
  }));
}

function auditLetter(
  tx: Parameters<typeof recordAudit>[0],
  kith: Kith,
  viewer: StaffViewer,
  action: string,
  letterId: string,
): Promise<void> {
  return recordAudit(tx, kith, {
    actorKind: 'staff',
    actorId: viewer.accountId,
    action,
    objectType: 'Letter',
    objectId: letterId,
  });
}

function gone(): NotFound {
  return new NotFound('There is no such letter, or it is done already.');
}
