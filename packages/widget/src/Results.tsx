import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Card } from './Card.tsx';
import { fill, plural } from './format.ts';
import type { Kit } from './kit.ts';
import { fetchOpened, type Screens } from './Opened.tsx';
import type { SearchState, Wish } from './search.ts';

export interface ResultsProps {
  kit: Kit;
  state: SearchState;
  wish: Wish;
  onLook: (part: Partial<Wish>) => void;
  onMore: () => void;
  onOtherWords: () => void;
  onOpen: (id: string, opener: HTMLElement) => void;
}

/** What was found, or what to do instead. The list before stays while the next one is on its way. */
export function Results(props: ResultsProps): JSX.Element | null {
  const { kit, state, onLook, onMore, onOpen } = props;
  const { m, lang } = kit;
  const { found, hits, isBusy, trouble, wish: asked } = state;
  const list = useRef<HTMLUListElement>(null);
  const shownBefore = useRef(0);
  const [beyond, setBeyond] = useState<Screens>();
  useEffect(() => {
    // "Show more" leads on to the first of the new ones.
    if (shownBefore.current && hits.length > shownBefore.current) {
      list.current?.children[shownBefore.current]?.querySelector('button')?.focus();
    }
    shownBefore.current = 0;
  }, [hits.length]);

  useEffect(() => {
    // What goes beyond a plain list comes beside the first answer. Without it the list, its count and the peer are there.
    if (asked) fetchOpened(kit).then(setBeyond, () => undefined);
  }, [asked, m.lang]);

  if (!asked) return null;
  return (
    <div aria-busy={isBusy} part="results">
      {trouble && (
        <div class="alert error" role="alert">
          <p>
            {m.troubles[trouble]} {m.stillHere}
          </p>
          <button type="button" class="button" onClick={() => onLook({})}>
            {m.retry}
          </button>
        </div>
      )}
      {!found && isBusy && <Skeleton words={m.loading} />}
      {found && (
        <>
          {beyond?.top(props)}
          <h2>{countWords(kit, state)}</h2>
          {beyond?.middle(props)}
          <ul class="cards" ref={list}>
            {(hits.length ? hits : (found.instead?.edges ?? [])).map((hit) => (
              <Card key={hit.node.id} m={m} lang={lang} hit={hit} onOpen={onOpen} />
            ))}
          </ul>
          {found.pageInfo.hasNextPage && (
            <button
              type="button"
              class="button"
              onClick={() => {
                shownBefore.current = hits.length;
                onMore();
              }}
            >
              {isBusy ? m.loading : m.showMore}
            </button>
          )}
          {beyond?.end(props)}
        </>
      )}
    </div>
  );
}

/** "23 places in Work near M33": the heading, and what is read out. */
export function countWords({ m }: Kit, { found, wish }: SearchState): string {
  if (!found) return '';
  const count = found.totalCount ? plural(m.lang, found.totalCount, m.places) : m.nothing;
  const area = wish?.area ? fill(m.placesIn, { area: m.areas[wish.area] }) : '';
  return count + area + (found.place ? fill(m.placesNear, { place: found.place.name }) : '');
}

function Skeleton({ words }: { words: string }): JSX.Element {
  return (
    <div class="skeleton">
      <span class="unseen">{words}</span>
      <i />
      <i />
      <i />
    </div>
  );
}
