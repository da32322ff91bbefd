import { graphql, type ResultOf } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { type Saving, textOf, useSaving } from '../team/saving.ts';
import { areaWords } from '../words.ts';

const Terms = graphql(`
  query MappedTerms($text: String) {
    viewer {
      id
    }
    mappedTerms(text: $text) {
      id
      name
      areas
      areasOfKith
      isChanged
      services
    }
  }
`);
const SetAreas = graphql(`
  mutation SetTermAreas($input: SetTermAreasInput!) {
    setTermAreas(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);
const PutBack = graphql(`
  mutation PutBackTermAreas($id: ID!) {
    putBackTermAreas(id: $id) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

type Term = ResultOf<typeof Terms>['mappedTerms'][number];

const AT_ONCE = 20;
const inWords = (areas: Term['areas']) => areas.map((area) => areaWords[area]).join(', ') || 'None: the words decide';

/** The kinds that sources sort services into, and which parts of life they stand for. */
export function TermsScreen(): JSX.Element {
  const [text, setText] = useState('');
  const [most, setMost] = useState(AT_ONCE);
  const [openId, setOpenId] = useState<string | null>(null);
  const [{ data, error, fetching }, execute] = useQuery({ query: Terms, variables: { text } });
  const saving = useSaving();
  const terms = data?.mappedTerms ?? [];
  return (
    <section class="stack detail" aria-label="Kinds of service">
      <ScreenTitle isFirst>Kinds of service</ScreenTitle>
      <p class="hint">
        Sources sort services into kinds of their own. Here you say which parts of life a kind stands for. It counts
        from the next import of each source on; what was put right at one service stays.
      </p>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          setText(textOf(event, 'text'));
          setMost(AT_ONCE);
        }}
      >
        <Field id="terms-text" name="text" type="search" label="Part of its name" autocomplete="off" />
        <Button type="submit">Find</Button>
      </form>
      <SavingState saving={saving} />
      {!data && fetching && <Loading>Reading …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {data && terms.length === 0 && (
        <Empty>
          <p>{text ? `No kind has “${text}” in its name.` : 'No source has kinds yet.'}</p>
        </Empty>
      )}
      {terms.slice(0, most).map((term) => (
        <TermCard
          key={term.id}
          term={term}
          saving={saving}
          isOpen={openId === term.id}
          onOpen={(isOpen) => setOpenId(isOpen ? term.id : null)}
          onDone={() => {
            setOpenId(null);
            execute(again);
          }}
        />
      ))}
      {terms.length > 0 && (
        <div class="row">
          {terms.length > most && <Button onClick={() => setMost(most + AT_ONCE)}>Show more</Button>}
          <span class="hint" role="status">
            {Math.min(most, terms.length)} of {terms.length}
          </span>
        </div>
      )}
    </section>
  );
}

function TermCard({
  term,
  saving,
  isOpen,
  onOpen,
  onDone,
}: {
  term: Term;
  saving: Saving;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onDone: () => void;
}): JSX.Element {
  const [, set] = useMutation(SetAreas);
  const [, putBack] = useMutation(PutBack);
  const { id, name } = term;
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const areas = new FormData(event.currentTarget as HTMLFormElement).getAll('areas') as Term['areas'];
    const said = `Saved. “${name}” counts so from the next import on.`;
    if (await saving.save(set({ input: { id, areas } }), said)) onDone();
  }
  return (
    <article class="card stack" aria-label={name}>
      <h2 class="small" dir="auto">
        {name}
      </h2>
      <p>{inWords(term.areas)}</p>
      <p class="hint">
        {term.services === 1 ? 'One service' : `${term.services.toLocaleString('en-GB')} services`}
        {term.isChanged && ` · Changed here; it came as: ${inWords(term.areasOfKith)}`}
      </p>
      {isOpen ? (
        <FocusFirst>
          <form class="stack" noValidate aria-label={`What “${name}” stands for`} onSubmit={send}>
            <fieldset class="checks">
              <legend>Parts of life, four at most</legend>
              {Object.entries(areaWords).map(([value, label]) => (
                <label key={value} class="check">
                  <input
                    type="checkbox"
                    name="areas"
                    value={value}
                    defaultChecked={term.areas.some((area) => area === value)}
                  />
                  {label}
                </label>
              ))}
            </fieldset>
            <div class="row">
              <Button type="submit" look="primary">
                {saving.isBusy ? 'One moment …' : 'Save'}
              </Button>
              <Button look="quiet" onClick={() => onOpen(false)}>
                Leave it
              </Button>
            </div>
          </form>
        </FocusFirst>
      ) : (
        <div class="row">
          <Button onClick={() => onOpen(true)}>Change</Button>
          {term.isChanged && (
            <Button
              look="quiet"
              onClick={async () => {
                if (await saving.save(putBack({ id }), `“${name}” is as it came again, from the next import on.`))
                  onDone();
              }}
            >
              Put back as it came
            </Button>
          )}
        </div>
      )}
    </article>
  );
}
