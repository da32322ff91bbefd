import { expect, it } from 'vitest';
import { describeSchedule, type ScheduleTimes } from './schedule.ts';
import { nextSession } from './schedule-next.ts';

const never: ScheduleTimes = {
  freq: null,
  interval: null,
  byday: null,
  bymonthday: null,
  dtstart: null,
  until: null,
  validFrom: null,
  validTo: null,
  opensAt: null,
  closesAt: null,
  timezone: null,
  description: null,
};
const day = (text: string) => new Date(`${text}T00:00:00Z`);

it.each<[Partial<ScheduleTimes>, string]>([
  [{ freq: 'WEEKLY', byday: 'TH', opensAt: '14:00', closesAt: '16:00' }, 'Thursdays, 2 to 4 pm'],
  [
    { freq: 'WEEKLY', byday: 'MO,WE', opensAt: '10:30', closesAt: '12:00' },
    'Mondays and Wednesdays, 10:30 am to 12 noon',
  ],
  [{ freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR', opensAt: '09:00', closesAt: '17:00' }, 'Monday to Friday, 9 am to 5 pm'],
  [{ freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR,SA,SU', opensAt: '00:00', closesAt: '23:59' }, 'Every day, all day'],
  [{ freq: 'WEEKLY', byday: 'SA', interval: 2, opensAt: '19:00' }, 'Every second Saturday, from 7 pm'],
  [{ freq: 'MONTHLY', byday: '1TU', opensAt: '18:30', closesAt: '20:00' }, 'First Tuesday of the month, 6:30 to 8 pm'],
  [{ freq: 'MONTHLY', byday: '-1FR' }, 'Last Friday of the month'],
  [{ freq: 'MONTHLY', bymonthday: '15' }, 'Day 15 of the month'],
  [{ freq: 'WEEKLY', dtstart: day('2026-11-26'), opensAt: '09:00' }, 'Thursdays, from 9 am'],
  [{ description: 'Ring the bell any time.' }, 'Ring the bell any time.'],
  [{ byday: 'XX', opensAt: 'noon' }, 'Ask when it is on'],
])('says when %o in words', (schedule, words) => {
  expect(describeSchedule({ ...never, ...schedule })).toBe(words);
});

// 2026-11-23 is a Monday.
const monday = new Date('2026-11-23T09:00:00Z');

it.each<[string, Partial<ScheduleTimes>, Date, string | null]>([
  ['later the same day', { freq: 'WEEKLY', byday: 'MO', opensAt: '14:00' }, monday, '2026-11-23T14:00:00.000Z'],
  [
    'next week when it has begun',
    { freq: 'WEEKLY', byday: 'MO', opensAt: '08:30' },
    monday,
    '2026-11-30T08:30:00.000Z',
  ],
  [
    'in British summer time',
    { freq: 'WEEKLY', byday: 'TH', opensAt: '14:00' },
    new Date('2026-07-01T00:00:00Z'),
    '2026-07-02T13:00:00.000Z',
  ],
  [
    'in its own time zone',
    { freq: 'WEEKLY', byday: 'MO', opensAt: '14:00', timezone: 'America/New_York' },
    monday,
    '2026-11-23T19:00:00.000Z',
  ],
  [
    'after the clocks change',
    { freq: 'WEEKLY', byday: 'SU', opensAt: '10:00' },
    new Date('2026-10-24T12:00:00Z'),
    '2026-10-25T10:00:00.000Z',
  ],
  [
    'every second week from its start',
    { freq: 'WEEKLY', byday: 'TU', interval: 2, dtstart: day('2026-11-17'), opensAt: '10:00' },
    monday,
    '2026-12-01T10:00:00.000Z',
  ],
  ['on the first Tuesday', { freq: 'MONTHLY', byday: '1TU', opensAt: '18:30' }, monday, '2026-12-01T18:30:00.000Z'],
  [
    'on a day of the month',
    { freq: 'MONTHLY', bymonthday: '15', opensAt: '18:30' },
    monday,
    '2026-12-15T18:30:00.000Z',
  ],
  ['not after its end', { freq: 'WEEKLY', byday: 'TU', until: day('2026-11-20'), opensAt: '10:00' }, monday, null],
  [
    'not before it is valid',
    { freq: 'WEEKLY', byday: 'TU', validFrom: day('2027-01-01'), opensAt: '10:00' },
    monday,
    '2027-01-05T10:00:00.000Z',
  ],
  ['unknown without a time', { freq: 'WEEKLY', byday: 'TU' }, monday, null],
  [
    'in London when its zone is nonsense',
    { freq: 'WEEKLY', byday: 'TU', opensAt: '10:00', timezone: 'Mars/Base' },
    monday,
    '2026-11-24T10:00:00.000Z',
  ],
])('finds the next time %s', (_title, schedule, now, expected) => {
  expect(nextSession([{ ...never, ...schedule }], now)?.startsAt.toISOString() ?? null).toBe(expected);
});

it('ends after midnight when it closes before it opens', () => {
  const session = nextSession([{ ...never, freq: 'WEEKLY', byday: 'FR', opensAt: '22:00', closesAt: '02:00' }], monday);
  expect(session?.endsAt?.toISOString()).toBe('2026-11-28T02:00:00.000Z');
});
