import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';
import { shortDay } from '../words.ts';
import { SaveState } from './SaveState.tsx';
import { useSave } from './saving.ts';

export const Gains = graphql(`
  fragment Gains on MyGrowth {
    gains {
      item
      label
      answers {
        answeredOn
        answer
      }
    }
  }
`);

const AnswerGains = graphql(`
  mutation AnswerGains($input: AnswerGainsInput!) {
    answerGains(input: $input) {
      __typename
      ... on MyGrowthPayload {
        growth {
          gains {
            item
          }
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const scale = ['Not at all', 'A little', 'Somewhat', 'Quite', 'Very much'];

/** What being an advocate gives somebody (S113): now and then, for themselves. */
export function GainsForm({ growth }: { growth: FragmentOf<typeof Gains> }): JSX.Element {
  const { gains } = readFragment(Gains, growth);
  const { save, problem, said, isBusy } = useSave(AnswerGains);
  function send(event: SubmitEvent) {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const answers = [...new FormData(form)].map(([item, answer]) => ({ item, answer: Number(answer) }));
    void save({ input: { answers } }, 'Kept for you.').then((made) => made && form.reset());
  }
  return (
    <section class="card stack" aria-labelledby="gains">
      <h2 id="gains">What being an advocate gives me</h2>
      <details>
        <summary>Five short questions, any of them, whenever you like</summary>
        <form class="stack" onSubmit={send}>
          {gains.map(({ item, label, answers }) => (
            <fieldset key={item} class="choices scale">
              <legend>{label}</legend>
              {scale.map((word, answer) => (
                <label key={word} class="check">
                  <input type="radio" name={item} value={answer} />
                  {word}
                </label>
              ))}
              {answers.length > 0 && (
                <p class="hint">
                  Before:{' '}
                  {answers
                    .slice(-4)
                    .map(({ answeredOn, answer }) => `${shortDay(answeredOn)}: ${scale[answer]?.toLowerCase()}`)
                    .join(' · ')}
                </p>
              )}
            </fieldset>
          ))}
          <SaveState problem={problem} said={said} />
          <div>
            <Button type="submit">{isBusy ? 'Keeping …' : 'Keep my answers'}</Button>
          </div>
        </form>
      </details>
    </section>
  );
}
