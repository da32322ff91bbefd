import type { PlanPart } from '../../../../generated/prisma/enums.ts';
import type { DataKey } from '../../../infra/crypto.ts';
import type { Kith } from '../../../kith.ts';
import type { Viewer } from '../../../viewer.ts';
import { openJson } from '../../peers/contacts/sealed-words.ts';
import { lookAt } from '../../peers/contacts/together.ts';
import { openDataKey } from '../../peers/sealed.ts';
import { askAgainFrom, type CheckInAnswers } from '../check-ins/check-in-rules.ts';
import { type PlanWords, partOf } from './plan-rules.ts';
import type { Reminder } from './reminder-rules.ts';
import { reminderOfEntry } from './reminding.ts';

/** Something that a person wrote in their plan, in clear. Never log it. */
export interface MyPlanEntry extends PlanWords {
  id: string;
  /** Null: the journey. */
  part: PlanPart | null;
  writtenAt: Date;
  /** Of a meeting from tomorrow on, for the person alone. Null: it is none, or not for this viewer. */
  reminder: Reminder | null;
}

export interface MyCheckIn {
  at: Date;
  answers: CheckInAnswers;
}

/** One's own plan. All in clear: never log it. */
export interface MyPlan {
  /** As they were written, oldest first. */
  entries: MyPlanEntry[];
  /** Oldest first. */
  checkIns: MyCheckIn[];
  /** Whether the questions may be asked today. */
  asksCheckIn: boolean;
  /** The parts that the advocate of the present match may read. */
  shared: PlanPart[];
}

/** A part that a person shares in one match. */
export interface SharedPart {
  part: PlanPart;
  sharedAt: Date;
  entries: MyPlanEntry[];
  checkIns: MyCheckIn[];
}

/** The person's own plan. Null: not theirs, or erased. */
export async function readMyPlan(kith: Kith, viewer: Viewer, requestId: string): Promise<MyPlan | null> {
  if (viewer.kind !== 'person' || viewer.requestId !== requestId) return null;
  const request = await kith.db.peerRequest.findFirst({
    where: { id: requestId, erasedAt: null },
    include: { team: { select: { timezone: true } } },
  });
  const key = request && openDataKey(kith.keys, request);
  if (!key) return null;
  const last = await kith.db.checkIn.findFirst({ where: { requestId }, orderBy: { at: 'desc' } });
  const from = askAgainFrom(last?.at ?? null);
  const shares = await kith.db.planShare.findMany({
    where: { requestId, match: { status: { in: ['PROPOSED', 'ACTIVE', 'PAUSED'] } } },
    orderBy: { sharedAt: 'asc' },
  });
  return {
    entries: await Promise.all(
      (await entriesOf(kith, requestId, key)).map(async ({ remindOn, ...entry }) => ({
        ...entry,
        reminder: await reminderOfEntry(kith, request, { remindOn }, entry),
      })),
    ),
    checkIns: await checkInsOf(kith, requestId, key),
    asksCheckIn: from === null || from <= kith.clock.now(),
    shared: shares.map(({ part }) => part),
  };
}

/** What the person shares in a match: for the two of them. Empty for everybody else, a coordinator and a stand-in too. */
export async function readSharedPlan(kith: Kith, viewer: Viewer, matchId: string): Promise<SharedPart[]> {
  const look = await lookAt(kith, viewer, matchId);
  if (!look || (look.side !== 'person' && look.side !== 'advocate')) return [];
  const shares = await kith.db.planShare.findMany({ where: { matchId }, orderBy: { part: 'asc' } });
  const key = shares.length > 0 ? await look.open() : null;
  if (!key) return [];
  const entries = (await entriesOf(kith, look.requestId, key)).map(({ remindOn: _theirs, ...entry }) => ({
    ...entry,
    reminder: null,
  }));
  const checkIns = shares.some(({ part }) => part === 'CHECK_INS') ? await checkInsOf(kith, look.requestId, key) : [];
  return shares.map(({ part, sharedAt }) => ({
    part,
    sharedAt,
    entries: entries.filter((entry) => entry.part === part),
    checkIns: part === 'CHECK_INS' ? checkIns : [],
  }));
}

type KeptEntry = Omit<MyPlanEntry, 'reminder'> & { remindOn: Date | null };

async function entriesOf(kith: Kith, requestId: string, key: DataKey): Promise<KeptEntry[]> {
  const rows = await kith.db.planEntry.findMany({
    where: { requestId },
    orderBy: [{ writtenAt: 'asc' }, { id: 'asc' }],
  });
  return rows.flatMap(({ id, words, writtenAt, remindOn }) => {
    const said = openJson<PlanWords>(key, 'plan_entry.words', id, words);
    return said ? { id, writtenAt, remindOn, ...said, part: partOf[said.kind] } : [];
  });
}

async function checkInsOf(kith: Kith, requestId: string, key: DataKey): Promise<MyCheckIn[]> {
  const rows = await kith.db.checkIn.findMany({ where: { requestId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
  return rows.flatMap(({ id, at, answers }) => {
    const said = openJson<CheckInAnswers>(key, 'check_in.answers', id, answers);
    return said ? { at, answers: said } : [];
  });
}
