import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** What came of what was just done. Takes the focus, since the form that had it is gone. */
export function Said({ children }: { children: string }): JSX.Element {
  const sentence = useRef<HTMLParagraphElement>(null);
  useEffect(() => sentence.current?.focus(), [children]);
  return (
    <p class="alert notice said" tabIndex={-1} ref={sentence}>
      {children}
    </p>
  );
}

/** Things moved on while somebody was writing: why, and their words, so that nothing is lost. */
export function Unsent({
  why,
  words,
  onForget,
}: {
  why: string;
  words: readonly string[];
  onForget: () => void;
}): JSX.Element {
  return (
    <Alert isLive>
      <div class="stack">
        <p>{why} This is what you wrote. It was not sent.</p>
        {words.filter(Boolean).map((text) => (
          <blockquote key={text} dir="auto">
            {text}
          </blockquote>
        ))}
        <div>
          <Button onClick={onForget}>I do not need it any more</Button>
        </div>
      </div>
    </Alert>
  );
}
