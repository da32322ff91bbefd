import { expect, it } from 'vitest';
import { cleanLine, cleanText } from './text.ts';
import { cleanDate, cleanUrl } from './values.ts';

/** What is left of a value, and what was told. */
function clean<T>(cleaner: (value: unknown, tell: (what: string) => void) => T, value: unknown): [T, string[]] {
  const told: string[] = [];
  return [cleaner(value, (what) => told.push(what)), told];
}
const text = (value: unknown, tell: (what: string) => void) => cleanText(value, 1_000, tell);

// The dirt of the real sets: each is handled, and told to the steward with the row.
it.each([
  ['garbled letters', text, 'CafÃ© â€œopenâ€\u009d', 'Café “open”', 'garbled letters'],
  ['garbled letters, twice', text, 'CafÃƒÂ©', 'Café', 'garbled letters'],
  ['new lines written out', text, 'One\\nTwo\\r\\nThree', 'One\nTwo\nThree', 'new lines written out'],
  ['a web address without https', cleanUrl, 'www.example.org/a', 'https://www.example.org/a', 'no "https" in front'],
  ['the 31st of February', cleanDate, '2024-02-31', null, 'not a day of the calendar'],
  ['a time where a date belongs', cleanDate, '8:30AM', null, 'is not a date'],
  ['markup', text, '<p onclick="x()">Tea</p>', 'Tea', 'had HTML'],
  ['a program in an address', cleanUrl, 'javascript:alert(1)', null, 'could run a program'],
  ['a program in an address, in disguise', cleanUrl, ' JaVa\tScript:alert(1)', null, 'web address'],
  ['data in an address', cleanUrl, 'data:text/html,<script>1</script>', null, 'web address'],
  ['direction overrides', text, 'Tea\u202egnp.exe', 'Teagnp.exe', 'nobody can see'],
] as const)('handles and tells %s', (_name, cleaner, value, left, told) => {
  const [result, said] = clean<unknown>(cleaner, value);
  expect(result).toBe(left);
  expect(said.join(' ')).toContain(told);
});

it('says nothing about what is clean', () => {
  expect(clean(text, 'Tea at 4 pm, £2')).toEqual(['Tea at 4 pm, £2', []]);
  expect(clean((value, tell) => cleanLine(value, 100, tell), 'Café “open”')).toEqual(['Café “open”', []]);
  expect(clean(cleanUrl, 'https://example.org/')).toEqual(['https://example.org/', []]);
});
