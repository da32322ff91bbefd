import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Card } from './Card.tsx';
import { fill, plural } from './format.ts';
import type { Kit } from './kit.ts';
import { fetchOpened } from './Opened.tsx';
import type { SearchState, Wish } from './search.ts';

interface ResultsProps {
  kit: Kit;
  state: SearchState;
  wish: Wish;
  onLook: (part: Partial<Wish>) => void;
  onMore: () => void;
  onOtherWords: () => void;
  onOpen: (id: string, opener: HTMLElement) => void;
}

/** What was found, or what to do instead. The list before stays while the next one is on its way. */
export function Results({ kit, state, wish, onLook, onMore, onOtherWords, onOpen }: ResultsProps): JSX.Element | null {
  const { m, lang } = kit;
  const { found, hits, isBusy, trouble, wish: asked } = state;
  const list = useRef<HTMLUListElement>(null);
  const shownBefore = useRef(0);
  useEffect(() => {
    // "Show more" leads on to the first of the new ones.
    if (shownBefore.current && hits.length > shownBefore.current) {
      list.current?.children[shownBefore.current]?.querySelector('button')?.focus();
    }
    shownBefore.current = 0;
  }, [hits.length]);

  useEffect(() => {
    // What opens from the list is there by the time that somebody has read it. If not, opening says so.
    if (hits.length) fetchOpened(kit.element).catch(() => undefined);
  }, [!hits.length]);

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
          <Remarks kit={kit} state={state} />
          <h2>{countWords(kit, state)}</h2>
          {(hits.length > 0 || wish.isFree || wish.isOnline || wish.isByPeers) && (
            <Filters kit={kit} wish={wish} hasPlace={Boolean(found.place)} onLook={onLook} />
          )}
          {hits.length === 0 ? (
            <Nothing kit={kit} asked={asked} onLook={onLook} onOtherWords={onOtherWords} />
          ) : (
            <ul class="cards" ref={list}>
              {hits.map((hit) => (
                <Card key={hit.node.id} m={m} lang={lang} hit={hit} onOpen={onOpen} />
              ))}
            </ul>
          )}
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

/** Says plainly what was read differently from what was typed. */
function Remarks({ kit: { m }, state: { found, wish } }: Pick<ResultsProps, 'kit' | 'state'>): JSX.Element {
  const problem = found?.placeProblem;
  return (
    <>
      {found?.corrections.map(({ typed, readAs }) => (
        <p key={typed} dir="auto">
          {fill(m.corrected, { typed, readAs })}
        </p>
      ))}
      {problem && (
        <p class="alert notice" dir="auto">
          {fill(problem === 'AMBIGUOUS' ? m.ambiguousPlace : m.unknownPlace, { place: wish?.near ?? '' })}
          {m.fromEverywhere}
        </p>
      )}
    </>
  );
}

function Filters({
  kit: { m },
  wish,
  hasPlace,
  onLook,
}: Pick<ResultsProps, 'kit' | 'wish' | 'onLook'> & { hasPlace: boolean }): JSX.Element {
  return (
    <fieldset class="filters">
      <legend class="unseen">{m.filters}</legend>
      <Tick words={m.free} isOn={wish.isFree} onChange={(isFree) => onLook({ isFree })} />
      <Tick words={m.online} isOn={wish.isOnline} onChange={(isOnline) => onLook({ isOnline })} />
      <Tick words={m.byPeers} isOn={wish.isByPeers} onChange={(isByPeers) => onLook({ isByPeers })} />
      {hasPlace && (
        <select
          aria-label={m.order}
          value={wish.order}
          onChange={(event) => onLook({ order: event.currentTarget.value === 'NEAREST' ? 'NEAREST' : 'BEST' })}
        >
          <option value="BEST">{m.best}</option>
          <option value="NEAREST">{m.nearest}</option>
        </select>
      )}
    </fieldset>
  );
}

function Tick({
  words,
  isOn,
  onChange,
}: {
  words: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}): JSX.Element {
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />
      {words}
    </label>
  );
}

/** Never a dead end: what was tried, and the ways on from here. */
function Nothing({
  kit: { m },
  asked,
  onLook,
  onOtherWords,
}: Pick<ResultsProps, 'kit' | 'onLook' | 'onOtherWords'> & { asked: Wish }): JSX.Element {
  const { text, near, area, isFree, isOnline, isByPeers } = asked;
  const filters = [isFree && m.free, isOnline && m.online, isByPeers && m.byPeers].filter(Boolean).join(', ');
  const what = [text ? `“${text}”` : m.everything, area && m.areas[area], near, filters].filter(Boolean).join(', ');
  const way = (words: ComponentChildren, go: () => void): JSX.Element => (
    <li>
      <button type="button" class="link" onClick={go}>
        {words}
      </button>
    </li>
  );
  return (
    <div class="nothing">
      <p dir="auto">{fill(m.tried, { what })}</p>
      <ul>
        {filters && way(m.tryUnfiltered, () => onLook({ isFree: false, isOnline: false, isByPeers: false }))}
        {near && way(fill(m.tryFurther, { place: near }), () => onLook({ near: '' }))}
        {text && way(m.tryWords, onOtherWords)}
        {text && way(area ? fill(m.tryArea, { area: m.areas[area] }) : m.tryAll, () => onLook({ text: '' }))}
      </ul>
    </div>
  );
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
