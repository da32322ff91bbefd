import { calmName } from '@kith/ui/calm-name.ts';
import { Fragment, h, type JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Trouble, type TroubleKind } from './client.ts';
import { distanceWords, fill } from './format.ts';
import { apart, listWords } from './list-words.ts';
import { type Mapped, MapQuery } from './map-query.ts';
import { openedMessagesFor } from './opened-messages.ts';
import type { ResultsProps } from './Results.tsx';
import { searchOf } from './search.ts';

type MapView = ReturnType<typeof import('./map.ts')['mapView']>;
let view: MapView | undefined;

/** Opens the map above the list, which stays. Nothing of it is fetched before. */
export function MapButton({ kit, state, onOpen }: Pick<ResultsProps, 'kit' | 'state' | 'onOpen'>): JSX.Element | null {
  const { m, client, element, embed } = kit;
  const { wish, hits } = state;
  const w = openedMessagesFor(m.lang);
  const [isOpen, setOpen] = useState(false);
  const [mapped, setMapped] = useState<Mapped>();
  const [trouble, setTrouble] = useState<TroubleKind>();
  useEffect(() => {
    if (!isOpen || !wish || !hits.length) return;
    const abort = new AbortController();
    setTrouble(undefined);
    const shown = client.query(MapQuery, { search: searchOf(wish, embed?.areas), first: hits.length }, abort.signal);
    Promise.all([shown, import('./map.ts')]).then(
      ([{ services }, { mapSheet, mapView }]) => {
        const sheets = element.shadowRoot?.adoptedStyleSheets;
        if (!sheets?.includes(mapSheet)) sheets?.push(mapSheet);
        view ??= mapView({ h, Fragment, calmName, distanceWords, fill, apart, listWords });
        setMapped(services);
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setTrouble(error instanceof Trouble ? error.kind : 'failed');
      },
    );
    return () => abort.abort();
  }, [client, isOpen, wish, hits.length]);
  if (!hits.length) return null;
  const MapView = view;
  return (
    <>
      <button type="button" class="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? w.closeMap : w.showMap}
      </button>
      {isOpen && trouble && <p role="alert">{m.troubles[trouble]}</p>}
      {isOpen && !trouble && !(mapped && MapView) && <p>{m.loading}</p>}
      {isOpen && !trouble && mapped && MapView && <MapView kit={kit} w={w} mapped={mapped} onOpen={onOpen} />}
    </>
  );
}
