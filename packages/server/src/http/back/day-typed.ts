import { InvalidInput } from '../../errors.ts';

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/;

/**
 * A day as people write it: 24/12/2026, 24.12.2026 or 2026-12-24. No date picker is needed.
 *
 * @returns a calendar day at midnight UTC; null: left empty
 * @throws {InvalidInput} no such day
 */
export function readDayTyped(text: string, field: string): Date | null {
  if (text === '') return null;
  const iso = ISO.exec(text);
  const [, day, month, year] = DAY_FIRST.exec(text) ?? [null, iso?.[3], iso?.[2], iso?.[1]];
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isThere = at.getUTCDate() === Number(day) && at.getUTCMonth() === Number(month) - 1;
  if (!isThere) throw new InvalidInput('Write the day like this: 24/12/2026.', field);
  return at;
}
