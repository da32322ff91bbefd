import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';
import { Said } from '../Said.tsx';
import { day } from '../words.ts';

/** The end of the call: four words, and who answers by when. Shown once; nothing of it is kept in this browser. */
export function ReadOut({
  receipt,
  onDone,
}: {
  receipt: { reference: string; code: string; team: string; promisedBy: string };
  onDone: () => void;
}): JSX.Element {
  return (
    <section class="stack" aria-labelledby="four-words">
      <Said>{`It is with ${receipt.team}. Read this out before you hang up.`}</Said>
      <div class="card stack">
        <h2 id="four-words">Four words to come back with</h2>
        <p class="code-words" translate={false}>
          {receipt.code}
        </p>
        <p>
          “Write these four words down. With them you see what I wrote, change it, stop it or delete it: at{' '}
          <strong>{`${location.host}/back`}</strong>, or ring us and say them. Somebody from {receipt.team} is in touch
          by <strong>{day(receipt.promisedBy)}</strong>, only in the way you said.”
        </p>
        <p>
          “I have seen these words too. If you would like words that only you know, you can make new ones on that page.”
        </p>
        <p class="hint">For your colleagues: {receipt.reference}. The words are not shown again.</p>
      </div>
      <div class="row">
        <Button look="primary" onClick={onDone}>
          I read it out
        </Button>
      </div>
    </section>
  );
}
