import type { JSX } from 'preact';
import { fill } from './format.ts';
import type { Kit } from './kit.ts';
import { openedMessagesFor } from './opened-messages.ts';
import type { SearchState } from './search.ts';

/** Says plainly what was read differently from what was typed. */
export function Remarks({ kit: { m }, state: { found, wish } }: { kit: Kit; state: SearchState }): JSX.Element {
  const w = openedMessagesFor(m.lang);
  const problem = found?.placeProblem;
  return (
    <>
      {found?.corrections.map(({ typed, readAs }) => (
        <p key={typed} dir="auto">
          {fill(w.corrected, { typed, readAs })}
        </p>
      ))}
      {problem && (
        <p class="alert notice" dir="auto">
          {fill(problem === 'AMBIGUOUS' ? w.ambiguousPlace : w.unknownPlace, { place: wish?.near ?? '' })}
          {w.fromEverywhere}
        </p>
      )}
    </>
  );
}
