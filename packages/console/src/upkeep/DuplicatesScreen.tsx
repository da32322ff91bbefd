import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { useSaving } from '../team/saving.ts';
import { DuplicateCard, PairOf } from './DuplicateCard.tsx';

const Duplicates = graphql(
  `
    query Duplicates($state: ServicePairState!, $first: Int!) {
      viewer {
        id
      }
      servicePairs(state: $state, first: $first) {
        totalCount
        edges {
          node {
            id
            ...PairOf
          }
        }
      }
    }
  `,
  [PairOf],
);
const Find = graphql(`
  mutation FindDuplicates {
    findDuplicates {
      __typename
      ... on FindDuplicatesPayload {
        found
      }
      ... on UserError {
        message
      }
    }
  }
`);

const AT_ONCE = 10;
const MOST = 50;

const views = [
  {
    state: 'LIKELY' as const,
    label: 'To decide',
    nobody: 'No two entries look like one service. Kith looks every night.',
  },
  { state: 'SAME' as const, label: 'Linked', nobody: 'No entries are linked.' },
  { state: 'NOT_SAME' as const, label: 'Two services', nobody: 'Nobody said of two entries that they are two.' },
];

/** Entries that may be one service, side by side. A steward decides; nothing is merged. */
export function DuplicatesScreen(): JSX.Element {
  const [view, setView] = useState(0);
  const [first, setFirst] = useState(AT_ONCE);
  const { state = 'LIKELY' as const, nobody = '' } = views[view] ?? {};
  const [{ data, error, fetching }, execute] = useQuery({ query: Duplicates, variables: { state, first } });
  const [, find] = useMutation(Find);
  const saving = useSaving();
  const pairs = data?.servicePairs.edges.map(({ node }) => node) ?? [];
  const total = data?.servicePairs.totalCount ?? 0;
  function show(index: number) {
    setView(index);
    setFirst(AT_ONCE);
  }
  return (
    <section class="stack detail" aria-label="Duplicates">
      <ScreenTitle isFirst>Duplicates</ScreenTitle>
      <p class="hint">
        Two entries are here when their names are alike and a phone number, an address or a page agrees. Linked, both
        stay as their sources have them, and lists show one.
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
      {data && pairs.length === 0 && (
        <Empty>
          <p>{nobody}</p>
        </Empty>
      )}
      {pairs.map((pair) => (
        <DuplicateCard key={pair.id} pair={pair} saving={saving} onDone={() => execute(again)} />
      ))}
      <div class="row">
        {pairs.length < total && pairs.length < MOST && (
          <Button onClick={() => setFirst(first + AT_ONCE)}>{fetching ? 'One moment …' : 'Show more'}</Button>
        )}
        {pairs.length > 0 && (
          <span class="hint" role="status">
            {pairs.length} of {total.toLocaleString('en-GB')}
          </span>
        )}
        <Button
          onClick={async () => {
            if (await saving.save(find({}), 'Looked through the whole directory. What was found is under “To decide”.'))
              execute(again);
          }}
        >
          {saving.isBusy ? 'Looking …' : 'Look now'}
        </Button>
      </div>
    </section>
  );
}
