import type { FragmentOf } from '@kith/contract/graphql.ts';
import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { again } from '../client.ts';
import { draftOf, forgetDrafts } from '../drafts.ts';
import { Unsent } from '../Said.tsx';
import { CouldNotRead, Empty, Loading } from '../ScreenState.tsx';
import { NobodyFits } from './NobodyFits.tsx';
import { draftKey, SuggestionCard, SuggestionView } from './SuggestionCard.tsx';

const OtherAdvocates = graphql(
  `
    query OtherAdvocates($id: ID!) {
      viewer {
        id
      }
      peerRequest(id: $id) {
        id
        otherAdvocates {
          advocate {
            id
            firstName
          }
          ...SuggestionCard
        }
        notSuggested {
          sentence
          advocate {
            id
          }
        }
      }
    }
  `,
  [SuggestionCard],
);

interface Shown {
  advocate: { id: string; firstName: string };
}
type Suggested = Shown & FragmentOf<typeof SuggestionCard>;

/** Whom to think of for a request, while it waits; and what was being written about somebody who is gone meanwhile. */
export function Suggestions({
  requestId,
  isWaiting,
  suggestions,
  onIntroduced,
  onTold,
}: {
  requestId: string;
  isWaiting: boolean;
  suggestions: readonly Suggested[];
  onIntroduced: (name: string) => void;
  onTold: (sentence: string) => void;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [, forget] = useState(0);
  const known = useRef(new Map<string, string>());
  const [{ data, error, fetching }, execute] = useQuery({
    query: OtherAdvocates,
    variables: { id: requestId },
    pause: !isOpen || !isWaiting,
  });
  const others = (isOpen && data?.peerRequest?.otherAdvocates) || [];
  const shown: readonly Shown[] = isWaiting ? [...suggestions, ...others] : [];
  for (const { advocate } of shown) known.current.set(advocate.id, advocate.firstName);
  const unsent = [...known.current].filter(
    ([id]) => !shown.some(({ advocate }) => advocate.id === id) && draftOf(draftKey(requestId, id)) !== '',
  );

  return (
    <>
      {unsent.map(([id, name]) => (
        <Unsent
          key={id}
          why={
            isWaiting
              ? `${name} cannot take somebody new just now.`
              : 'Somebody was faster, or the person changed their mind.'
          }
          words={[draftOf(draftKey(requestId, id))]}
          onForget={() => {
            forgetDrafts(draftKey(requestId, id));
            forget((before) => before + 1);
          }}
        />
      ))}
      {isWaiting && (
        <section class="stack" aria-labelledby="suggestions">
          <h2 id="suggestions">Who could meet them</h2>
          {suggestions.length === 0 ? (
            <Empty>
              <p>
                Nobody fits just now: everybody is full, low or away, or the person would rather not. Tell them so, and
                talk about it in the team. Rooms open when somebody is fine again.
              </p>
            </Empty>
          ) : (
            <List {...{ requestId, onIntroduced }} list={suggestions} />
          )}
          <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>Somebody else of the team</summary>
            <div class="stack">
              {!data && fetching && <Loading>Looking who has room …</Loading>}
              {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
              {data && others.length === 0 && <p>Nobody else can take somebody new just now.</p>}
              {data && (
                <p class="hint">
                  You know them better than any list. Who is full, low, away or still learning is not here, nor anybody
                  whom the person would rather not meet.
                </p>
              )}
              <List {...{ requestId, onIntroduced }} list={others} isFirst={false} />
              {data && (data.peerRequest?.notSuggested.length ?? 0) > 0 && (
                <>
                  <h3>Who is not here, and why</h3>
                  <ul>
                    {data.peerRequest?.notSuggested.map(({ advocate, sentence }) => (
                      <li key={advocate.id}>{sentence}</li>
                    ))}
                  </ul>
                </>
              )}
            </div>
          </details>
          <NobodyFits requestId={requestId} onTold={onTold} />
        </section>
      )}
    </>
  );
}

function List({
  list,
  requestId,
  isFirst = true,
  onIntroduced,
}: {
  list: readonly Suggested[];
  isFirst?: boolean;
  requestId: string;
  onIntroduced: (name: string) => void;
}): JSX.Element {
  return (
    <div class="suggestions">
      {list.map((suggestion) => (
        <SuggestionView
          key={suggestion.advocate.id}
          suggestion={suggestion}
          requestId={requestId}
          isFirst={isFirst}
          onIntroduced={onIntroduced}
        />
      ))}
    </div>
  );
}
