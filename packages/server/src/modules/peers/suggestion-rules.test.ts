import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SharedDimension, WishWeight } from '../../../generated/prisma/enums.ts';
import { sharedVocabulary } from '../people/shared-vocabulary.ts';
import { suggest } from './queue/ranking.ts';
import { AdvocateUnavailable, NotSuitable } from './rules.ts';
import {
  type Asked,
  assertMayAccept,
  assertMayBeIntroduced,
  type Candidate,
  explain,
  whyUnavailable,
} from './suggestion-rules.ts';

const TODAY = new Date('2026-11-23');

function advocate(parts: Partial<Candidate> = {}): Candidate {
  return {
    id: 'a',
    firstName: 'Maya',
    stage: 'ADVOCATE',
    energy: 'FINE',
    breakUntil: null,
    readyUntil: new Date('2027-06-01'),
    supervisionDueOn: new Date('2027-01-15'),
    capacity: 4,
    openMatches: 0,
    languages: ['en'],
    channels: ['PHONE', 'IN_PERSON'],
    outwardCode: null,
    characteristics: [],
    earlier: null,
    ...parts,
  };
}

function asked(parts: Partial<Asked> = {}): Asked {
  return { id: 'r', channel: 'COME_BACK', language: 'en-GB', outwardCode: null, wishes: [], ...parts };
}

const shares = (
  dimension: SharedDimension,
  value: string,
  visibility: 'PUBLIC' | 'MATCHED' | 'PRIVATE' = 'MATCHED',
) => ({
  dimension,
  value,
  visibility,
});

const value = fc.constantFrom(...sharedVocabulary);
const anyCandidate = fc
  .record({
    characteristics: fc.array(
      fc
        .tuple(value, fc.constantFrom('PUBLIC', 'MATCHED', 'PRIVATE'))
        .map(([{ dimension, value }, visibility]) => shares(dimension, value, visibility as 'PUBLIC')),
      { maxLength: 8 },
    ),
    openMatches: fc.integer({ min: 0, max: 6 }),
    capacity: fc.integer({ min: 0, max: 6 }),
    energy: fc.constantFrom('FINE', 'LOW', 'BREAK'),
    stage: fc.constantFrom('LEARNER', 'SHADOWING', 'ADVOCATE', 'MENTOR'),
    languages: fc.subarray(['en', 'ur', 'cy', 'pl']),
    readyUntil: fc.constantFrom(null, new Date('2026-11-22'), new Date('2026-11-23'), new Date('2027-01-01')),
  })
  .map((parts) => advocate(parts as Partial<Candidate>));
const anyTeam = fc
  .array(anyCandidate, { maxLength: 25 })
  .map((team) => team.map((one, index) => ({ ...one, id: `a${index}` })));
const anyWishes = fc
  .uniqueArray(value, { maxLength: 8 })
  .chain((entries) =>
    fc
      .tuple(...entries.map(() => fc.constantFrom('MATTERS', 'DOES_NOT_MATTER', 'RATHER_NOT')))
      .map((weights) => entries.map((entry, index) => ({ ...entry, weight: weights[index] as WishWeight }))),
  );

