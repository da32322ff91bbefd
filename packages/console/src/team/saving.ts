import { useState } from 'preact/hooks';

interface Told {
  __typename: string;
  message?: string;
  field?: string | null;
}

/** What came of saving something: a sentence for whoever did it, either way. */
export interface Saving {
  problem: { message: string; field: string | null } | null;
  said: string;
  isBusy: boolean;
  /** @returns whether it was saved */
  save(sending: Promise<{ data?: Record<string, unknown> | null | undefined }>, said: string): Promise<boolean>;
  /** Says what is wrong before anything is sent. */
  refuse(message: string, field?: string): void;
}

/** For mutations with one root field whose failures are UserErrors. Nothing typed is lost when it fails. */
export function useSaving(): Saving {
  const [problem, setProblem] = useState<Saving['problem']>(null);
  const [said, setSaid] = useState('');
  const [isBusy, setBusy] = useState(false);
  return {
    problem,
    said,
    isBusy,
    refuse: (message, field) => setProblem({ message, field: field ?? null }),
    async save(sending, sentence) {
      setBusy(true);
      setProblem(null);
      setSaid('');
      const { data } = await sending;
      setBusy(false);
      const [answer] = Object.values(data ?? {}).filter((value) => typeof value === 'object') as (Told | null)[];
      if (!answer) {
        setProblem({ message: 'We could not reach Kith. What you wrote is still here; try again.', field: null });
        return false;
      }
      if (!answer.__typename.endsWith('Payload')) {
        setProblem({ message: answer.message ?? 'Try again.', field: answer.field ?? null });
        return false;
      }
      setSaid(sentence);
      return true;
    },
  };
}

/** One field of a form as it is now; empty: nothing was written. */
export function textOf(event: SubmitEvent, name: string): string {
  return String(new FormData(event.currentTarget as HTMLFormElement).get(name) ?? '').trim();
}
