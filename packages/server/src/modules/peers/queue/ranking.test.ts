import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TEST_ROOT } from '../../../testing/app.ts';
import type { Candidate } from '../suggestion-rules.ts';
import { FEWEST_SHOWN, withSmallNumbersHidden } from '../unmet/gap-rules.ts';
import { suggest, type Waiting } from './ranking.ts';
import { doHoursMeet, weekOfRows } from './week-hours.ts';

const TODAY = new Date('2026-11-23');
const VALUES = ['tribunal', 'debt', 'eviction', 'bereavement'];

const anyWaiting: fc.Arbitrary<Omit<Waiting, 'id' | 'reference'>> = fc.record({
  channel: fc.constantFrom('PHONE', 'IN_PERSON', 'COME_BACK'),
  language: fc.constantFrom('en', 'ur'),
  outwardCode: fc.constantFrom(null, 'M33', 'LS1'),
  waitingSince: fc.integer({ min: 0, max: 40 }).map((day) => new Date(TODAY.getTime() - day * 86_400_000)),
  wishes: fc.uniqueArray(fc.constantFrom(...VALUES)).chain((values) =>
    fc.tuple(...values.map(() => fc.constantFrom('MATTERS' as const, 'RATHER_NOT' as const))).map((weights) =>
      values.map((value, index) => ({
        dimension: 'EXPERIENCE' as const,
        value,
        weight: weights[index] ?? 'MATTERS',
      })),
    ),
  ),
});
const anyQueue = fc
  .array(anyWaiting, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((one, index): Waiting => ({ ...one, id: `r${index}`, reference: `KT-${index}` })));
