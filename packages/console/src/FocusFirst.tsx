import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What takes the place of the button that was pressed also takes the focus: its first field or button. */
export function FocusFirst({ when = true, children }: { when?: boolean; children: ComponentChildren }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (when) box.current?.querySelector<HTMLElement>('select, input, textarea, button, [tabindex]')?.focus();
    // Once, when it appears.
  }, []);
  return (
    <div class="stack" ref={box}>
      {children}
    </div>
  );
}
