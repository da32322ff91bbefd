import { expect, it } from 'vitest';
import { urgentHelpLines } from '../../packages/contract/src/urgent-help.ts';
import { moneyHelpIn } from '../../packages/server/src/modules/directory/national-help.ts';

const DAY_MS = 24 * 60 * 60_000;
const NATIONS = ['ENGLAND', 'SCOTLAND', 'WALES', 'NORTHERN_IRELAND', 'UNITED_STATES'] as const;

// Somebody opens the source named in urgent-help.ts or national-help.ts, checks number and hours, and moves the date on. Ninety days before,
// the build says so; from the day itself on it does not pass.
it.each([...urgentHelpLines, ...moneyHelpIn(null)])(
  '$name ($href): was looked at not too long ago',
  ({ name, reviewBy }) => {
    const days = Math.floor((Date.parse(reviewBy) - Date.now()) / DAY_MS);
    if (days < 90) console.warn(`Check "${name}" again within ${days} days (docs/urgent-help.md).`);
    expect(days).toBeGreaterThanOrEqual(0);
  },
);

it.each(urgentHelpLines)('$name ($display): can be pressed', ({ href, channel, display }) => {
  expect(href).toMatch(channel === 'WEB' ? /^https:\/\// : channel === 'TEXT' ? /^sms:\d+/ : /^tel:\d+$/);
  // What is shown is what is dialled.
  const digits = display.replaceAll(/\D/g, '');
  if (channel === 'PHONE') expect(href).toBe(`tel:${digits}`);
});

it.each(NATIONS)('offers somebody to call, somebody to text and a way without voice in %s', (nation) => {
  const channels = new Set(
    urgentHelpLines.filter(({ nations }) => nations.includes(nation)).map((line) => line.channel),
  );
  expect(channels).toEqual(new Set(['PHONE', 'TEXT', 'RELAY', 'WEB']));
});

it('never shows a number of one country in another', () => {
  for (const { nations } of urgentHelpLines) {
    expect(nations.includes('UNITED_STATES') && nations.length > 1).toBe(false);
  }
});

it.each(NATIONS)('has somebody who helps everybody with money in %s', (nation) => {
  const help = moneyHelpIn(nation);
  expect(help.length).toBeGreaterThan(1);
  for (const { href } of help) expect(new URL(href).protocol).toBe('https:');
});
