import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { pathOf } from '../router.ts';
import { CouldNotRead, Loading } from '../ScreenState.tsx';
import { textOf } from '../team/saving.ts';

const Try = graphql(`
  query TryWords($text: String!) {
    viewer {
      id
    }
    services(search: { text: $text }, first: 5) {
      totalCount
      edges {
        matchedOn
        node {
          id
          name
        }
      }
    }
  }
`);

/** Searches as a person would, so that a steward sees what their words do. */
export function TryWords(): JSX.Element {
  const [text, setText] = useState('');
  const [{ data, error, fetching }, execute] = useQuery({
    query: Try,
    variables: { text },
    pause: text === '',
    requestPolicy: 'network-only',
  });
  const found = text === '' ? undefined : data?.services;
  return (
    <section class="card stack" aria-labelledby="try-words">
      <h2 id="try-words">Try it</h2>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = textOf(event, 'text');
          if (typed === text) execute(again);
          setText(typed);
        }}
      >
        <Field id="try-text" name="text" type="search" label="What would somebody type?" autocomplete="off" />
        <Button type="submit">Search</Button>
      </form>
      <div aria-live="polite" class="stack">
        {fetching && !found && <Loading>Searching …</Loading>}
        {text !== '' && !found && error && <CouldNotRead onAgain={() => execute(again)} />}
        {found && found.edges.length === 0 && <p>Nothing is found for “{text}”.</p>}
        {found && found.edges.length > 0 && (
          <>
            <p class="hint">
              The first of {found.totalCount.toLocaleString('en-GB')} for “{text}”:
            </p>
            <ol class="stack">
              {found.edges.map(({ node, matchedOn }) => (
                <li key={node.id}>
                  <a href={pathOf({ screen: 'directory', id: node.id })}>{node.name}</a>
                  {matchedOn.length > 0 && <p class="hint">{matchedOn.join('; ')}</p>}
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
    </section>
  );
}
