/** The five things that everybody can do with what is theirs, each one press away (S31). */
export function WhatYouCanDo() {
  return (
    <nav aria-label="What you can do here">
      <p class="nations">
        <a href="#words-title">See it</a>
        <a href="#words-title">Correct it</a>
        <a href="#plan-title">Share it</a>
        <a href="#stop-title">Stop it</a>
        <a href="#stop-title">Delete it</a>
      </p>
    </nav>
  );
}
