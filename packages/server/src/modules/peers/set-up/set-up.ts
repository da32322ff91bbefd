import { randomUUID } from 'node:crypto';
import type { SetUpTick } from '../../../../generated/prisma/client.ts';
import { InvalidInput } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import { seal, unseal } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { readLine } from '../../../plain-text.ts';
import type { StaffViewer, Viewer } from '../../../viewer.ts';
import { todayIn } from '../../people/team/team-rules.ts';
import { NoLongerPossible } from '../rules.ts';
import { type TeamToSetUp, teamToChange, teamToSetUp } from './access.ts';
import { type SetUpItem, setUpItemOf, setUpItems } from './set-up-items.ts';

const LONGEST_NOTE = 300;
const NOTE = 'set_up_tick.note';
/** Nobody set up a team before that. */
const FIRST_DAY = new Date('2000-01-01');
/** For one item. */
const MOST_TICKS = 50;

/** One tick, as it is read. */
export interface TickSeen {
  id: string;
  doneOn: Date;
  /** Name; null: no longer known. */
  doneBy: string | null;
  note: string | null;
  endedAt: Date | null;
  /** Name; null: it holds, or no longer known. */
  endedBy: string | null;
}

/** One item of a team's checklist: what is done, and what was before. */
export interface ItemSeen extends SetUpItem {
  done: TickSeen | null;
  /** Ticks that were taken back, the newest first. */
  before: TickSeen[];
}

/** How far a team is with setting up. */
export interface SetUpSeen {
  team: TeamToSetUp;
  items: ItemSeen[];
}

/**
 * How far a team is.
 *
 * @param teamId null: the viewer's own
 * @returns null: there is none, or it is not for this viewer
 */
export async function readSetUp(kith: Kith, viewer: Viewer, teamId: string | null): Promise<SetUpSeen | null> {
  const team = await teamToSetUp(kith, viewer, teamId);
  if (!team) return null;
  const ticks = await kith.db.setUpTick.findMany({
    where: { teamId: team.id },
    orderBy: [{ tickedAt: 'desc' }, { id: 'desc' }],
    take: MOST_TICKS * setUpItems.length,
  });
  const accounts = await kith.db.staffAccount.findMany({
    where: {
      id: {
        in: [...new Set(ticks.flatMap(({ tickedById, endedById }) => [tickedById ?? [], endedById ?? []].flat()))],
      },
    },
    select: { id: true, name: true },
  });
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const seen = (tick: SetUpTick): TickSeen => ({
    id: tick.id,
    doneOn: tick.doneOn,
    doneBy: names.get(tick.tickedById ?? '') ?? null,
    note: noteOf(kith, tick),
    endedAt: tick.endedAt,
    endedBy: names.get(tick.endedById ?? '') ?? null,
  });
  return {
    team,
    items: setUpItems.map((item) => {
      const ofItem = ticks.filter((tick) => tick.item === item.key);
      const open = ofItem.find(({ endedAt }) => endedAt === null);
      return {
        ...item,
        done: open ? seen(open) : null,
        before: ofItem.filter(({ endedAt }) => endedAt !== null).map(seen),
      };
    }),
  };
}

/**
 * Somebody who looks after a team says that an item is done. Another day later on is another tick: the one before ends and
 * stays. The same again changes nothing.
 *
 * @param input.basedOn the tick that was on the screen; null: none was
 * @returns the team's id
 * @throws {NotFound | InvalidInput | NoLongerPossible}
 */
