import { graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { forgetDrafts, hasDrafts } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { Said } from '../Said.tsx';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { useSaving } from '../team/saving.ts';
import { SayingCard } from './SayingCard.tsx';
import { SayingForm, SayingOf } from './SayingForm.tsx';
import { TryWords } from './TryWords.tsx';

const Sayings = graphql(
  `
    query SearchSayings {
      viewer {
        id
      }
      searchSayings {
        id
        ...SayingOf
      }
    }
  `,
  [SayingOf],
);

const AT_ONCE = 10;

/** How people put their needs: what search makes of it, and how to teach it more. */
export function WordsScreen(): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: Sayings });
  const [isAdding, setAdding] = useState(() => hasDrafts('saying-'));
  const [said, setSaid] = useState('');
  const [only, setOnly] = useState('');
  const [most, setMost] = useState(AT_ONCE);
  const saving = useSaving();
  const wanted = only.trim().toLowerCase();
  const all = data?.searchSayings ?? [];
  const shown = all.filter((one) => {
    const { typed, also, because } = readFragment(SayingOf, one);
    return [...typed, ...also, because].some((text) => text.toLowerCase().includes(wanted));
  });
  const read = () => execute(again);
  const leave = () => {
    forgetDrafts('saying-');
    setAdding(false);
  };
  return (
    <section class="stack detail" aria-label="Words people use">
      <ScreenTitle isFirst>Words people use</ScreenTitle>
      <p class="hint">
        People type what is wrong, services write what they do. Here you teach search which belong together. It counts
        at once, for everybody.
      </p>
      <TryWords />
      {said && <Said>{said}</Said>}
      {isAdding ? (
        <section class="card stack" aria-labelledby="add-words">
          <h2 id="add-words">Add words</h2>
          <FocusFirst>
            <SayingForm
              onDone={() => {
                leave();
                setSaid('Saved. Search uses it from now on.');
                read();
              }}
              onLeave={leave}
            />
          </FocusFirst>
        </section>
      ) : (
        <div class="row">
          <Button
            look="primary"
            onClick={() => {
              setSaid('');
              setAdding(true);
            }}
          >
            Add words
          </Button>
        </div>
      )}
      <Field
        id="words-only"
        type="search"
        label="Show only what has this word"
        value={only}
        autocomplete="off"
        onInput={(event) => {
          setOnly(event.currentTarget.value);
          setMost(AT_ONCE);
        }}
      />
      <SavingState saving={saving} />
      {!data && fetching && <Loading>Reading …</Loading>}
      {!data && error && <CouldNotRead onAgain={read} />}
      {data && shown.length === 0 && (
        <Empty>
          <p>Nothing here has “{only.trim()}”. You can add it.</p>
        </Empty>
      )}
      {shown.slice(0, most).map((saying) => (
        <SayingCard key={saying.id} saying={saying} saving={saving} onDone={read} />
      ))}
      {data && (
        <div class="row">
          {shown.length > most && <Button onClick={() => setMost(most + AT_ONCE)}>Show more</Button>}
          <span class="hint" role="status">
            {Math.min(most, shown.length)} of {shown.length}
          </span>
        </div>
      )}
    </section>
  );
}
