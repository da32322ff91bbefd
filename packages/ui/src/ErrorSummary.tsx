import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export interface FieldProblem {
  /** Id of the field. */
  id: string;
  message: string;
}

/** All that is wrong in a form, first on the page and focused when it appears; each line leads to its field. */
export function ErrorSummary({ title, problems }: { title: string; problems: FieldProblem[] }): JSX.Element | null {
  const box = useRef<HTMLDivElement>(null);
  const isShown = problems.length > 0;
  useEffect(() => {
    if (isShown) box.current?.focus();
  }, [isShown]);
  if (!isShown) return null;
  return (
    // autofocus: after a form without JavaScript, what is wrong has to be heard first.
    <div class="alert error summary" role="alert" tabIndex={-1} ref={box} autofocus>
      <h2>{title}</h2>
      <ul>
        {problems.map(({ id, message }) => (
          <li key={id}>
            <a href={`#${id}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
