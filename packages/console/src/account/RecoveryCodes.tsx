import type { JSX } from 'preact';

/** Codes for a day without the phone. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }): JSX.Element {
  return (
    <>
      <p>Write these recovery codes down, for a day without your phone. Each works once. They are not shown again.</p>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
