import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { CopyText } from './CopyText.tsx';
import { type Chosen, platforms, snippetFor } from './platforms.ts';

/** What to paste, and where, for the kind of page that somebody has. */
export function SnippetSection({ chosen }: { chosen: Chosen }): JSX.Element {
  const [id, setId] = useState(platforms[0]?.id ?? '');
  const platform = platforms.find((one) => one.id === id);
  return (
    <section class="stack card" aria-labelledby="snippet-title">
      <h2 id="snippet-title">Put it on your page</h2>
      <div class="field">
        <label for="platform">What is your page made with?</label>
        <select id="platform" value={id} onChange={(event) => setId(event.currentTarget.value)}>
          {platforms.map((one) => (
            <option key={one.id} value={one.id} selected={one.id === id}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
      {platform && (
        <>
          <ol class="steps">
            {platform.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <CopyText id="snippet" label="The text to paste" text={snippetFor(platform.way, chosen)} />
          {platform.otherwise && <p class="hint">{platform.otherwise}</p>}
          <p class="hint">
            What you change below changes your page without pasting anything again, but for the language. Text that you
            pasted earlier may still say <code>near</code> or <code>area</code>: these win over what you choose below.
          </p>
          <p class="hint">To take Kith off your page, delete this text. Nothing else stays behind.</p>
        </>
      )}
    </section>
  );
}
