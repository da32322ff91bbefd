import { expect, it } from 'vitest';
import { derive, isRoleAddress, meaningOfTerm, type SaidAbout } from './mapping.ts';

const about = (said: Partial<SaidAbout>) =>
  derive({
    name: 'A service',
    alternateName: null,
    description: null,
    keywords: [],
    terms: [],
    organizationName: null,
    fees: null,
    ...said,
  });

it.each([
  ['Jobcentre Plus', 'EMPLOYMENT'],
  ['Help Find Housing', 'HOUSING'],
  ['Sports clubs', 'LEISURE'],
  ['Adult Education', 'EDUCATION'],
  ['Advocacy & Legal Aid', 'ADVOCACY'],
  ['Debt advice', 'MONEY'],
  ['Mental health services', 'HEALTH'],
  ['Respite Care', 'CARING'],
  ['Befriending', 'RELATIONSHIPS'],
  ['Food Delivery', 'DAILY_LIVING'],
])('puts what is tagged "%s" under %s', (term, area) => {
  expect(about({ terms: [[term]] }).areas).toContain(area);
});

it('asks the term above when a term says nothing itself', () => {
  expect(meaningOfTerm(['Adults', 'Housing']).areas).toEqual(['HOUSING']);
});

it('puts a service of which nothing is known under daily living, and says that it is unsure', () => {
  expect(about({ name: 'The Smithson Trust' })).toMatchObject({ areas: ['DAILY_LIVING'], isAreaUnsure: true });
});

it.each([
  ['a refuge', { description: 'A refuge for women and children.' }, true],
  ['a shelter for people who flee abuse', { description: 'Emergency shelter for victims of domestic violence.' }, true],
  ['a place tagged as such a shelter', { terms: [['Domestic violence shelters']] }, true],
  ['a grant for safe pipes', { terms: [['Safe Housing']] }, false],
  ['safe housing for who flees abuse', { terms: [['Safe Housing'], ['Domestic Violence Survivors']] }, true],
  ['a wildlife refuge', { name: 'Marsh wildlife refuge' }, false],
  ['help for refugees', { description: 'English classes for refugees.' }, false],
  ['a recovery group of that name', { name: 'Refuge Recovery' }, false],
  ['a bus shelter committee', { description: 'We paint the bus shelter.' }, false],
])('knows whether %s must not be found', (_name, said, isSensitive) => {
  expect(about(said).isSensitive).toBe(isSensitive);
});

it.each([
  ['Free', true],
  ['None.', true],
  ['No charge', true],
  ['£5 per session', false],
  ['$2.50 donation', false],
  ['Free for members, £3 for others', null],
  ['Call our toll free number', null],
])('concludes from the fees "%s" that free is %s', (fees, isFree) => {
  expect(about({ fees }).isFree).toBe(isFree);
});

it('does not take "free parking" for a free service', () => {
  expect(about({ description: 'There is free parking.' }).isFree).toBe(null);
});

it.each([
  ['meets online every week by Zoom', true],
  ['Apply online', false],
])('knows whether a service that says "%s" is online', (description, isOnline) => {
  expect(about({ description }).isOnline).toBe(isOnline);
});

it('finds peer provision and advocacy by their words', () => {
  const found = about({
    description: 'A user-led group. Peer advocates speak up with you; peer support workers are paid.',
  });
  expect(found.provisionTypes).toEqual(expect.arrayContaining(['PEER_OPERATED', 'PEER_EMPLOYEE']));
  expect(found.advocacyKinds).toEqual(['PEER']);
});

it.each([
  ['info@example.org', true],
  ['office.north@example.org', true],
  ['canalside@example.org', true],
  ['marigold.testperson@example.org', false],
])('tells an address of a desk from one of a person: %s', (email, isRole) => {
  expect(isRoleAddress(email, 'Canalside Together')).toBe(isRole);
});
