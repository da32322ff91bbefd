import { ErrorSummary } from '@kith/ui/ErrorSummary.tsx';
import { idOf, type Problem, problemFor } from './ask-problems.ts';

/** What to put right, first on the page. Nothing that was written is lost. */
export function Problems({ title, problems }: { title: string; problems: readonly Problem[] }) {
  const lines = problems.map(({ field, message }) => ({ id: idOf(field), message }));
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click of a link in it, which the keyboard makes as well.
    // biome-ignore lint/a11y/noStaticElementInteractions: as above.
    <div onClick={goToField}>
      <ErrorSummary title={title} problems={lines} />
    </div>
  );
}

/** Moves to the field without a fragment in the address, which would be one more step for Back. */
function goToField(event: MouseEvent) {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.scrollIntoView({ block: 'center' });
}

/** The same sentence beside a group of choices; text fields bring their own. */
export function FieldProblem({ problems, field }: { problems: readonly Problem[]; field: string }) {
  const problem = problemFor(problems, field);
  return problem ? (
    <p class="problem" id={`${field}-problem`}>
      {problem.message}
    </p>
  ) : null;
}
