import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, dayInWords, workingDaysLater } from './promise-clock.ts';

describe('the promise', () => {
  it.each([
    ['a Monday', '2026-11-23T09:00:00Z', 2, 'Europe/London', '2026-11-25T17:00:00.000Z'],
    ['a Thursday, over the weekend', '2026-11-26T09:00:00Z', 2, 'Europe/London', '2026-11-30T17:00:00.000Z'],
    ['a Saturday', '2026-11-28T09:00:00Z', 2, 'Europe/London', '2026-12-01T17:00:00.000Z'],
    ['the day before Christmas', '2026-12-24T09:00:00Z', 2, 'Europe/London', '2026-12-30T17:00:00.000Z'],
    [
      'late on a Sunday, which is Monday in London',
      '2026-06-28T23:30:00Z',
      1,
      'Europe/London',
      '2026-06-30T16:00:00.000Z',
    ],
    ['summer time', '2026-07-06T09:00:00Z', 2, 'Europe/London', '2026-07-08T16:00:00.000Z'],
    ['Thanksgiving', '2026-11-25T15:00:00Z', 1, 'America/New_York', '2026-11-27T22:00:00.000Z'],
    ['a zone without a list of holidays', '2026-12-24T09:00:00Z', 1, 'Europe/Berlin', '2026-12-25T16:00:00.000Z'],
    ['no days, on a Sunday', '2026-11-29T09:00:00Z', 0, 'Europe/London', '2026-11-30T17:00:00.000Z'],
  ])('asked on %s', (_name, from, days, timezone, expected) => {
    expect(workingDaysLater(new Date(from), days, timezone).toISOString()).toBe(expected);
  });

  it('always ends on a working day, later than it began, and never sooner for more days', () => {
    const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 15 }), (from, days) => {
        const until = workingDaysLater(from, days, 'Europe/London');
        const weekday = new Date(`${dayIn('Europe/London', until)}T00:00:00Z`).getUTCDay();
        return (
          until > from && weekday >= 1 && weekday <= 5 && workingDaysLater(from, days + 1, 'Europe/London') > until
        );
      }),
    );
  });

  it('is told as a day', () => {
    expect(dayInWords('Europe/London', new Date('2026-11-25T17:00:00Z'))).toBe('Wednesday 25 November');
  });
});
