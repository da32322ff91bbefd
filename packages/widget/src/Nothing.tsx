import type { ComponentChildren, JSX } from 'preact';
import { fill } from './format.ts';
import { listWords } from './list-words.ts';
import { openedMessagesFor } from './opened-messages.ts';
import type { Found } from './queries.ts';
import type { ResultsProps } from './Results.tsx';
import type { Wish } from './search.ts';

/** Never a dead end: what was tried, and the ways on from here. */
export function Nothing({
  kit: { m, lang },
  found,
  asked,
  onLook,
  onOtherWords,
}: Pick<ResultsProps, 'kit' | 'onLook' | 'onOtherWords'> & {
  found: Found;
  asked: Wish;
}): JSX.Element {
  const w = openedMessagesFor(m.lang);
  const { text, near, area, isFree, isOnline, isByPeers } = asked;
  const filters = listWords(lang, [isFree && m.free, isOnline && m.online, isByPeers && m.byPeers]);
  const what = listWords(lang, [text ? `“${text}”` : w.everything, area && m.areas[area], near, filters]);
  const way = (words: ComponentChildren, go: () => void): JSX.Element => (
    <li>
      <button type="button" class="link" onClick={go}>
        {words}
      </button>
    </li>
  );
  return (
    <div class="nothing">
      <p dir="auto">{fill(w.tried, { what })}</p>
      <ul>
        {filters && way(w.tryUnfiltered, () => onLook({ isFree: false, isOnline: false, isByPeers: false }))}
        {near && way(fill(w.tryFurther, { place: near }), () => onLook({ near: '' }))}
        {text && way(w.tryWords, onOtherWords)}
        {text && way(area ? fill(w.tryArea, { area: m.areas[area] }) : w.tryAll, () => onLook({ text: '' }))}
      </ul>
      {found.instead?.edges[0] && <h3>{w.perhaps}</h3>}
    </div>
  );
}
