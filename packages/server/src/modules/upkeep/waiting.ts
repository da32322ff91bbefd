import type { Letter } from '../../infra/outbox.ts';
import type { Kith } from '../../kith.ts';
import { dayIn, dayInWords, workingDaysLater } from '../peers/promise-clock.ts';
import { STEWARD_TIMEZONE } from './suggestions/suggestion-rules.ts';

/** Nobody is written to at night. */
const MORNING_HOUR = 9;

/** What waits for any steward. Counts and days, nothing of what it is about. */
interface Waiting {
  suggestions: number;
  /** When the oldest should be answered; null: none waits. */
  dueAt: Date | null;
  /** Compared, and waiting for somebody to say yes or no. */
  imports: number;
  /** Waiting for somebody to say what its columns are. */
  unmapped: number;
}

/**
 * Tells each steward in the morning of a working day that something waits: they promised an answer (PRODUCT.md W7), and
 * nobody looks at an empty list every day. Nothing waits: no letter.
 */
export async function tellStewards(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  const day = dayIn(STEWARD_TIMEZONE, now);
  if (!isMorningOfWork(now, day) || !(await isAnythingWaiting(kith))) return;
  const stewards = await kith.db.staffAccount.findMany({
    where: { disabledAt: null, roles: { has: 'STEWARD' } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of stewards)
    await kith.outbox.put(kith.db, {
      kind: 'stewards-waiting',
      subjectId: id,
      accountId: id,
      key: `stewards-waiting:${id}:${day}`,
    });
}

/** Counted when it leaves. Null: a colleague did it meanwhile, or it is not their work any more. */
export async function waitingLetter(kith: Kith, accountId: string): Promise<Letter | null> {
  const account = await kith.db.staffAccount.findUnique({ where: { id: accountId } });
  if (!account || account.disabledAt || !account.roles.includes('STEWARD')) return null;
  const { suggestions, dueAt, imports, unmapped } = await readWaiting(kith);
  const lines = [
    suggestions > 0 && dueAt
      ? `${counted(suggestions, 'suggestion waits', 'suggestions wait')} for an answer. ${dueWords(dueAt, kith.clock.now())}`
      : null,
    imports > 0 ? `${counted(imports, 'import is', 'imports are')} compared and ready to look at.` : null,
    unmapped > 0 ? `${counted(unmapped, 'file waits', 'files wait')} for somebody to say what the columns are.` : null,
  ].filter((line) => line !== null);
  if (lines.length === 0) return null;
  return {
    channel: 'EMAIL',
    to: account.email,
    subject: 'Something waits for you',
    text: [...lines, '', `Sign in to see it: ${kith.config.publicUrl}/console`, ''].join('\n'),
  };
}

async function isAnythingWaiting(kith: Kith): Promise<boolean> {
  const { suggestions, imports, unmapped } = await readWaiting(kith);
  return suggestions + imports + unmapped > 0;
}

async function readWaiting({ db }: Kith): Promise<Waiting> {
  const suggested = await db.serviceSuggestion.aggregate({
    where: { state: 'WAITING' },
    _count: true,
    _min: { dueAt: true },
  });
  const imports = await db.directoryImport.groupBy({
    by: ['status'],
    where: { status: { in: ['READY', 'UNMAPPED'] } },
    _count: true,
  });
  const inState = (status: string) => imports.find((one) => one.status === status)?._count ?? 0;
  return {
    suggestions: suggested._count,
    dueAt: suggested._min.dueAt,
    imports: inState('READY'),
    unmapped: inState('UNMAPPED'),
  };
}

function isMorningOfWork(now: Date, day: string): boolean {
  // A day off has the end of another day as its own.
  const isDayOff = dayIn(STEWARD_TIMEZONE, workingDaysLater(now, 0, STEWARD_TIMEZONE)) !== day;
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: STEWARD_TIMEZONE, hour: 'numeric', hourCycle: 'h23' });
  return !isDayOff && Number(hour.format(now)) >= MORNING_HOUR;
}

function dueWords(dueAt: Date, now: Date): string {
  const due = dayIn(STEWARD_TIMEZONE, dueAt);
  const today = dayIn(STEWARD_TIMEZONE, now);
  if (dueAt < now) return 'The oldest should have been answered by now.';
  if (due === today) return 'The oldest should be answered today.';
  return `The oldest should be answered by ${dayInWords(STEWARD_TIMEZONE, dueAt)}.`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
