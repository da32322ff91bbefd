/** What the values of a column look like. */
export type ValueKind = 'url' | 'email' | 'phone' | 'number' | 'date' | 'postcode' | 'id' | 'text' | 'line';

const LOOKS: readonly [ValueKind, RegExp][] = [
  ['email', /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)*\.[^\s@.]{2,}$/],
  ['id', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i],
  [
    'url',
    /^(?:https?:\/\/\S+|www\.[^\s.]+\.\S+|(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|uk|us|co|io)(?:\/\S*)?)$/i,
  ],
  ['date', /^(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?:[T ].*)?$/],
  // UK postcodes and ZIP codes.
  ['postcode', /^(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{5}(?:-\d{4})?)$/i],
  ['number', /^-?\d{1,8}(?:[.,]\d+)?$/],
  ['phone', /^(?:tel:)?\+?[\d\s().-]{7,22}(?:(?:ext?\.?|x|#)\s*\d+)?$/i],
];
const MOST = 0.7;
const LONG = 120;
/** So much of a value says what it is. Whoever wrote the rest may have meant to keep us busy. */
export const READ_CHARACTERS = 200;

/** What most of the values look like; null: there are none. */
export function kindOfValues(whole: readonly string[]): ValueKind | null {
  const values = whole.map((value) => value.slice(0, READ_CHARACTERS));
  if (values.length === 0) return null;
  for (const [kind, look] of LOOKS) {
    if (values.filter((value) => look.test(value)).length >= values.length * MOST) return kind;
  }
  const isLong = values.filter((value) => value.length > LONG).length >= values.length / 2;
  return isLong ? 'text' : 'line';
}
