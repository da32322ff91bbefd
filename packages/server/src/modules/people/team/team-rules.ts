import type { AdvocateStage } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The way of an advocate, in order (S12). */
const stages: readonly AdvocateStage[] = ['LEARNER', 'SHADOWING', 'ADVOCATE', 'MENTOR'];
/** Those who hold no match alone. */
export const learningStages: readonly AdvocateStage[] = ['LEARNER', 'SHADOWING'];

const MOST_PEOPLE = 20;
const READY_FOR_MOST_DAYS = 366;
const AWAY_FOR_MOST_DAYS = 183;

/** Longest text in characters. */
export const longest = { nextStep: 300, note: 2_000, agreed: 2_000, thanks: 500 };

/** The calendar day of a team, at midnight UTC as dates are stored. */
export function todayIn(timezone: string, now: Date): Date {
  // The Canadian way of writing a day is ISO 8601.
  return new Date(`${new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(now)}T00:00:00Z`);
}

/** @param days calendar days; below zero: before */
export function daysFrom(day: Date, days: number): Date {
  return new Date(day.getTime() + days * DAY_MS);
}

/** @throws {InvalidInput} not a whole number from 0 to 20 */
export function readCapacity(capacity: number): number {
  if (!Number.isInteger(capacity) || capacity < 0 || capacity > MOST_PEOPLE)
    throw new InvalidInput(`An advocate can have 0 to ${MOST_PEOPLE} people at once.`, 'capacity');
  return capacity;
}

/** What a stage is decided by. Names are first names. */
export interface StageMove {
  name: string;
  from: AdvocateStage;
  to: AdvocateStage;
  /** How many people they are with or asked about, pauses included. */
  peopleNow: number;
  /** Who goes along with them now. */
  shadows: readonly string[];
  /** Whom they would go along with; null: nobody was named. */
  beside: { isThemselves: boolean; stage: AdvocateStage } | null;
}

/**
 * Whether an advocate may go on to a stage, or back. Forward is one step at a time; back is always open, as soon as nobody
 * would be left alone by it.
 *
 * @throws {InvalidInput} a sentence for the coordinator
 */
export function assertMayMove({ name, from, to, peopleNow, shadows, beside }: StageMove): void {
  if (stages.indexOf(to) > stages.indexOf(from) + 1)
    throw new InvalidInput('One step after the other: learning, going along, advocate, mentor.', 'stage');
  if (learningStages.includes(to) && peopleNow > 0) {
    const people = peopleNow === 1 ? 'one person' : `${peopleNow} people`;
    throw new InvalidInput(
      `${name} is with ${people} now, and who is learning meets nobody alone. Find somebody else with them first, or end it well.`,
      'stage',
    );
  }
  if (to !== 'MENTOR' && shadows.length > 0)
    throw new InvalidInput(
      `${shadows.join(', ')} goes along with ${name}. Name somebody else for them first.`,
      'stage',
    );
  if (to !== 'SHADOWING') return;
  if (!beside) throw new InvalidInput(`Choose the mentor who goes with ${name}.`, 'besideId');
  if (beside.isThemselves || beside.stage !== 'MENTOR')
    throw new InvalidInput(`Whoever goes with ${name} must be a mentor of your team.`, 'besideId');
}

/**
 * The day on which the two look again.
 *
 * @throws {InvalidInput} not after today, or more than a year away
 */
export function readReviewOn(reviewOn: Date, today: Date): Date {
  if (reviewOn <= today) throw new InvalidInput('Choose a day after today.', 'reviewOn');
  if (reviewOn > daysFrom(today, READY_FOR_MOST_DAYS))
    throw new InvalidInput('Choose a day within the next year. Then you look at it again together.', 'reviewOn');
  return reviewOn;
}

/** @throws {InvalidInput} ends before it begins, is over already, or is longer than half a year */
export function readTimeAway(input: { fromOn: Date; untilOn: Date }, today: Date): { fromOn: Date; untilOn: Date } {
  const { fromOn, untilOn } = input;
  if (untilOn < fromOn) throw new InvalidInput('The last day is before the first. Please check both.', 'untilOn');
  if (untilOn < today) throw new InvalidInput('These days are over already.', 'untilOn');
  if (untilOn > daysFrom(fromOn, AWAY_FOR_MOST_DAYS))
    throw new InvalidInput('That is more than half a year. A break without an end may be better.', 'untilOn');
  if (fromOn > daysFrom(today, 2 * READY_FOR_MOST_DAYS))
    throw new InvalidInput('That is very far away. Please check the year.', 'fromOn');
  return { fromOn, untilOn };
}

/**
 * The day of the next supervision.
 *
 * @throws {InvalidInput} in the past, or more than half a year away
 */
export function readNextSupervision(on: Date, today: Date, field: string): Date {
  if (on < today) throw new InvalidInput('That day has passed. Choose today or a later day.', field);
  if (on > daysFrom(today, AWAY_FOR_MOST_DAYS))
    throw new InvalidInput('That is more than half a year away. Choose a day that is nearer.', field);
  return on;
}
