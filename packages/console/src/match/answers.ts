/** What came of an action: a sentence and the field that it is about, or nothing when it was done. */
export interface Problem {
  message: string;
  field: string | null;
}

export const AWAY = 'We could not reach Kith. What you wrote is still here; try again.';

/** @param done the name of the payload type that means: it was done */
export function problemIn(
  result: { __typename: string; message?: string; field?: string | null } | null | undefined,
  done: string,
): Problem | null {
  if (!result) return { message: AWAY, field: null };
  if (result.__typename === done) return null;
  return { message: result.message ?? AWAY, field: result.field ?? null };
}

/** "2026-11-23" so many days from now, on the clock of whoever looks. */
export function dayFromNow(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
