import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../errors.ts';
import { tidyText } from '../../plain-text.ts';
import {
  readFirstMeeting,
  readIdempotencyKey,
  readLanguage,
  readOutwardCode,
  readReach,
  readWishes,
  readWords,
} from './asking-rules.ts';

describe('text', () => {
  it.each([
    ['NUL and other controls', 'a\u0000b\u0007c\u009fd', 'abcd'],
    ['right-to-left override', 'a\u202Eb\u2066c', 'abc'],
    ['zero-width space and byte-order mark', '\uFEFFa\u200Bb', 'ab'],
    ['a joiner in an emoji, which stays', '👩‍👧', '👩‍👧'],
    ['line ends', 'a\r\nb\rc', 'a\nb\nc'],
    ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
    ['Zalgo', `a${'\u0301'.repeat(60)}`, `á${'\u0301'.repeat(4)}`],
    ['nothing but spaces', ' \n\t ', null],
  ])('%s', (_name, given, kept) => {
    expect(tidyText(given)).toBe(kept);
  });

  it('is stable: tidying what is tidy changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = tidyText(text);
        return once === tidyText(once) && (once === null || (once.isWellFormed() && !once.includes('\u0000')));
      }),
    );
  });

  it('takes 4,000 characters as people count them, and refuses more', () => {
    expect(readWords('👋'.repeat(4_000))).toHaveLength(8_000);
    expect(() => readWords('a'.repeat(4_001))).toThrow(InvalidInput);
    expect(() => readWords('a'.repeat(1_000_000))).toThrow(InvalidInput);
  });
});

describe('a way to be in touch', () => {
  it.each([
    ['PHONE', '07700 900123'],
    ['TEXT', '+44 (0)7700-900.123'],
    ['EMAIL', "o'neill+peer@mail.example.co.uk"],
    ['POST', 'Flat 2\n1 High Street\nSale M33 1AA'],
    ['IN_PERSON', 'the library'],
  ] as const)('takes %s: %s', (channel, value) => {
    expect(readReach({ channel, value })).toMatchObject({ channel, value });
  });

  it('keeps no number for somebody who comes back, even when one is sent', () => {
    expect(readReach({ channel: 'COME_BACK', value: '07700 900123' }).value).toBeNull();
  });

  it.each([
    ['PHONE', undefined],
    ['PHONE', ''],
    ['PHONE', '12'],
    ['PHONE', 'ring me'],
    ['PHONE', '07700\r\n900123'],
    ['TEXT', '1'.repeat(30)],
    ['EMAIL', null],
    ['EMAIL', 'nobody'],
    ['EMAIL', 'a@b'],
    ['EMAIL', 'a@example.org\r\nBcc: b@example.org'],
    ['EMAIL', 'a@example.org, b@example.org'],
    ['EMAIL', '"A" <a@example.org>'],
    ['EMAIL', `${'a'.repeat(250)}@example.org`],
    ['POST', ' '],
    ['IN_PERSON', ''],
  ] as const)('refuses %s: %j', (channel, value) => {
    expect(() => readReach({ channel, value })).toThrow(InvalidInput);
  });

  it('refuses a name with a line break', () => {
    expect(() => readReach({ channel: 'COME_BACK', name: 'Jo\r\nBcc: x' })).toThrow(InvalidInput);
  });
});

describe('wishes', () => {
  it('keeps what matters and what rather not, and drops what does not matter', () => {
    const kept = readWishes([
      { dimension: 'GENDER', value: 'woman', weight: 'MATTERS' },
      { dimension: 'GENDER', value: 'woman', weight: 'MATTERS' },
      { dimension: 'FAITH', value: 'none', weight: 'DOES_NOT_MATTER' },
    ]);
    expect(kept).toEqual([{ dimension: 'GENDER', value: 'woman', weight: 'MATTERS' }]);
  });

  it('refuses what is not in the vocabulary, and two answers to one wish', () => {
    expect(() => readWishes([{ dimension: 'GENDER', value: 'constructor', weight: 'MATTERS' }])).toThrow(InvalidInput);
    expect(() =>
      readWishes([
        { dimension: 'GENDER', value: 'woman', weight: 'MATTERS' },
        { dimension: 'GENDER', value: 'woman', weight: 'RATHER_NOT' },
      ]),
    ).toThrow(InvalidInput);
  });
});

describe('the rest', () => {
  it.each([
    ['m33', 'M33'],
    ['M33 1AA', 'M33'],
    ['m11aa', 'M1'],
    ['EC1A 1BB', 'EC1A'],
    ['W1A', 'W1A'],
    ['10001', '10001'],
    ['10001-1234', '10001'],
    ['', null],
  ])('keeps only the first half of a postcode: %s', (given, kept) => {
    expect(readOutwardCode(given)).toBe(kept);
  });

  it.each(['Manchester', "M33'; DROP", 'M3333', '1'])('refuses %s as a postcode', (given) => {
    expect(() => readOutwardCode(given)).toThrow(InvalidInput);
  });

  it('takes language tags only', () => {
    expect(readLanguage('en-gb', 'en')).toBe('en-GB');
    expect(readLanguage(null, 'cy')).toBe('cy');
    expect(() => readLanguage('not a language', 'en')).toThrow(InvalidInput);
  });

  it('refuses idempotency keys that others could have', () => {
    expect(() => readIdempotencyKey('1')).toThrow(InvalidInput);
    expect(() => readIdempotencyKey('a b c d e f g')).toThrow(InvalidInput);
  });

  it('lets nobody be met in a way that they did not call safe', () => {
    expect(() => readFirstMeeting({ channel: 'PHONE', when: 'Friday' }, 'COME_BACK')).toThrow(InvalidInput);
    expect(readFirstMeeting({ channel: 'IN_PERSON', when: 'Friday' }, 'COME_BACK')).toMatchObject({ when: 'Friday' });
    expect(() => readFirstMeeting({ channel: 'IN_PERSON', when: ' ' }, 'PHONE')).toThrow(InvalidInput);
  });
});
