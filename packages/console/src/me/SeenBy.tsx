import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { CouldNotRead, Loading } from '../ScreenState.tsx';

const SeenByAudience = graphql(`
  query SeenByAudience($audience: Audience!) {
    viewer {
      id
      profile {
        seenBy(audience: $audience) {
          firstName
          pronouns
          describedAs
          aboutMe
          story
          shares {
            label
          }
        }
      }
    }
  }
`);

const audiences = [
  { audience: 'ANYBODY', label: 'Anybody' },
  { audience: 'A_PERSON_I_AM_WITH', label: 'A person I am with' },
  { audience: 'MY_COORDINATORS', label: 'My coordinators' },
] as const;

/** What others see now, asked of Kith by the rule that their own questions are answered by. */
export function SeenBy(): JSX.Element {
  const [audience, setAudience] = useState<(typeof audiences)[number]['audience']>('A_PERSON_I_AM_WITH');
  const [{ data, error }, execute] = useQuery({ query: SeenByAudience, variables: { audience } });
  const seen = data?.viewer?.profile?.seenBy;
  return (
    <section class="card stack" aria-labelledby="seen">
      <h2 id="seen">What others see</h2>
      <fieldset class="choices" aria-label="Who looks">
        {audiences.map((one) => (
          <button
            key={one.audience}
            type="button"
            class="choice"
            aria-pressed={audience === one.audience}
            onClick={() => setAudience(one.audience)}
          >
            {one.label}
          </button>
        ))}
      </fieldset>
      {error && !seen && <CouldNotRead onAgain={() => execute(again)} />}
      {!seen && !error && <Loading>Looking …</Loading>}
      {seen && (
        <div class="stack" aria-live="polite">
          <h3>
            {seen.firstName ?? 'Without your name'}
            {seen.pronouns && ` (${seen.pronouns})`}
          </h3>
          {seen.describedAs && <p dir="auto">{seen.describedAs}</p>}
          {seen.aboutMe && <blockquote dir="auto">{seen.aboutMe}</blockquote>}
          {seen.shares.length > 0 ? (
            <ul class="plain">
              {seen.shares.map(({ label }) => (
                <li key={label}>{label}</li>
              ))}
            </ul>
          ) : (
            <p class="hint">Nothing of what you share.</p>
          )}
          {seen.story && <blockquote dir="auto">{seen.story}</blockquote>}
        </div>
      )}
    </section>
  );
}