const anyTeam = fc
  .array(
    fc.record({
      values: fc.uniqueArray(fc.constantFrom(...VALUES)),
      openMatches: fc.integer({ min: 0, max: 3 }),
      languages: fc.subarray(['en', 'ur']),
      notFor: fc.uniqueArray(fc.constantFrom('r0', 'r1', 'r2', 'r3')),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(
      ({ values, notFor, ...one }, index): Candidate => ({
        ...one,
        id: `a${index}`,
        firstName: `A${index}`,
        stage: 'ADVOCATE',
        energy: 'FINE',
        breakUntil: null,
        readyUntil: new Date('2027-06-01'),
        supervisionDueOn: null,
        capacity: 3,
        channels: ['PHONE', 'IN_PERSON'],
        outwardCode: 'M33',
        characteristics: values.map((value) => ({ dimension: 'EXPERIENCE', value, visibility: 'PRIVATE' })),
        notFor: new Set(notFor),
        earlier: null,
      }),
    ),
  );

describe('ageing', () => {
  it('the longest wait whom an advocate would suit is always named first, whatever the queue and the team', () => {
    fc.assert(
      fc.property(anyQueue, anyTeam, (queue, team) => {
        for (const asked of queue) {
          for (const { advocateId, waitedLonger } of suggest(asked, team, TODAY, 30, queue)) {
            const one = team.find(({ id }) => id === advocateId);
            // Who waits without wishes that matter, in a language that both speak, is suited by anybody: they may never be silent.
            const oldest = queue
              .filter((other) => other.waitingSince < asked.waitingSince)
              .filter((other) => !one?.notFor?.has(other.id) && other.channel !== 'IN_PERSON')
              .filter((other) => other.wishes.length === 0 && one?.languages.includes(other.language))
              .sort(
                (left, right) =>
                  left.waitingSince.getTime() - right.waitingSince.getTime() || (left.id < right.id ? -1 : 1),
              )[0];
            if (!oldest) continue;
            const named = waitedLonger.some(({ requestId }) => requestId === oldest.id);
            // At most three are named, and only older ones may take their place.
            if (
              !named &&
              !(waitedLonger.length === 3 && waitedLonger.every((other) => other.waitingSince <= oldest.waitingSince))
            )
              return false;
          }
        }
        return true;
      }),
    );
  });

  it('nobody is named for an advocate whom they would rather not meet, or know', () => {
    fc.assert(
      fc.property(anyQueue, anyTeam, (queue, team) =>
        queue.every((asked) =>
          suggest(asked, team, TODAY, 30, queue).every(({ advocateId, waitedLonger }) => {
            const one = team.find(({ id }) => id === advocateId);
            return waitedLonger.every(({ requestId }) => {
              const other = queue.find(({ id }) => id === requestId);
              return (
                !one?.notFor?.has(requestId) &&
                !other?.wishes.some(
                  (wish) =>
                    wish.weight === 'RATHER_NOT' && one?.characteristics.some(({ value }) => value === wish.value),
                )
              );
            });
          }),
        ),
      ),
    );
  });

  it('is the same whatever order the queue and the team come in', () => {
    fc.assert(
      fc.property(anyQueue, anyTeam, (queue, team) => {
        const asked = queue[0] as Waiting;
        expect(suggest(asked, team.toReversed(), TODAY, 3, queue.toReversed())).toEqual(
          suggest(asked, team, TODAY, 3, queue),
        );
      }),
    );
  });
});

describe('who would like to be with the same advocate again', () => {
  it('is suggested them first with that reason, whenever they are free, may meet, and can talk and be in touch', () => {
    fc.assert(
      fc.property(anyQueue, anyTeam, fc.nat(), (queue, team, nth) => {
        const again = team[nth % Math.max(1, team.length)];
        if (!again) return;
        const asked = { ...(queue[0] as Waiting), againWithId: again.id };
        const isFree = suggest({ ...asked, againWithId: null }, team, TODAY, 30).some(
          ({ advocateId }) => advocateId === again.id,
        );
        const fits = again.languages.includes(asked.language);
        const found = suggest(asked, team, TODAY, 30);
        const place = found.findIndex(({ advocateId }) => advocateId === again.id);
        expect(place >= 0).toBe(isFree);
        if (isFree && fits) expect(place).toBe(0);
        for (const { advocateId, reasons } of found)
          expect(reasons[0] === 'They would like to be together again, if both want').toBe(advocateId === again.id);
      }),
    );
  });
});

it.each([
  ['MONDAY', '09:00', '10:00', true],
  ['MONDAY', '10:00', '11:00', false],
  ['SATURDAY', '09:00', '10:00', false],
] as const)('hours meet on the same day at the same time: %s %s to %s: %s', (weekday, from, until, meets) => {
  const own = weekOfRows([{ weekday: 'MONDAY', from: '08:30', until: '10:00' }]);
  expect(doHoursMeet(own, weekOfRows([{ weekday, from, until }]))).toBe(meets);
  expect(doHoursMeet(own, null)).toBe(true);
});

it('of a report, nobody can work out a small number, not from the total either', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 12 }), (counts) => {
      const cells = counts.map((count, index) => ({ key: String(index).padStart(2, '0'), count }));
      const told = withSmallNumbersHidden(cells, (left, right) => (left < right ? -1 : 1));
      const total = counts.reduce((sum, count) => sum + count, 0);
      const hidden = told.filter(({ count }) => count === null).length;
      const rest = total - told.reduce((sum, { count }) => sum + (count ?? 0), 0);
      expect(told.every(({ count }) => count === null || count >= FEWEST_SHOWN)).toBe(true);
      // A total below five is not told at all.
      if (hidden > 0 && total >= FEWEST_SHOWN)
        expect(rest >= FEWEST_SHOWN && (hidden > 1 || told.length === 1)).toBe(true);
    }),
  );
});

it('only a coordinator who introduces makes a match: nothing that suggests writes, and nothing else creates one', async () => {
  const folder = `${TEST_ROOT}/packages/server/src`;
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.|testing\//.test(file),
  );
  const creating: string[] = [];
  for (const file of files) {
    const text = await readFile(`${folder}/${file}`, 'utf8');
    if (/\bmatch\.(create|upsert)|insert into "?match"?\b/i.test(text)) creating.push(file);
    if (/peers.*(suggesting|ranking|suggestion-rules)\.ts$/.test(file))
      expect(text).not.toMatch(/\.(create|update|upsert|delete)(Many)?\(|\$executeRaw|proposeMatch/);
  }
  expect(creating).toEqual(['modules/peers/introducing.ts']);
});
