import { InvalidInput } from '../../../errors.ts';

const SHAPE = /^\d{4,8}$/;
const STEPS_UP = '01234567890';
const STEPS_DOWN = '09876543210';

/** Digits as somebody typed them, spaces and hyphens aside. @returns null: not the shape of a PIN */
export function readPin(typed: string): string | null {
  const digits = typed.slice(0, 40).normalize('NFKC').replaceAll(/[\s-]/g, '');
  return SHAPE.test(digits) ? digits : null;
}

/**
 * A new PIN. Digits, not a word: every phone has a pad for them, they have no spelling and no language, and words are what
 * the person has already. Whoever lives with somebody tries a year and the easy rows first, so those are refused.
 *
 * @throws {InvalidInput}
 */
export function readNewPin(typed: string): string {
  const pin = readPin(typed);
  if (pin === null) throw new InvalidInput('Choose 4 to 8 numbers.', 'pin');
  const isRow = STEPS_UP.includes(pin) || STEPS_DOWN.includes(pin);
  if (new Set(pin).size === 1 || isRow)
    throw new InvalidInput('That is tried first by anybody. Choose other numbers.', 'pin');
  if (/^(19|20)\d\d$/.test(pin)) throw new InvalidInput('A year is easy to guess. Choose other numbers.', 'pin');
  return pin;
}
