import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useFresh } from '../live.ts';
import { day } from '../words.ts';

const SharedPlan = graphql(`
  query SharedPlan($id: ID!) {
    viewer {
      id
    }
    match(id: $id) {
      id
      sharedPlan {
        part
        entries {
          id
          kind
          words
          onDay
          who
          comes
          decided
        }
        checkIns {
          at
          answers {
            item
            answer
          }
        }
      }
    }
    checkInItems {
      item
      words
    }
  }
`);

const parts = {
  STRENGTHS: 'What they bring and what matters',
  MEETINGS: 'Meetings about them',
  CORNER: 'People in their corner',
  SIGNS: 'When they are struggling',
  CHECK_INS: 'How it is for them',
};

const kinds: Readonly<Record<string, string>> = {
  BRING: 'Brings',
  GOOD_AT: 'Good at',
  MATTERS: 'Matters',
  MEETING: 'Wants',
  SIGN: 'A sign',
  HELPS: 'Helps',
};

const answers = { A_LOT: 'a lot', SOME: 'some', A_LITTLE: 'a little', NOT_AT_ALL: 'not at all', RATHER_NOT_SAY: '' };

/** What the person shares of their own plan, strengths first: before anything they need (S25). Nothing shared: nothing said. */
export function SharedPlanSection({ matchId, name }: { matchId: string; name: string }): JSX.Element | null {
  const [{ data }, execute] = useQuery({ query: SharedPlan, variables: { id: matchId } });
  useFresh(execute);
  const shared = data?.match?.sharedPlan ?? [];
  if (shared.length === 0) return null;
  const wordsOf = (item: string) => data?.checkInItems.find((one) => one.item === item)?.words ?? item;
  return (
    <section class="stack" aria-labelledby="shared-plan">
      <h2 id="shared-plan">{name} shares this with you</h2>
      <p class="hint">From their own plan. They can take it back at any time. Nobody else sees it.</p>
      {shared.map(({ part, entries, checkIns }) => (
        <div class="card stack" key={part}>
          <h3>{parts[part]}</h3>
          {entries.map((entry) => (
            <div key={entry.id}>
              <p dir="auto">
                {kinds[entry.kind] && `${kinds[entry.kind]}: `}
                {entry.words}
              </p>
              {(entry.onDay || entry.who || entry.comes) && (
                <p class="hint" dir="auto">
                  {[
                    entry.onDay && day(entry.onDay),
                    entry.who && `with ${entry.who}`,
                    entry.comes && `${entry.comes} comes along`,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              )}
              {entry.decided && <p dir="auto">Decided: {entry.decided}</p>}
            </div>
          ))}
          {checkIns.map((checkIn) => (
            <div key={checkIn.at}>
              <p class="hint">{day(checkIn.at)}</p>
              <ul>
                {checkIn.answers.map(
                  ({ item, answer }) =>
                    answers[answer] && (
                      <li key={item}>
                        {wordsOf(item)} {answers[answer]}
                      </li>
                    ),
                )}
              </ul>
            </div>
          ))}
        </div>
      ))}
    </section>
  );
}
