import { safeHours } from '@kith/connect/ask-draft.ts';
import { describe, expect, it } from 'vitest';
import { nextSafeInstant, readSafeHours } from './safe-hours.ts';

const LONDON = 'Europe/London';
/** Monday 23 November 2026 is in winter time: London is UTC. */
const at = (text: string) => new Date(`2026-11-${text}:00Z`);

function isSafe(times: string, when: string): boolean | null {
  const hours = readSafeHours(times, 'EMAIL');
  return hours && nextSafeInstant(hours, at(when), LONDON)?.getTime() === at(when).getTime();
}

describe('when it is safe, as it can be ticked', () => {
  const words: readonly string[] = safeHours;
  const all = Array.from({ length: 2 ** words.length }, (_, set) => words.filter((_word, bit) => set & (1 << bit)));

  it('is understood whatever is ticked together', () => {
    for (const ticked of all)
      expect([ticked, readSafeHours(ticked.join(', '), 'TEXT')?.includes(true)]).toEqual([ticked, true]);
    expect(all).toHaveLength(32);
  });

  it.each([
    ['weekdays, mornings, evenings', '23T10:00', '23T14:00'],
    ['weekdays, mornings, evenings', '23T19:00', '28T19:00'],
    ['weekends, afternoons', '28T13:00', '23T13:00'],
    ['weekdays, weekends, mornings', '28T10:00', '28T14:00'],
    ['weekdays, mornings. Never on Mondays', '24T10:00', '23T10:00'],
    ['mornings. never after 10 am', '23T09:30', '23T11:00'],
  ])('“%s”: %s is safe, %s is not', (times, safe, unsafe) => {
    expect([isSafe(times, safe), isSafe(times, unsafe)]).toEqual([true, false]);
  });

  it('is left to a human being when the words beside it are not understood', () => {
    expect(readSafeHours('weekdays, mornings. Not when he is home', 'TEXT')).toBeNull();
  });
});

describe('when it is safe, in the words of people', () => {
  it.each([
    ['weekday mornings, never after 6 pm', '23T10:00', '23T14:00'],
    ['weekday mornings, never after 6 pm', '27T11:30', '28T10:00'],
    ['Mondays and Thursdays after 5pm', '26T18:00', '26T12:00'],
    ['evenings only', '23T19:00', '23T10:00'],
    ['Mon-Fri 9-12', '24T09:00', '24T12:00'],
    ['Monday to Friday, 9am to 5pm', '25T16:30', '29T10:00'],
    ['between 10 and 12', '29T10:30', '29T13:00'],
    ['after 2 pm and before 4pm', '23T15:00', '23T17:00'],
    ['not at weekends', '23T12:00', '28T12:00'],
    ['any time', '23T03:00', null],
    ['any time except Mondays', '24T03:00', '23T12:00'],
    ['weekday mornings and Saturday afternoons', '28T13:00', '23T13:00'],
    ['weekday mornings, evenings', '23T19:00', '28T19:00'],
    ['weekdays except Friday', '26T12:00', '27T12:00'],
    ['Never mornings or evenings.', '23T14:00', '23T18:00'],
    ['Mornings, weekdays only', '23T10:00', '28T10:00'],
    ['mornings, only on weekdays', '23T10:00', '28T10:00'],
    ['Mornings. Weekdays.', '23T10:00', '23T14:00'],
    ['not mornings but evenings are fine', '23T18:00', '23T14:00'],
    ['no later than 6pm', '23T17:00', '23T18:30'],
    ['Never on Mondays. Evenings.', '24T18:00', '23T18:00'],
    ['6-8pm', '23T18:30', '23T20:00'],
    ['Before 10:30am on Tuesdays', '24T10:00', '24T10:30'],
    ['9.30 to 11.30', '23T09:30', '23T09:00'],
    ['please text in the afternoon', '23T15:00', '23T09:30'],
  ])('“%s”: %s is safe, %s is not', (times, safe, unsafe) => {
    expect(isSafe(times, safe)).toBe(true);
    if (unsafe) expect(isSafe(times, unsafe)).toBe(false);
  });

  it.each([
    'when my husband is at work',
    'after 9',
    '7-9',
    'never mornings, evenings',
    'mornings or after 6pm',
    'le matin',
    'before 9 or after 5pm',
    'weekdays. Not Monday to Friday',
    'not',
    'never',
    '25:00 to 26:00',
    'mornings unless the car is there',
    'Tuesdays 10 to 12 if I am alone',
  ])('“%s” is left to a human being', (times) => {
    expect(readSafeHours(times, 'TEXT')).toBeNull();
  });

  it('texts nobody at night who said nothing about hours, and mails them at any hour', () => {
    const texts = readSafeHours(null, 'TEXT');
    const mails = readSafeHours('  ', 'EMAIL');
    expect(texts && nextSafeInstant(texts, at('23T23:10'), LONDON)).toEqual(at('24T09:00'));
    expect(mails && nextSafeInstant(mails, at('23T23:10'), LONDON)).toEqual(at('23T23:10'));
  });

  it('moves to the next safe hour in the time zone of the team, summer time too', () => {
    const hours = readSafeHours('weekday mornings', 'EMAIL') ?? [];
    expect(nextSafeInstant(hours, new Date('2026-07-03T17:00:00Z'), LONDON)).toEqual(new Date('2026-07-06T08:00:00Z'));
    expect(nextSafeInstant(hours, at('27T17:00'), 'America/New_York')).toEqual(at('30T14:00'));
  });
});
