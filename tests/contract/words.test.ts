import { expect, it } from 'vitest';
import { schema } from '../../packages/server/src/graphql/schema.ts';
import { type Named, namedThings } from './coordinates.ts';

const things = namedThings(schema);

/** Words about people that Kith does not use (PRODUCT.md D2), and illness, which it does not keep. */
const banned =
  /\b(clients?|patients?|service users?|sufferers?|suffers?|mentally ill|(?<!in )cases?|low functioning|high functioning|(non-?)?complian(t|ce)|manipulative|(treatment-)?resistant|chronic|decompensat\w+|attention-?seeking|committed suicide|failed attempts?|discharged?|refused|did not engage|hard to reach|risk scores?|referrals?|refers?|referred|vulnerable|victims?|disorders?|symptoms?|diagnos\w+|schizo\w+|bipolar|nhs number|date of birth|dob)\b/i;

/** Where such a word is right, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'ServiceConnection.placeProblem': 'These clients are programs.',
};

/** "promisedBy" → "promised By", "RATHER_NOT" → "RATHER NOT" */
function spoken({ name, description }: Named): string {
  return `${name.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2')}. ${description ?? ''}`;
}

it('describes everything that it names', () => {
  const silent = things.filter(({ description }) => !description?.trim()).map(({ coordinate }) => coordinate);
  expect(silent).toEqual([]);
});

it('ends every description that is more than a word like a sentence', () => {
  const unfinished = things
    .filter(({ description }) => description?.includes(' ') && !/[.?!)"”…]$/.test(description.trim()))
    .map(({ coordinate, description }) => `${coordinate}: ${description}`);
  expect(unfinished).toEqual([]);
});

it('speaks of people as people', () => {
  const found = things
    .filter((thing) => !(thing.coordinate in exceptions) && banned.test(spoken(thing)))
    .map((thing) => `${thing.coordinate}: "${banned.exec(spoken(thing))?.[0]}" in "${spoken(thing)}"`);
  expect(found).toEqual([]);
});

it('has no place for a diagnosis, a score or an identity number (S17, P6)', () => {
  const names = things
    .map(({ coordinate }) => coordinate)
    .filter((name) => /diagnos|illness|icd|dsm|risk|score|nhsNo|birth/i.test(name));
  expect(names).toEqual([]);
});
