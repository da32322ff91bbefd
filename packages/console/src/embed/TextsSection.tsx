import type { JSX } from 'preact';
import { CopyText } from './CopyText.tsx';
import { accessibilityText, privacyText } from './texts.ts';

/** Texts for the partner's own pages. */
export function TextsSection({ name, kith }: { name: string; kith: string }): JSX.Element {
  return (
    <section class="stack card" aria-labelledby="texts-title">
      <h2 id="texts-title">For your own pages</h2>
      <p class="hint">Read them, change what is different with you, then publish them.</p>
      <CopyText id="privacy" label="Your privacy notice" text={privacyText(name, kith)} />
      <CopyText id="accessibility" label="Your accessibility statement" text={accessibilityText(name, kith)} />
    </section>
  );
}
