import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../errors.ts';
import { energyOn, energyToSave, isSessionAlive, startOfDay, usableEmail, usableName } from './rules.ts';
import { dimensionLabels, findSharedValue, labelOf, sharedVocabulary } from './shared-vocabulary.ts';

const today = new Date('2026-11-23');

describe('how an advocate is', () => {
  it.each([
    [
      'fine drops a day and words',
      { energy: 'FINE', breakUntil: today, breakWords: 'x' },
      { energy: 'FINE', breakUntil: null, breakWords: null },
    ],
    ['low drops them too', { energy: 'LOW', breakWords: 'x' }, { energy: 'LOW', breakUntil: null, breakWords: null }],
    ['a break may be open', { energy: 'BREAK' }, { energy: 'BREAK', breakUntil: null, breakWords: null }],
    [
      'a break may end today',
      { energy: 'BREAK', breakUntil: today, breakWords: ' Back soon ' },
      { energy: 'BREAK', breakUntil: today, breakWords: 'Back soon' },
    ],
  ] as const)('%s', (_title, input, saved) => {
    expect(energyToSave(input, today)).toEqual(saved);
  });

  it.each([
    ['a day that has passed', { breakUntil: new Date('2026-11-22') }, 'breakUntil'],
    ['a day in two years', { breakUntil: new Date('2028-11-22') }, 'breakUntil'],
    ['words without end', { breakWords: 'a'.repeat(301) }, 'breakWords'],
    ['words that turn the line round', { breakWords: 'Back \u202esoon' }, 'breakWords'],
  ])('a break is not saved with %s', (_title, more, field) => {
    expect(() => energyToSave({ energy: 'BREAK', ...more }, today)).toThrow(expect.objectContaining({ field }));
  });

  it('a break ends by itself after its last day', () => {
    const profile = { energy: 'BREAK' as const, breakUntil: today };
    expect(energyOn(profile, new Date('2026-11-23T23:59:00Z'))).toBe('BREAK');
    expect(energyOn(profile, new Date('2026-11-24T00:00:00Z'))).toBe('FINE');
    expect(energyOn({ energy: 'BREAK', breakUntil: null }, new Date('2030-01-01'))).toBe('BREAK');
  });
});

describe('a session', () => {
  const at = (minutes: number) => new Date(today.getTime() + minutes * 60_000);
  it.each([
    [0, 29, 29 + 0, true],
    [0, 0, 30, false],
    [0, 719, 719, true],
    [0, 720, 720, false],
  ])('begun at %i and used at %i is at %i min alive: %s', (begun, used, now, isAlive) => {
    expect(isSessionAlive({ signedInAt: at(begun), lastUsedAt: at(used) }, at(now))).toBe(isAlive);
  });
});

describe('what is typed', () => {
  it.each(['', 'a', 'a@b', 'a@b.c\r\nbcc: x@y.zz', 'a b@c.de', 'a@b.de, c@d.ef', `${'a'.repeat(250)}@b.de`])(
    'is not an e-mail address: %j',
    (text) => expect(() => usableEmail(text)).toThrow(InvalidInput),
  );
  it('is an e-mail address', () => expect(usableEmail(' Sam.Hall@Example.org ')).toBe('sam.hall@example.org'));
  it.each(['', '  ', 'a'.repeat(81), 'Sam\u0000', 'Sam\u202eHall'])('is not a name: %j', (text) =>
    expect(() => usableName(text, 'name')).toThrow(InvalidInput),
  );
});

describe('what people can share', () => {
  it('has every kind, no value twice in a kind, and words for each', () => {
    const keys = sharedVocabulary.map((entry) => `${entry.dimension}/${entry.value}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const dimension of Object.keys(dimensionLabels))
      expect(keys.some((key) => key.startsWith(dimension))).toBe(true);
    for (const entry of sharedVocabulary) expect(entry.value).toMatch(/^[a-z0-9-]+$/);
  });

  it('names no illness', () => {
    const illness = /schizo|bipolar|psychos|depress|disorder|anxiety|ptsd|personality|addict|diagnos|patient|client/i;
    expect(sharedVocabulary.filter((entry) => illness.test(entry.label))).toEqual([]);
  });

  it('does not take the names of JavaScript for values', () => {
    expect(findSharedValue('EXPERIENCE', 'constructor')).toBeNull();
    expect(labelOf('LANGUAGE', 'gone-since')).toBe('gone-since');
    expect(startOfDay(new Date('2026-11-23T17:00:00Z'))).toEqual(today);
  });
});
