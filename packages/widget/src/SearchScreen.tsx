import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { tell } from './events.ts';
import type { Kit } from './kit.ts';
import type { LifeArea } from './queries.ts';
import { countWords, Results } from './Results.tsx';
import { useSearch, type Wish } from './search.ts';
import type { Ask } from './Widget.tsx';

// As on the partner's page unless the partner chose others (LOOK.md).
const FIRST_AREAS = 5;

interface SearchScreenProps {
  kit: Kit;
  area: LifeArea | null;
  near: string;
  /** A search that the page asks for; every new object runs once. */
  wanted: { text?: string; near?: string };
  /** A service is open in front of the list. */
  isAway: boolean;
  onOpen: (id: string) => void;
  onAsk: (about: Ask) => void;
}

/** Words, place, life areas; below them what was found; and always somebody to talk to. */
export function SearchScreen({ kit, area, near, wanted, isAway, onOpen, onAsk }: SearchScreenProps): JSX.Element {
  const { m, embed, element } = kit;
  const [wish, setWish] = useState<Wish>({
    text: '',
    near,
    area,
    isFree: false,
    isOnline: false,
    isByPeers: false,
    order: 'BEST',
  });
  const [hasAllAreas, setAllAreas] = useState(false);
  const { state, search, showMore } = useSearch(kit);
  const words = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLInputElement>(null);
  const opened = useRef<HTMLElement | null>(null);

  // Browsers fill several fields at once, before anything is drawn again.
  const latest = useRef(wish);
  const change = (part: Partial<Wish>): Wish => {
    latest.current = { ...latest.current, ...part };
    setWish(latest.current);
    return latest.current;
  };
  const look = (part: Partial<Wish>): void => search(change(part));

  // The page and the partner's settings say where, at any time; what somebody typed or is about to type stays. A page about one part of
  // life starts with what there is in it.
  const given = useRef(near);
  useEffect(() => {
    const part = { area, ...(latest.current.near === given.current && !place.current?.matches(':focus') && { near }) };
    if (area && !latest.current.text) look(part);
    else change(part);
    given.current = near;
  }, [near, area]);
  useEffect(() => {
    if (wanted.text !== undefined) look({ text: wanted.text, near });
  }, [wanted]);
  useEffect(() => {
    if (!isAway) opened.current?.focus();
  }, [isAway]);
  useEffect(() => {
    if (state.trouble) tell(element, 'kith:error', { reason: 'network' });
    if (state.trouble !== 'offline') return;
    const again = (): void => look({});
    window.addEventListener('online', again, { once: true });
    return () => window.removeEventListener('online', again);
  }, [state.trouble]);

  const own = embed?.areas.length ? embed.areas : (Object.keys(m.areas) as LifeArea[]);
  // The chosen one is always among them, so that it can be taken back.
  const first = own.slice(0, FIRST_AREAS);
  const areas = [...new Set([...(hasAllAreas ? own : first), ...(wish.area ? [wish.area] : [])])];
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: <search> is not everywhere yet */}
      <form
        role="search"
        part="search"
        // Nothing here is ever sent as a form; a page may also ask the form to send itself.
        onSubmit={(event) => event.preventDefault()}
      >
        <label for="words">{m.what}</label>
        <input
          id="words"
          ref={words}
          dir="auto"
          enterkeyhint="search"
          autocomplete="off"
          maxLength={200}
          value={wish.text}
          onInput={(event) => change({ text: event.currentTarget.value })}
        />
        <div class="row">
          <label for="near">{m.near}</label>
          <input
            id="near"
            ref={place}
            title={m.nearHint}
            dir="auto"
            enterkeyhint="search"
            autocomplete="postal-code"
            maxLength={80}
            value={wish.near}
            onInput={(event) => change({ near: event.currentTarget.value })}
          />
          {/* Enter presses it, too. Where a frame may not send forms, "submit" never comes; this does. */}
          <button type="submit" class="button primary" onClick={() => look({})}>
            {m.search}
          </button>
        </div>
      </form>
      <div part="areas">
        {areas.map((one) => (
          <button
            key={one}
            type="button"
            class="link"
            aria-pressed={wish.area === one}
            onClick={() => look({ area: wish.area === one ? null : one })}
          >
            {m.areas[one]}
          </button>
        ))}
        {own.length > FIRST_AREAS && (
          <button type="button" class="link" aria-expanded={hasAllAreas} onClick={() => setAllAreas(!hasAllAreas)}>
            {m.more}
          </button>
        )}
      </div>
      <Results
        kit={kit}
        state={state}
        wish={wish}
        onLook={look}
        onMore={showMore}
        onOtherWords={() => words.current?.select()}
        onOpen={(id, opener) => {
          opened.current = opener;
          onOpen(id);
        }}
      />
      <Status words={state.isBusy || state.trouble ? '' : countWords(kit, state)} />
      <Talk kit={kit} onAsk={() => onAsk(wish.area ? { area: wish.area } : {})} />
    </>
  );
}

/** Reads out how many, a moment after they are there, so that a second search does not talk over the first. */
function Status({ words }: { words: string }): JSX.Element {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), 300);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <p class="unseen" role="status">
      {said}
    </p>
  );
}

/** Always there, also with no results and when Kith cannot be reached. */
function Talk({ kit: { m, embed }, onAsk }: { kit: Kit; onAsk: () => void }): JSX.Element | null {
  if (embed && !embed.hasPeers) return null;
  return (
    <div class="talk" part="talk">
      <h2>{m.ratherTalk}</h2>
      <p dir="auto">{embed?.promise ?? m.connectHint}</p>
      <button type="button" class="button" onClick={onAsk}>
        {m.connect}
      </button>
    </div>
  );
}
