/** How far an import has come, in words. */
export const statusWords: Readonly<Record<string, string>> = {
  WAITING: 'Waits for its turn',
  READING: 'Is being read',
  UNMAPPED: 'Waits for you: what do its columns mean?',
  READY: 'Waits for you to look',
  APPLYING: 'Is being written',
  APPLIED: 'Applied',
  UNDOING: 'Is being taken back',
  UNDONE: 'Taken back',
  FAILED: 'Did not work',
  DISCARDED: 'Set aside',
};

/** Something goes on; look again soon. */
export const isUnderWay = (status: string): boolean => ['WAITING', 'READING', 'APPLYING', 'UNDOING'].includes(status);

const phaseWords: Readonly<Record<string, string>> = {
  reading: 'Reading',
  sorting: 'Checking',
  writing: 'Comparing and writing',
};

/** "Reading: 120 of 1,426." */
export function progressWords({
  phase,
  done,
  total,
}: {
  phase: string | null;
  done: number;
  total: number | null;
}): string {
  if (!phase) return 'It begins in a moment.';
  const what = phaseWords[phase] ?? 'Working';
  if (done === 0) return `${what} …`;
  return total ? `${what}: ${number(done)} of ${number(total)}.` : `${what}: ${number(done)} records so far.`;
}

export const number = (value: number): string => value.toLocaleString('en-GB');

/** "added 12 · changed 77 · removed 17 · unsure 3" */
export function countWords(run: { added: number; changed: number; removed: number; unsure: number }): string {
  const { added, changed, removed, unsure } = run;
  return `added ${number(added)} · changed ${number(changed)} · removed ${number(removed)} · unsure ${number(unsure)}`;
}

const dayTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
export const whenWords = (instant: string): string => dayTime.format(new Date(instant));

/** How often, in words. */
export const intervals: readonly { hours: number; label: string }[] = [
  { hours: 0, label: 'Only when I ask' },
  { hours: 1, label: 'Every hour' },
  { hours: 24, label: 'Every day' },
  { hours: 168, label: 'Every week' },
  { hours: 720, label: 'Every 30 days' },
];
