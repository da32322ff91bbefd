import { expect, it } from 'vitest';
import { pathOf, placeOf } from './router.ts';
import { day, dayAndTime, dayOfYear, language, load, shortDay, waiting } from './words.ts';

it('tells days and times as people say them', () => {
  expect(day('2026-11-26')).toBe('Thursday 26 November');
  expect(dayOfYear('2024-02-27')).toBe('27 February 2024');
  expect(shortDay('2026-11-26')).toBe('Thu 26 Nov');
  expect(dayAndTime(new Date(2026, 10, 26, 14, 0).toISOString())).toBe('Thursday 26 November, 2 pm');
  expect(dayAndTime(new Date(2026, 10, 26, 0, 5).toISOString())).toBe('Thursday 26 November, 12:05 am');
});

it.each([
  ['ASKED', 0, 'Asked today'],
  ['ASKED', 1, 'Asked yesterday'],
  ['ASKED', 2, 'Waiting for 2 days'],
  ['ASKED', 40, 'Waiting for 40 days'],
  ['CONNECTED', 40, 'Asked 40 days ago'],
])('says how long ago somebody asked: %s, %i days', (status, days, sentence) => {
  const askedAt = new Date(2026, 10, 23 - days, 23, 30).toISOString();
  expect(waiting({ status, askedAt, waitingSince: askedAt }, new Date(2026, 10, 23, 8, 0))).toBe(sentence);
});

it.each([
  [0, 'Came back today'],
  [1, 'Came back yesterday'],
  [3, 'Came back 3 days ago'],
])('counts from coming back: %i days', (days, sentence) => {
  const waitingSince = new Date(2026, 10, 23 - days, 19, 0).toISOString();
  const request = { status: 'CAME_BACK', askedAt: '2026-10-27T16:00:00Z', waitingSince };
  expect(waiting(request, new Date(2026, 10, 23, 8, 0))).toBe(sentence);
});

it('tells load and languages, and is quiet about what it does not know', () => {
  expect(load(3, 6)).toBe('3 of 6 people');
  expect(load(1, 1)).toBe('1 of 1 person');
  expect(load(null, 6)).toBe('');
  expect(language('pl')).toBe('Polish');
  expect(language('not a language!')).toBe('not a language!');
});

it.each([
  ['/console', { screen: 'home' }],
  ['/console/', { screen: 'home' }],
  ['/console/today', { screen: 'today' }],
  ['/console/requests', { screen: 'requests', id: null }],
  ['/console/requests/UGV%3D', { screen: 'requests', id: 'UGV=' }],
  ['/console/people/%E0%A4%A', { screen: 'people', id: '%E0%A4%A' }],
  ['/console/directory', { screen: 'directory', id: null }],
  ['/console/directory/U2Vydmlj', { screen: 'directory', id: 'U2Vydmlj' }],
  ['/console/today/x', { screen: 'nowhere' }],
  ['/console/requests/a/b', { screen: 'nowhere' }],
  ['/console/secrets', { screen: 'nowhere' }],
  ['/elsewhere', { screen: 'nowhere' }],
])('knows the place of %s', (path, place) => expect(placeOf(path)).toEqual(place));

it('makes addresses that it can read', () => {
  expect(placeOf(pathOf({ screen: 'requests', id: 'a/b c=' }))).toEqual({ screen: 'requests', id: 'a/b c=' });
});
