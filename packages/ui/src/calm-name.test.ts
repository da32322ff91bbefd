import { expect, it } from 'vitest';
import { calmName } from './calm-name.ts';

it.each([
  ['THE CYRIL FLINT VOLUNTEERING CHARITY', 'The Cyril Flint Volunteering Charity'],
  ['14TH SALE SCOUT GROUP', '14th Sale Scout Group'],
  ["FRIENDS OF ST TERESA'S", "Friends of St Teresa's"],
  ['AFRO-CARIBBEAN AND FRIENDS COMMUNITY ASSOCIATION', 'Afro-Caribbean and Friends Community Association'],
  ['MYRIAD FOUNDATION CIO', 'Myriad Foundation CIO'],
  ['NHS GYM (UK) LTD', 'NHS Gym (UK) Ltd'],
])('writes the register’s %s as %s', (name, calm) => {
  expect(calmName(name)).toBe(calm);
});

it.each(['Age UK Trafford', 'The Globe: Old Trafford Pantry', '早安', 'eBay Repair'])('leaves %s as it is', (name) => {
  expect(calmName(name)).toBe(name);
});
