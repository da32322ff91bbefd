import { Alert } from '@kith/ui/Alert.tsx';
import type { JSX } from 'preact';
import { Said } from '../Said.tsx';
import type { Saving } from './saving.ts';

/** What came of it, beside the button that was pressed. */
export function SavingState({ saving }: { saving: Saving }): JSX.Element | null {
  if (saving.problem) {
    return (
      <Alert look="error" isLive>
        <p>{saving.problem.message}</p>
      </Alert>
    );
  }
  return saving.said ? <Said>{saving.said}</Said> : null;
}
