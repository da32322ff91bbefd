/** Under every page for a person: what is their right, in one fold, and what is promised (S131, S101). Needs no script. */
export function RightsPanel() {
  return (
    <aside class="rights foot" aria-label="Your rights" lang="en" dir="ltr">
      <details>
        <summary>Your rights</summary>
        <Rights />
        <p>
          <a href="/pledge" target="_blank" rel="noreferrer">
            What we promise (opens a new tab)
          </a>
        </p>
      </details>
    </aside>
  );
}

/** In plain words, the same wherever they stand. */
export function Rights() {
  return (
    <ul>
      <li>You have a right to help. You never have to earn it.</li>
      <li>You can stop or pause at any time. You never have to say why.</li>
      <li>You can see all that is kept about you, and have it put right or deleted.</li>
      <li>You can ask for somebody else. Nobody is cross.</li>
      <li>
        You can complain: to your team, or to anybody here. They must answer within 30 days. In the United Kingdom you
        can also ring the Information Commissioner: <a href="tel:03031231113">0303 123 1113</a>.
      </li>
    </ul>
  );
}
