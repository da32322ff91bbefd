import type { JSX } from 'preact';
import { Filters } from './Filters.tsx';
import { MapButton } from './MapButton.tsx';
import { Nothing } from './Nothing.tsx';
import { openedMessagesFor } from './opened-messages.ts';
import { Remarks } from './Remarks.tsx';
import type { ResultsProps } from './Results.tsx';

// Functions rather than components: they keep no state, and a call is shorter on the way to the first search.

/** Above the count: what was read differently from what was typed. */
export function top({ kit, state }: ResultsProps): JSX.Element {
  return <Remarks kit={kit} state={state} />;
}

/** Between the count and the list: what narrows it, the map, and the ways on when there is nothing. */
export function middle(props: ResultsProps): JSX.Element {
  const { found, hits, wish: asked } = props.state;
  return (
    <>
      <Filters {...props} />
      <MapButton {...props} />
      {found && asked && !hits.length && <Nothing {...props} found={found} asked={asked} />}
    </>
  );
}

/** Below the list: who helps everybody with money (S126), and what everybody who works with Kith promises (S101). */
export function end({ kit: { m, origin, nation, embed }, state: { found } }: ResultsProps): JSX.Element {
  const w = openedMessagesFor(m.lang);
  const here = nation ?? embed?.nation;
  const everywhere = found?.nationalHelp.filter(({ nations }) => !here || nations.some((one) => one === here));
  return (
    <>
      {everywhere?.[0] && (
        <>
          <h3>{w.moneyHelp}</h3>
          <ul class="lines" lang="en" dir="ltr">
            {everywhere.map(({ name, description, url }) => (
              <li key={url}>
                <a href={url} target="_blank" rel="noopener noreferrer">
                  {name}
                </a>{' '}
                {description} <small>(opens in a new tab)</small>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="hint">
        <a href={`${origin}/pledge`} target="_blank" rel="noopener noreferrer">
          {w.promise} {w.opensTab}
        </a>
      </p>
    </>
  );
}
