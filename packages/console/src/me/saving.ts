import type { AnyVariables, DocumentInput } from '@urql/core';
import { useMutation } from '@urql/preact';
import { useState } from 'preact/hooks';

/** Why something was not saved. */
export interface Problem {
  /** Type of the failure; empty: Kith could not be reached. */
  kind: string;
  message: string;
  field: string | null;
}

interface Outcome {
  __typename: string;
  message?: string;
  field?: string | null;
  madeId?: string | null;
}

const UNREACHABLE = 'We could not reach Kith. Nothing is lost: what you wrote is still here. Try again.';

/**
 * Sends a mutation with one field whose success ends in "Payload", and keeps what to say about it.
 *
 * @returns `save` answers with the payload, or null when it failed; `said` is for a status line
 */
export function useSave<Data, Variables extends AnyVariables>(document: DocumentInput<Data, Variables>) {
  const [{ fetching }, execute] = useMutation(document);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  async function save(variables: Variables, done = 'Saved.'): Promise<Outcome | null> {
    setProblem(null);
    setSaid('');
    const { data } = await execute(variables);
    const result = data && (Object.values(data)[0] as Outcome | undefined);
    if (!result) {
      setProblem({ kind: '', message: UNREACHABLE, field: null });
      return null;
    }
    if (!result.__typename.endsWith('Payload')) {
      setProblem({ kind: result.__typename, message: result.message ?? UNREACHABLE, field: result.field ?? null });
      return null;
    }
    setSaid(done);
    return result;
  }
  return { save, problem, said, isBusy: fetching, forget: () => setSaid('') };
}

/** What is wrong with one field, for the field itself. */
export function problemOf(problem: Problem | null, field: string): string | undefined {
  return problem?.field === field ? problem.message : undefined;
}
