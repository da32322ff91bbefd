import type { JSX } from 'preact';
import { distanceWords, fill } from './format.ts';
import type { Kit } from './kit.ts';
import { listWords } from './list-words.ts';
import { openedMessagesFor } from './opened-messages.ts';
import type { SearchState } from './search.ts';

/** Says plainly what was read differently from what was typed. */
export function Remarks({ kit: { m, lang }, state: { found, wish } }: { kit: Kit; state: SearchState }): JSX.Element {
  const w = openedMessagesFor(m.lang);
  const problem = found?.placeProblem;
  return (
    <>
      {found?.corrections.map(({ typed, readAs }) => (
        <p key={typed} dir="auto">
          {fill(w.corrected, { typed, readAs })}
        </p>
      ))}
      {found?.reach.isWider && found.reach.withinKm && (
        <p>{fill(w.wider, { distance: distanceWords(m, lang, found.reach.withinKm) })}</p>
      )}
      {found?.reach.leftOut[0] && <p dir="auto">{fill(w.leftOut, { words: listWords(lang, found.reach.leftOut) })}</p>}
      {problem && (
        <p class="alert notice" dir="auto">
          {fill(problem === 'AMBIGUOUS' ? w.ambiguousPlace : w.unknownPlace, { place: wish?.near ?? '' })}
          {w.fromEverywhere}
        </p>
      )}
    </>
  );
}
