import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Problem } from '../ask-problems.ts';
import { TextField } from '../TextField.tsx';

/** What every form of the come-back page needs. */
export interface BackForms {
  problems: readonly Problem[];
  /** What was written and could not be saved: field → text. Nothing that was typed is lost. */
  written: Readonly<Record<string, string>>;
  /** New with each page: the same form sent twice is saved once. */
  key: string;
}

export const BackFormsContext = createContext<BackForms>({ problems: [], written: {}, key: '' });

/** A text field of the come-back page, with what was written before something had to be put right. */
export function BackField({
  value = '',
  ...field
}: Omit<Parameters<typeof TextField>[0], 'problems' | 'value' | 'autocomplete'> & { value?: string }) {
  const { problems, written } = useContext(BackFormsContext);
  return <TextField {...field} value={written[field.name] ?? value} problems={problems} autocomplete="off" />;
}

/** Whether something is to be put right in one of these fields: then its fold is open. */
export function useHasProblem(...fields: string[]): boolean {
  const { problems } = useContext(BackFormsContext);
  return problems.some(({ field }) => fields.some((name) => field === name || field.startsWith(`${name}-`)));
}
