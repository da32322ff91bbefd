import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { CouldNotRead, Empty, Loading } from '../ScreenState.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { useSaving } from '../team/saving.ts';
import { dayAndTime } from '../words.ts';

// Asked for on purpose only: every look at an address is told to the person.
const PagesToPrint = graphql(`
  query PagesToPrint {
    lettersToPost {
      id
      reference
      page {
        address
        text
      }
    }
  }
`);

const MarkLetterPosted = graphql(`
  mutation MarkLetterPosted($input: LetterInput!) {
    markLetterPosted(input: $input) {
      __typename
      ... on LetterPayload {
        letterId
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** Letters on paper: opened to print, each on a sheet of its own, and ticked off when they are in the post box. */
export function LettersToPrint({
  letters,
  onPosted,
}: {
  letters: readonly { id: string; reference: string | null; since: string }[];
  onPosted: () => void;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const saving = useSaving();
  const [, mark] = useMutation(MarkLetterPosted);
  const [{ data, error }, execute] = useQuery({
    query: PagesToPrint,
    pause: !isOpen,
    requestPolicy: 'network-only',
  });
  const pages = isOpen ? data?.lettersToPost.filter(({ id }) => letters.some((letter) => letter.id === id)) : undefined;

  async function posted(letterId: string) {
    if (!saving.isBusy && (await saving.save(mark({ input: { letterId } }), 'Thank you. It counts as sent.')))
      onPosted();
  }

  return (
    <section class="stack" aria-labelledby="to-post">
      <h2 id="to-post">To print and post</h2>
      <SavingState saving={saving} />
      {letters.length === 0 && (
        <Empty>
          <p>No letter waits for the post. When somebody wants to hear by letter, it will be here.</p>
        </Empty>
      )}
      {letters.length > 0 && (
        <ul class="cards">
          {letters.map(({ id, reference, since }) => (
            <li key={id} class="card stack">
              <h3>{reference ?? 'A letter'}</h3>
              <p class="hint">Waits since {dayAndTime(since)}</p>
              <div class="row">
                <Button aria-label={`It is in the post box: ${reference ?? ''}`.trim()} onClick={() => posted(id)}>
                  It is in the post box
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {letters.length > 0 && !isOpen && (
        <>
          <p class="hint">The people they go to can see that you looked at their address.</p>
          <div class="row">
            <Button onClick={() => setOpen(true)}>Open them to print</Button>
          </div>
        </>
      )}
      {isOpen && !pages && (error ? <CouldNotRead onAgain={() => execute(again)} /> : <Loading>Opening …</Loading>)}
      {pages && pages.length > 0 && (
        <FocusFirst>
          <div class="stack">
            <p>One sheet for each, in an envelope that names no service. Nothing else goes in.</p>
            <div class="row">
              <Button look="primary" onClick={() => print()}>
                Print
              </Button>
              <Button look="quiet" onClick={() => setOpen(false)}>
                Close the letters
              </Button>
            </div>
            {pages.map(({ id, reference, page }) => (
              <article key={id} class="sheet card" aria-label={`Letter ${reference ?? ''}`.trim()}>
                {page ? (
                  <>
                    <p class="lines">{page.address}</p>
                    <p class="lines">{page.text}</p>
                  </>
                ) : (
                  <p>Stopped meanwhile. Do not post it.</p>
                )}
              </article>
            ))}
          </div>
        </FocusFirst>
      )}
    </section>
  );
}
