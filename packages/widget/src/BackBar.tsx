import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The way back and the heading of a screen, which takes focus when the screen opens. */
export function BackBar({
  words,
  title,
  onBack,
}: {
  words: string;
  title: ComponentChildren;
  onBack: () => void;
}): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <button type="button" class="button quiet back" onClick={onBack}>
        <span aria-hidden="true">←</span>
        {words}
      </button>
      <h2 tabIndex={-1} ref={heading} dir="auto">
        {title}
      </h2>
    </>
  );
}
