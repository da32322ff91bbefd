import { graphql, type ResultOf } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { useFresh } from '../live.ts';
import { isQueue } from '../live-stream.ts';
import { CouldNotRead, Loading, ScreenTitle } from '../ScreenState.tsx';
import { dayAndTime } from '../words.ts';
import { OnCallCard } from './OnCallCard.tsx';
import { WorryActs } from './WorryActs.tsx';

export const Worries = graphql(`
  query Worries($withWords: Boolean!) {
    onCall {
      name
      phone
      since
    }
    concerns {
      id
      requestId
      reference
      raisedAt
      raisedBy
      urgency
      state
      hasRung
      takenBy
      personToldAt
      hiddenUntil
      closedAt
      needsSecond
      maySecond
      mayDecide
      entries {
        id
        kind
        at
        by
        keepUntil
        words @include(if: $withWords)
        sharedWith @include(if: $withWords)
      }
    }
  }
`);

export type Worry = ResultOf<typeof Worries>['concerns'][number];

/**
 * What somebody is worried about: what is open first. Coordinators decide here in twos, and administrators where a team has
 * nobody else; advocates see what they raised.
 */
export function WorriesScreen({
  isCoordinator,
  isAdministrator,
}: {
  isCoordinator: boolean;
  isAdministrator: boolean;
}): JSX.Element {
  const decides = isCoordinator || isAdministrator;
  // Whoever decides opens the words on purpose: the person is told.
  const [isOpened, setOpened] = useState(!decides);
  const [{ data, error, fetching }, execute] = useQuery({ query: Worries, variables: { withWords: isOpened } });
  useFresh(execute, isQueue);
  const changed = () => execute(again);
  const worries = data?.concerns ?? [];
  return (
    <section class="stack detail" aria-label="Worries">
      <ScreenTitle>Worries</ScreenTitle>
      {!data && fetching && <Loading>Reading …</Loading>}
      {!data && error && <CouldNotRead onAgain={changed} />}
      {data && isCoordinator && <OnCallCard onCall={data.onCall} onChanged={changed} />}
      {data && worries.length === 0 && (
        <p class="empty">
          {isCoordinator
            ? 'Nobody in your team is worried about somebody right now.'
            : isAdministrator
              ? 'Nothing. What a person says is not right comes here when their team has nobody else to decide it.'
              : 'You have not told your coordinators about a worry. When you are worried about somebody, open them under People.'}
        </p>
      )}
      {data && decides && worries.length > 0 && !isOpened && (
        <div class="stack">
          <p class="hint">What was written is behind this button. The people it is about are told that you looked.</p>
          <div class="row">
            <Button look="primary" onClick={() => setOpened(true)}>
              Open what was written
            </Button>
          </div>
        </div>
      )}
      {data && (
        <ul class="cards">
          {worries.map((worry) => (
            <li key={worry.id} class="card stack">
              <h2>
                {worry.reference}
                {worry.state === 'CLOSED' ? ' · closed' : worry.urgency === 'NOW' ? ' · danger now' : ''}
              </h2>
              <p class="hint">
                {worry.raisedBy ?? 'The person themselves'}, {dayAndTime(worry.raisedAt)}.{' '}
                {worry.hasRung && 'Urgent help was rung. '}
                {worry.takenBy ? `${worry.takenBy} looks after it. ` : 'Nobody looks after it yet. '}
                {knows(worry)}
              </p>
              <ol class="stack">
                {worry.entries.map((entry) => (
                  <li key={entry.id}>
                    <p>
                      <strong>{kindWords[entry.kind]}</strong> · {entry.by ?? 'The person'}, {dayAndTime(entry.at)}
                      {entry.sharedWith && <> · with {entry.sharedWith}</>}
                      {entry.keepUntil && <> · kept from the person until {entry.keepUntil}</>}
                    </p>
                    {entry.words && <p dir="auto">{entry.words}</p>}
                  </li>
                ))}
              </ol>
              {worry.mayDecide && worry.state !== 'CLOSED' && (
                <>
                  {isCoordinator && (
                    <p>
                      <a href={`/console/requests/${worry.requestId}`}>Open the request {worry.reference}</a>
                    </p>
                  )}
                  <WorryActs worry={worry} onChanged={changed} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const kindWords: Readonly<Record<Worry['entries'][number]['kind'], string>> = {
  RAISED: 'What it is about',
  TAKEN: 'Looks after it',
  NOTE: 'Note',
  SHARED: 'Shared',
  TOLD_PERSON: 'The person was told',
  PROPOSED: 'What one suggests',
  AGREED: 'Agreed',
  NOT_AGREED: 'Not agreed',
  CLOSED: 'What we learned',
};

function knows(worry: Worry): string {
  if (worry.raisedBy === null) return '';
  if (worry.personToldAt) return 'The person was told.';
  if (worry.hiddenUntil && new Date(worry.hiddenUntil) > new Date())
    return `Kept from the person until ${dayAndTime(worry.hiddenUntil)}.`;
  return 'The person can read it on their page.';
}
