import { expect, it } from 'vitest';
import { pathOf, placeOf } from './router.ts';
import { day, dayAndTime, language, load, shortDay, waiting } from './words.ts';

it('tells days and times as people say them', () => {
  expect(day('2026-11-26')).toBe('Thursday 26 November');
  expect(shortDay('2026-11-26')).toBe('Thu 26 Nov');
  expect(dayAndTime(new Date(2026, 10, 26, 14, 0).toISOString())).toBe('Thursday 26 November, 2 pm');
  expect(dayAndTime(new Date(2026, 10, 26, 0, 5).toISOString())).toBe('Thursday 26 November, 12:05 am');
});

it.each([
  [0, 'Asked today'],
  [1, 'Asked yesterday'],
  [2, 'Waiting for 2 days'],
  [40, 'Waiting for 40 days'],
])('says how long somebody waits: %i days', (days, sentence) => {
  expect(waiting(new Date(2026, 10, 23 - days, 23, 30).toISOString(), new Date(2026, 10, 23, 8, 0))).toBe(sentence);
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
  ['/console/today/x', { screen: 'nowhere' }],
  ['/console/requests/a/b', { screen: 'nowhere' }],
  ['/console/secrets', { screen: 'nowhere' }],
  ['/elsewhere', { screen: 'nowhere' }],
])('knows the place of %s', (path, place) => expect(placeOf(path)).toEqual(place));

it('makes addresses that it can read', () => {
  expect(placeOf(pathOf({ screen: 'requests', id: 'a/b c=' }))).toEqual({ screen: 'requests', id: 'a/b c=' });
});
