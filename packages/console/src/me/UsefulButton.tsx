import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { shortDay } from '../words.ts';
import { SaveState } from './SaveState.tsx';
import { useSave } from './saving.ts';

export const Useful = graphql(`
  fragment Useful on MyGrowth {
    usefulByWeek {
      weekOf
      count
    }
  }
`);

const IWasUseful = graphql(`
  mutation IWasUseful {
    iWasUseful {
      __typename
      ... on MyGrowthPayload {
        madeId
        growth {
          usefulByWeek {
            count
          }
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const TakeBackUseful = graphql(`
  mutation TakeBackUseful($id: ID!) {
    takeBackUseful(id: $id) {
      __typename
      ... on MyGrowthPayload {
        growth {
          usefulByWeek {
            count
          }
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** "I was useful", in one tap, with a quiet look back. No praise, no goal, no streak. */
export function UsefulButton({ growth }: { growth: FragmentOf<typeof Useful> }): JSX.Element {
  const { usefulByWeek } = readFragment(Useful, growth);
  const useful = useSave(IWasUseful);
  const back = useSave(TakeBackUseful);
  const [madeId, setMadeId] = useState<string | null>(null);
  const most = Math.max(1, ...usefulByWeek.map(({ count }) => count));
  const hasAny = usefulByWeek.some(({ count }) => count > 0);
  return (
    <section class="card stack" aria-labelledby="useful">
      <h2 id="useful">I was useful</h2>
      <p>Tap when you notice that something you did helped. It is for you to look back on.</p>
      <div>
        <Button
          look="primary"
          onClick={async () => {
            back.forget();
            const made = await useful.save({}, 'Noted.');
            setMadeId(made?.madeId ?? null);
          }}
        >
          I was useful
        </Button>
      </div>
      <SaveState problem={useful.problem} said={useful.said}>
        {madeId && (
          <Button
            onClick={async () => {
              if (await back.save({ id: madeId }, 'Taken back.')) {
                setMadeId(null);
                useful.forget();
              }
            }}
          >
            Take it back
          </Button>
        )}
      </SaveState>
      <SaveState problem={back.problem} said={back.said} />
      {hasAny && (
        <details>
          <summary>The last 12 weeks</summary>
          <table class="weeks">
            <thead>
              <tr>
                <th scope="col">Week from</th>
                <th scope="col">How often</th>
              </tr>
            </thead>
            <tbody>
              {usefulByWeek.map(({ weekOf, count }) => (
                <tr key={weekOf}>
                  <th scope="row">{shortDay(weekOf)}</th>
                  <td>
                    <span class="count">{count}</span>
                    <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                      <rect width={(count / most) * 100} height="8" rx="2" />
                    </svg>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}
