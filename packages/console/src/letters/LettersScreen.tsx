import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Icon } from '@kith/ui/Icon.tsx';
import { backIcon } from '@kith/ui/icons.ts';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { again } from '../client.ts';
import { useFresh } from '../live.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { type Saving, useSaving } from '../team/saving.ts';
import { dayAndTime } from '../words.ts';
import { LetterNameForm } from './LetterNameForm.tsx';
import { LettersToPrint } from './LettersToPrint.tsx';

const TeamLetters = graphql(`
  query TeamLetters {
    viewer {
      id
      team
    }
    letterName
    lettersNotSent {
      count
      letters {
        id
        about
        reference
        since
        why
      }
    }
    lettersToPost {
      id
      reference
      since
    }
  }
`);

const TryLetterAgain = graphql(`
  mutation TryLetterAgain($input: LetterInput!) {
    tryLetterAgain(input: $input) {
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

/** What Kith could not send, what goes by post, and what letters call the team. Never what is in them, nor to whom. */
export function LettersScreen(): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: TeamLetters });
  useFresh(execute);
  const saving = useSaving();
  const [, tryAgain] = useMutation(TryLetterAgain);
  const notSent = data?.lettersNotSent;
  const readAgain = () => execute(again);
  return (
    <div class="stack">
      <p class="back">
        <a href="/console/requests">
          <Icon shape={backIcon} /> All requests
        </a>
      </p>
      <ScreenTitle isFirst>Letters</ScreenTitle>
      <p class="hint">Letters to people say that there is an update, and no more. Here is what needs one of you.</p>
      {!data && fetching && <Loading>Looking for letters …</Loading>}
      {!data && error && <CouldNotRead onAgain={readAgain} />}
      {data && (
        <section class="stack" aria-labelledby="not-sent">
          <h2 id="not-sent">Could not be sent</h2>
          <SavingState saving={saving} />
          {notSent?.letters.length === 0 && (
            <Empty>
              <p>Every letter has gone out. When one cannot, it will be here with what to do.</p>
            </Empty>
          )}
          <ul class="cards">
            {notSent?.letters.map((letter) => (
              <li key={letter.id} class="card stack">
                <h3>{letter.about}</h3>
                <p>{letter.why}</p>
                <p class="hint">
                  {[letter.reference, `given up on ${dayAndTime(letter.since)}`].filter(Boolean).join(' · ')}
                </p>
                <div class="row">
                  <Button
                    aria-label={`Send it again: ${letter.about} ${letter.reference ?? ''}`.trim()}
                    onClick={() => sendAgain(saving, tryAgain({ input: { letterId: letter.id } }), readAgain)}
                  >
                    Send it again
                  </Button>
                </div>
              </li>
            ))}
          </ul>
          {notSent && notSent.count > notSent.letters.length && (
            <p class="hint">The newest {notSent.letters.length} are here.</p>
          )}
        </section>
      )}
      {data && <LettersToPrint letters={data.lettersToPost} onPosted={readAgain} />}
      {data && <LetterNameForm name={data.letterName} />}
    </div>
  );
}

async function sendAgain(
  saving: Saving,
  sending: Promise<{ data?: Record<string, unknown> | null | undefined }>,
  readAgain: () => void,
): Promise<void> {
  if (saving.isBusy) return;
  const isSaved = await saving.save(sending, 'Kith tries it again now. If it cannot go, it is back here.');
  if (isSaved) readAgain();
}
