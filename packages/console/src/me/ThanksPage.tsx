import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';
import { Empty } from '../ScreenState.tsx';
import { dayOfYear } from '../words.ts';
import { SaveState } from './SaveState.tsx';
import { useSave } from './saving.ts';

export const ThanksPage = graphql(`
  fragment ThanksPage on Thanks {
    id
    from
    at
    words
    gained
    mayKeep
  }
`);

const TakeBackThanks = graphql(`
  mutation TakeBackThanks($id: ID!) {
    takeBackThanks(id: $id) {
      __typename
      ... on TakeBackThanksPayload {
        id
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** Thanks received, and those that they wrote themselves. Nothing here is public, and nothing is written by a program. */
export function ThanksPageView({ thanks }: { thanks: readonly FragmentOf<typeof ThanksPage>[] }): JSX.Element {
  const all = thanks.map((one) => readFragment(ThanksPage, one));
  const back = useSave(TakeBackThanks);
  const received = all.filter(({ from }) => from === 'PERSON');
  const given = all.filter(({ from }) => from === 'ADVOCATE');
  return (
    <>
      <p class="hint">Between you and the person who wrote it. Nobody else sees it.</p>
      <section class="stack" aria-labelledby="received">
        <h2 id="received">People thanked you</h2>
        {received.length === 0 && (
          <Empty>
            <p>When somebody you are with leaves a thank-you, it is here. Nobody has to.</p>
          </Empty>
        )}
        <ul class="cards">
          {received.map(({ id, at, words, gained, mayKeep }) => (
            <li key={id} class="card stack">
              <blockquote dir="auto">{words}</blockquote>
              {gained && (
                <>
                  <p>What they took from it:</p>
                  <blockquote dir="auto">{gained}</blockquote>
                </>
              )}
              <p class="hint">
                {dayOfYear(at)}.{' '}
                {mayKeep
                  ? 'You may keep these words in your record.'
                  : 'These words stay here and are not in your record.'}
              </p>
            </li>
          ))}
        </ul>
      </section>
      {given.length > 0 && (
        <section class="stack" aria-labelledby="given">
          <h2 id="given">You thanked people</h2>
          <ul class="cards">
            {given.map(({ id, at, words }) => (
              <li key={id} class="card stack">
                <blockquote dir="auto">{words}</blockquote>
                <p class="hint">{dayOfYear(at)}</p>
                <div>
                  <Button look="quiet" onClick={() => back.save({ id }, 'Taken back. They cannot read it any more.')}>
                    Take it back
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <SaveState problem={back.problem} said={back.said} />
    </>
  );
}
