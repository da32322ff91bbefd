import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

/** A text to take elsewhere, and a button that copies it. The text is there to be marked by hand as well. */
export function CopyText({ id, label, text }: { id: string; label: string; text: string }): JSX.Element {
  const [said, setSaid] = useState('');
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied.');
    } catch {
      setSaid('This browser does not let us copy. Mark the text and copy it by hand.');
    }
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        class="code"
        readOnly
        rows={Math.min(12, Math.max(3, text.split('\n').length + Math.floor(text.length / 90)))}
        spellcheck={false}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div class="row">
        <Button onClick={copy}>Copy: {label.toLowerCase()}</Button>
        <span role="status" class="hint">
          {said}
        </span>
      </div>
    </div>
  );
}