export async function tickSetUpItem(
  kith: Kith,
  viewer: Viewer,
  input: { teamId: string | null; item: string; doneOn: Date; note?: string | null; basedOn: string | null },
): Promise<string> {
  const { team, staff } = await teamToChange(kith, viewer, input.teamId);
  const item = readItem(input.item);
  const note = readLine(input.note, LONGEST_NOTE, 'note');
  const doneOn = readDoneOn(input.doneOn, todayIn(team.timezone, kith.clock.now()));
  await kith.db.$transaction(async (tx) => {
    const open = await holdOpenTick(tx, team.id, item.key);
    const isSameDay = open?.doneOn.getTime() === doneOn.getTime();
    if (open && isSameDay && noteOf(kith, open) === note) return;
    if ((open?.id ?? null) !== input.basedOn)
      throw new NoLongerPossible('A colleague changed this meanwhile. Please look at it first.');
    if (open && isSameDay) await tx.setUpTick.update({ where: { id: open.id }, data: sealNote(kith, open.id, note) });
    else {
      const at = kith.clock.now();
      if (open) await endTick(tx, open.id, at, staff);
      if ((await tx.setUpTick.count({ where: { teamId: team.id, item: item.key } })) >= MOST_TICKS)
        throw new NoLongerPossible('This was ticked and taken back very often already.');
      const id = randomUUID();
      await tx.setUpTick.create({
        data: {
          id,
          teamId: team.id,
          item: item.key,
          doneOn,
          tickedAt: at,
          tickedById: staff.accountId,
          ...sealNote(kith, id, note),
        },
      });
    }
    await auditTeam(tx, kith, staff, 'tick set-up item', team.id);
  });
  kith.signals.publish({ topic: 'queue', id: team.id });
  return team.id;
}

/**
 * It is not done after all. The day and the name stay in what was before; the note goes. Taken back twice is taken back once.
 *
 * @returns the team's id
 * @throws {NotFound | InvalidInput}
 */
export async function takeBackSetUpItem(
  kith: Kith,
  viewer: Viewer,
  input: { teamId: string | null; item: string },
): Promise<string> {
  const { team, staff } = await teamToChange(kith, viewer, input.teamId);
  const item = readItem(input.item);
  await kith.db.$transaction(async (tx) => {
    const open = await holdOpenTick(tx, team.id, item.key);
    if (!open) return;
    await endTick(tx, open.id, kith.clock.now(), staff);
    await auditTeam(tx, kith, staff, 'take back set-up item', team.id);
  });
  kith.signals.publish({ topic: 'queue', id: team.id });
  return team.id;
}

/** The tick that holds, if one does. Of two colleagues at once, the second waits here and sees what the first did. */
async function holdOpenTick(tx: Tx, teamId: string, item: string): Promise<SetUpTick | null> {
  await tx.$queryRaw`SELECT id FROM team WHERE id = ${teamId}::uuid FOR UPDATE`;
  return tx.setUpTick.findFirst({ where: { teamId, item, endedAt: null } });
}

async function endTick(tx: Tx, id: string, endedAt: Date, staff: StaffViewer): Promise<void> {
  await tx.setUpTick.update({
    where: { id },
    data: { endedAt, endedById: staff.accountId, note: null, dataKey: null },
  });
}

function readItem(key: string): SetUpItem {
  const item = setUpItemOf(key);
  if (!item) throw new InvalidInput('There is no such item on the checklist.', 'item');
  return item;
}

function readDoneOn(doneOn: Date, today: Date): Date {
  if (doneOn > today) throw new InvalidInput('That day is still to come. Tick it when it is done.', 'doneOn');
  if (doneOn < FIRST_DAY) throw new InvalidInput('That is very long ago. Please check the year.', 'doneOn');
  return doneOn;
}

function sealNote(kith: Kith, id: string, note: string | null) {
  if (note === null) return { note: null, dataKey: null };
  const { dataKey, wrapped } = kith.keys.createDataKey(id);
  return { note: seal(dataKey, note, { column: NOTE, row: id }), dataKey: wrapped };
}

function noteOf(kith: Kith, { id, note, dataKey }: SetUpTick): string | null {
  return note && dataKey ? unseal(kith.keys.unwrapDataKey(dataKey, id), note, { column: NOTE, row: id }) : null;
}

function auditTeam(tx: Tx, kith: Kith, staff: StaffViewer, action: string, teamId: string): Promise<void> {
  return recordAudit(tx, kith, {
    actorKind: 'staff',
    actorId: staff.accountId,
    action,
    objectType: 'Team',
    objectId: teamId,
  });
}