describe('suggestions', () => {
  it('never name somebody whom the person would rather not meet, nor anybody without room', () => {
    fc.assert(
      fc.property(anyTeam, anyWishes, (team, wishes) => {
        for (const { advocateId } of suggest(asked({ wishes }), team, TODAY)) {
          const one = team.find(({ id }) => id === advocateId);
          if (!one) return false;
          const refused = wishes.some(
            (wish) =>
              wish.weight === 'RATHER_NOT' &&
              (one.characteristics.some((own) => own.dimension === wish.dimension && own.value === wish.value) ||
                (wish.dimension === 'LANGUAGE' && one.languages.includes(wish.value))),
          );
          if (refused || one.openMatches >= one.capacity || one.energy !== 'FINE') return false;
          if (one.stage === 'LEARNER' || one.stage === 'SHADOWING' || one.readyUntil === null) return false;
        }
        return true;
      }),
    );
  });

  it('are at most three, always the same for the same request, whatever order the team comes in', () => {
    fc.assert(
      fc.property(anyTeam, anyWishes, (team, wishes) => {
        const first = suggest(asked({ wishes }), team, TODAY);
        const again = suggest(asked({ wishes }), team.toReversed(), TODAY);
        return first.length <= 3 && JSON.stringify(first) === JSON.stringify(again);
      }),
    );
  });

  it('are there when every wish is left blank and somebody has room', () => {
    fc.assert(
      fc.property(anyTeam, (team) => {
        const hasRoom = team.some((one) => whyUnavailable(one, TODAY) === null);
        return suggest(asked(), team, TODAY).length > 0 === hasRoom;
      }),
    );
  });

  it('say nothing about what the person would rather not, nor what the advocate keeps private', () => {
    const wishes = [
      { dimension: 'FAITH', value: 'muslim', weight: 'RATHER_NOT' },
      { dimension: 'EXPERIENCE', value: 'prison', weight: 'MATTERS' },
    ] as const;
    const own = advocate({ characteristics: [shares('EXPERIENCE', 'prison', 'PRIVATE')] });
    const [suggestion] = suggest(asked({ wishes }), [own], TODAY);
    expect(JSON.stringify(suggestion)).not.toContain('Muslim');
    expect(suggestion?.notMet).toEqual(['Not shared: Prison or probation']);
    expect(suggestion?.reasons.join()).not.toContain('Prison');
  });

  it('count what an advocate keeps private for a "rather not", and nobody can override it', () => {
    const wishes = [{ dimension: 'GENDER', value: 'man', weight: 'RATHER_NOT' }] as const;
    const own = advocate({ characteristics: [shares('GENDER', 'man', 'PRIVATE')] });
    expect(suggest(asked({ wishes }), [own], TODAY)).toEqual([]);
    expect(() => assertMayBeIntroduced(asked({ wishes }), own, TODAY)).toThrow(NotSuitable);
  });

  it('put wishes that matter before language, language before channel, channel before room', () => {
    const wishes = [{ dimension: 'EXPERIENCE', value: 'debt', weight: 'MATTERS' }] as const;
    const team = [
      advocate({ id: 'room', languages: ['pl'], channels: ['PHONE'], openMatches: 0 }),
      advocate({
        id: 'wish',
        characteristics: [shares('EXPERIENCE', 'debt')],
        languages: ['en'],
        channels: [],
        openMatches: 3,
      }),
      advocate({ id: 'language', languages: ['pl'], channels: [], openMatches: 1 }),
    ];
    const order = suggest(asked({ wishes, language: 'pl', channel: 'PHONE' }), team, TODAY);
    expect(order.map(({ advocateId }) => advocateId)).toEqual(['wish', 'room', 'language']);
  });

  it('share people fairly: fewer open matches first, and equals take turns from request to request', () => {
    const team = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => advocate({ id }));
    const busy = team.map((one, index) => ({ ...one, openMatches: index === 5 ? 0 : 1 }));
    expect(suggest(asked(), busy, TODAY)[0]?.advocateId).toBe('f');
    const firsts = new Set(
      Array.from({ length: 60 }, (_, index) => suggest(asked({ id: `request-${index}` }), team, TODAY)[0]?.advocateId),
    );
    expect(firsts.size).toBe(6);
  });

  it('take either of two ages that somebody wishes for', () => {
    const wishes = [
      { dimension: 'AGE_BAND', value: '25-34', weight: 'MATTERS' },
      { dimension: 'AGE_BAND', value: '35-49', weight: 'MATTERS' },
    ] as const;
    const own = advocate({ characteristics: [shares('AGE_BAND', '35-49')] });
    expect(explain(asked({ wishes }), own)).toEqual({ reasons: ['Shares: 35 to 49'], notMet: [] });
    expect(explain(asked({ wishes }), advocate()).notMet).toEqual(['Not shared: 25 to 34', 'Not shared: 35 to 49']);
  });

  it('leave out who said "not me" to this person before', () => {
    expect(suggest(asked(), [advocate({ earlier: 'DECLINED' })], TODAY)).toEqual([]);
  });

  it.each([
    ['M33', 'M33', 'Lives in the same area'],
    ['M33', 'M1', 'Lives not far away'],
  ])('tell distance in words: %s and %s', (person, own, words) => {
    const { reasons } = explain(asked({ channel: 'IN_PERSON', outwardCode: person }), advocate({ outwardCode: own }));
    expect(reasons).toContain(words);
  });

  it('say that somebody lives further away only when they would meet in person', () => {
    const far = advocate({ outwardCode: 'OL9' });
    expect(explain(asked({ channel: 'IN_PERSON', outwardCode: 'M33' }), far).notMet).toEqual(['Lives further away']);
    expect(explain(asked({ channel: 'PHONE', outwardCode: 'M33' }), far).notMet).toEqual([]);
  });
});

describe('who can take somebody new', () => {
  it.each([
    ['a free advocate', {}, null],
    ['somebody full', { openMatches: 4 }, 'Maya has no room for somebody new now.'],
    ['low energy', { energy: 'LOW' }, 'Maya takes nobody new for now.'],
    ['a break without an end', { energy: 'BREAK' }, 'Maya is on a break.'],
    ['the last day of a break', { energy: 'BREAK', breakUntil: new Date('2026-11-23') }, 'Maya is on a break.'],
    ['a break that is over', { energy: 'BREAK', breakUntil: new Date('2026-11-22') }, null],
    ['a learner', { stage: 'LEARNER' }, 'Maya is still learning and does not meet people alone yet.'],
    ['somebody shadowing', { stage: 'SHADOWING' }, 'Maya is still learning and does not meet people alone yet.'],
    ['a mentor', { stage: 'MENTOR' }, null],
    ['no readiness agreement', { readyUntil: null }, 'Maya has no current readiness agreement.'],
    ['an agreement until today', { readyUntil: new Date('2026-11-23') }, null],
    [
      'an agreement until yesterday',
      { readyUntil: new Date('2026-11-22') },
      'Maya has no current readiness agreement.',
    ],
    ['supervision due today', { supervisionDueOn: new Date('2026-11-23') }, null],
    [
      'supervision overdue',
      { supervisionDueOn: new Date('2026-11-22') },
      'Maya needs supervision first: it is overdue.',
    ],
  ] as const)('%s', (_name, parts, expected) => {
    expect(whyUnavailable(advocate(parts), TODAY)).toBe(expected);
  });

  it('lets low energy say yes, but not a break, no room or overdue supervision', () => {
    expect(() => assertMayAccept(advocate({ energy: 'LOW' }), 0, TODAY)).not.toThrow();
    expect(() => assertMayAccept(advocate({ energy: 'BREAK' }), 0, TODAY)).toThrow(AdvocateUnavailable);
    expect(() => assertMayAccept(advocate(), 4, TODAY)).toThrow(AdvocateUnavailable);
    expect(() => assertMayAccept(advocate({ supervisionDueOn: new Date('2026-11-01') }), 0, TODAY)).toThrow(
      AdvocateUnavailable,
    );
  });
});
