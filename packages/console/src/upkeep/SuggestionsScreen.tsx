import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { useFresh } from '../live.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { useSaving } from '../team/saving.ts';
import { FreshnessSection } from './FreshnessSection.tsx';
import { SuggestionCard, SuggestionOf } from './SuggestionCard.tsx';

const Suggestions = graphql(
  `
    query Suggestions($state: SuggestionState!, $first: Int!) {
      viewer {
        id
      }
      suggestedChanges(state: $state, first: $first) {
        totalCount
        edges {
          node {
            id
            ...SuggestionOf
          }
        }
      }
    }
  `,
  [SuggestionOf],
);

const AT_ONCE = 20;
const MOST = 50;

const views = [
  {
    state: 'WAITING' as const,
    label: 'Waiting',
    nobody: 'Nobody waits for an answer. What people say on the page “Suggest a change” will be here.',
  },
  { state: 'DONE' as const, label: 'Put right', nobody: 'Nothing was put right in the last month.' },
  {
    state: 'ANSWERED' as const,
    label: 'Answered, not changed',
    nobody: 'Nothing was answered without a change in the last month.',
  },
];

/** What people say is not right, for stewards: put it right or answer, each within three working days. */
export function SuggestionsScreen(): JSX.Element {
  const [view, setView] = useState(0);
  const [first, setFirst] = useState(AT_ONCE);
  const { state = 'WAITING' as const, nobody = '' } = views[view] ?? {};
  const [{ data, error, fetching }, execute] = useQuery({ query: Suggestions, variables: { state, first } });
  useFresh(execute, ({ kind }) => kind === 'DIRECTORY');
  const saving = useSaving();
  const list = data?.suggestedChanges.edges.map(({ node }) => node) ?? [];
  const total = data?.suggestedChanges.totalCount ?? 0;
  function show(index: number) {
    setView(index);
    setFirst(AT_ONCE);
  }
  return (
    <section class="stack detail" aria-label="Suggestions">
      <ScreenTitle isFirst>Suggestions</ScreenTitle>
      <p class="hint">
        Whoever left an address is told what became of it. Addresses are shown to nobody, and erased after that letter.
      </p>
      <fieldset class="choices" aria-label="Show">
        {views.map(({ label }, index) => (
          <button key={label} type="button" class="choice" aria-pressed={index === view} onClick={() => show(index)}>
            {label}
          </button>
        ))}
      </fieldset>
      <SavingState saving={saving} />
      {!data && fetching && <Loading>Reading …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {data && list.length === 0 && (
        <Empty>
          <p>{nobody}</p>
        </Empty>
      )}
      <ul class="cards">
        {list.map((suggestion) => (
          <li key={suggestion.id}>
            <SuggestionCard suggestion={suggestion} saving={saving} onDone={() => execute(again)} />
          </li>
        ))}
      </ul>
      {list.length > 0 && (
        <div class="row">
          {list.length < total && list.length < MOST && (
            <Button onClick={() => setFirst(Math.min(MOST, first + AT_ONCE))}>
              {fetching ? 'One moment …' : 'Show more'}
            </Button>
          )}
          <span class="hint" role="status">
            {list.length} of {total.toLocaleString('en-GB')}
            {list.length >= MOST && total > MOST && state === 'WAITING' && '. The others come when these are answered.'}
          </span>
        </div>
      )}
      <FreshnessSection />
    </section>
  );
}
