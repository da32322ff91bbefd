import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A native modal dialog. Open while mounted; `onClosed` runs on Escape too, and focus goes back to the opener. */
export function Dialog({
  title,
  onClosed,
  children,
}: {
  title: string;
  onClosed: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // The browser returns focus to the opener on close(), not when the element is only removed.
    return () => element?.close();
  }, []);
  return (
    <dialog class="dialog" ref={dialog} aria-label={title} onClose={onClosed}>
      <h2 tabIndex={-1} autofocus>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
