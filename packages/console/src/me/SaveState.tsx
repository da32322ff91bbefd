import type { ComponentChildren, JSX } from 'preact';
import { Refused } from '../Refused.tsx';
import type { Problem } from './saving.ts';

/** What came of saving: a problem that belongs to no field, or a quiet sentence with what can follow (Undo). */
export function SaveState({
  problem,
  said,
  fields = [],
  children,
}: {
  problem: Problem | null;
  said: string;
  /** Fields that show their own problem. */
  fields?: readonly string[];
  children?: ComponentChildren;
}): JSX.Element {
  const isShownElsewhere = problem?.field != null && fields.includes(problem.field);
  return (
    <>
      <Refused why={problem && !isShownElsewhere && problem.message} />
      <div class="row" role="status">
        {said && <p>{said}</p>}
        {said && children}
      </div>
    </>
  );
}
