import { expect, it } from 'vitest';
import { cleanText } from './text.ts';
import { cleanDate, cleanPosition, cleanTime, cleanUrl } from './values.ts';

const clean = (text: unknown, max = 200) => cleanText(text, max, () => undefined);

it.each([
  ['a paragraph', '<p>Tea &amp; toast</p>', 'Tea & toast'],
  ['a script', 'Hello<script>alert(1)</script> there', 'Hello there'],
  ['a script without an end', 'Hello <script>alert(1)', 'Hello'],
  ['markup written as entities', '&lt;img src=x onerror=alert(1)&gt;Tea', 'Tea'],
  ['markup written as entities of entities', '&amp;lt;b&amp;gt;Tea&amp;lt;/b&amp;gt;', 'Tea'],
  ['a tag without an end', 'Tea <img src=x onerror=alert(1)', 'Tea'],
  ['a list', '<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
  ['a sum that is no tag', 'under 5 < 6 years', 'under 5 < 6 years'],
  ['garbled letters', 'CafÃ© â€“ itâ€™s Â£5', 'Café – it’s £5'],
  ['letters garbled twice', 'CafÃƒÂ©', 'Café'],
  ['right letters', 'Café – it’s £5', 'Café – it’s £5'],
  ['a written line end', 'one\\ntwo\\r\\nthree', 'one\ntwo\nthree'],
  ['NUL and bells', 'a\u0000b\u0007c', 'abc'],
  ['half a surrogate pair', 'a\ud800b', 'ab'],
  ['a direction override', 'abc\u202etxt', 'abctxt'],
  ['spaces at the ends', '  Tea   room \n\n\n\n x ', 'Tea room\n\nx'],
  ['a word for nothing', 'N/A', null],
  ['nothing', '   ', null],
  ['no text', { a: 1 }, null],
])('reads %s as people should', (_name, text, expected) => {
  expect(clean(text)).toBe(expected);
});

it('cuts what is absurdly long, and says so', () => {
  const told: string[] = [];
  const text = cleanText('word '.repeat(1_000_000), 100, (what) => told.push(what));
  expect(text?.length).toBeLessThanOrEqual(100);
  expect(told.join()).toContain('longer than 100 characters');
});

it.each([
  ['example.org', 'https://example.org'],
  ['www.example.org/a?b=c', 'https://www.example.org/a?b=c'],
  ['//example.org', 'https://example.org'],
  ['http://example.org', 'http://example.org'],
  ['example.org:8080/x', 'https://example.org:8080/x'],
  ['javascript:alert(1)', null],
  ['JaVaScRiPt:alert(1)', null],
  ['java\u0000script:alert(1)', null],
  ['data:text/html,x', null],
  ['mailto:info@example.org', null],
  ['not an address', null],
  ['http://user:secret@example.org/', 'http://example.org/'],
])('makes of the address %s: %s', (text, expected) => {
  expect(cleanUrl(text, () => undefined)).toBe(expected);
});

it.each([
  ['2021-02-28', '2021-02-28'],
  ['2021-02-31', null],
  ['31/01/2021', '2021-01-31'],
  ['12/24/2015', '2015-12-24'],
  ['03/04/2021', null],
  ['January 05, 2020', '2020-01-05'],
  ['2021-06-01T10:00:00Z', '2021-06-01'],
  ['soon', null],
])('reads the day %s as %s', (text, expected) => {
  expect(cleanDate(text, () => undefined)).toBe(expected);
});

it.each([
  ['8:30AM', '08:30'],
  ['5.30 pm', '17:30'],
  ['12am', '00:00'],
  ['12:15pm', '12:15'],
  ['08:00:00+01:00', '08:00'],
  ['0930', '09:30'],
  ['25:00', null],
  ['13pm', null],
])('reads the time %s as %s', (text, expected) => {
  expect(cleanTime(text, () => undefined)).toBe(expected);
});

it.each([
  ['53.4', '-2.2', { latitude: 53.4, longitude: -2.2 }],
  ['91', '0', null],
  [0, 0, null],
  ['53.4', '', null],
  [null, null, null],
])('takes %s, %s for a place or not', (latitude, longitude, expected) => {
  expect(cleanPosition(latitude, longitude, () => undefined)).toEqual(expected);
});
