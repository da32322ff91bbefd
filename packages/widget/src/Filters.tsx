import type { JSX } from 'preact';
import type { ResultsProps } from './Results.tsx';

/** Narrows the list; away while there is nothing to narrow. */
export function Filters({
  kit: { m },
  state: { found, hits },
  wish,
  onLook,
}: Pick<ResultsProps, 'kit' | 'state' | 'wish' | 'onLook'>): JSX.Element | null {
  if (!hits.length && !wish.isFree && !wish.isOnline && !wish.isByPeers) return null;
  return (
    <fieldset class="filters">
      <legend class="unseen">{m.filters}</legend>
      <Tick words={m.free} isOn={wish.isFree} onChange={(isFree) => onLook({ isFree })} />
      <Tick words={m.online} isOn={wish.isOnline} onChange={(isOnline) => onLook({ isOnline })} />
      <Tick words={m.byPeers} isOn={wish.isByPeers} onChange={(isByPeers) => onLook({ isByPeers })} />
      {found?.place && (
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
