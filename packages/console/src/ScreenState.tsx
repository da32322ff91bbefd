import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The heading of a screen. Takes the focus when the screen opens, so that it is read out and Tab goes on from here. */
export function ScreenTitle({ children, isFirst = false }: { children: string; isFirst?: boolean }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} · Kith`;
    if (!isFirst) heading.current?.focus();
  }, [children, isFirst]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** While something is on its way. Said politely, without a spinner. */
export function Loading({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <p class="loading" role="status">
      {children}
    </p>
  );
}

/** Nothing to show because it could not be read, with the way out. */
export function CouldNotRead({ onAgain }: { onAgain: () => void }): JSX.Element {
  return (
    <Alert look="error" isLive>
      <p>We could not read this just now. Nothing is lost.</p>
      <Button onClick={onAgain}>Try again</Button>
    </Alert>
  );
}

/** What will be here, and the first thing to do. */
export function Empty({ children }: { children: ComponentChildren }): JSX.Element {
  return <div class="empty">{children}</div>;
}
