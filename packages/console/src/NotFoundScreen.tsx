import type { JSX } from 'preact';
import { ScreenTitle } from './ScreenState.tsx';

/** An address that is not there, or not for this role: both look alike. */
export function NotFoundScreen(): JSX.Element {
  return (
    <div class="stack">
      <ScreenTitle>There is nothing here</ScreenTitle>
      <p>This has moved, or it is not for you to see. Nothing is lost.</p>
      <p>
        <a href="/console">Go to the first screen</a>
      </p>
    </div>
  );
}
