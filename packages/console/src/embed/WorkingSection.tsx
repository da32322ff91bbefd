import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { textOf } from '../team/saving.ts';
import { ago } from './ago.ts';
import { CopyText } from './CopyText.tsx';

export const SightingsOf = graphql(`
  fragment SightingsOf on Partner {
    id
    origins
    sightings {
      origin
      way
      isAllowed
      lastSeenAt
    }
  }
`);

const Check = graphql(`
  mutation CheckPage($input: CheckPartnerPageInput!) {
    checkPartnerPage(input: $input) {
      __typename
      ... on CheckPartnerPagePayload {
        findings {
          code
          isProblem
          sentence
          line
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

interface Finding {
  code: string;
  isProblem: boolean;
  sentence: string;
  line: string | null;
}

const wayWords: Readonly<Record<string, string>> = { SCRIPT: 'script', FRAME: 'frame', LINK: 'link' };

const FORM_STAYS_SHUT =
  ' The search works there, the form does not open inside the page: the site is not among yours. If it is yours, add it below.';
const NO_ANSWER = ' It gets no answer there: the site is not among yours. If it is yours, add it below.';

/** Whether it works: where it was seen, and a look at one page that names what is in the way. */
export function WorkingSection({ partner: data }: { partner: FragmentOf<typeof SightingsOf> }): JSX.Element {
  const partner = readFragment(SightingsOf, data);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const [problem, setProblem] = useState('');
  const [{ fetching }, check] = useMutation(Check);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const url = textOf(event, 'url');
    setFindings([]);
    if (!url) return setProblem('Write the address of the page that Kith is on.');
    setProblem('');
    const answer = (await check({ input: { partnerId: partner.id, url } })).data?.checkPartnerPage;
    if (!answer) setProblem('We could not reach Kith. Try again.');
    else if (answer.__typename === 'CheckPartnerPagePayload') setFindings(answer.findings);
    else setProblem('message' in answer ? answer.message : 'Try again.');
  }

  return (
    <section class="stack card" aria-labelledby="working-title">
      <h2 id="working-title">Does it work?</h2>
      {partner.sightings.length === 0 ? (
        <p>Kith was not seen on your sites yet. Paste the text above, open your page once, and look here again.</p>
      ) : (
        <ul class="cards" aria-label="Where it was seen">
          {partner.sightings.map(({ origin, way, isAllowed, lastSeenAt }) => (
            <li key={origin + way} class="line">
              <strong dir="ltr">{origin.replace(/^https?:\/\//, '')}</strong>
              <span>
                Seen {ago(lastSeenAt, new Date())} ({wayWords[way]}).
                {!isAllowed && (way === 'FRAME' ? FORM_STAYS_SHUT : NO_ANSWER)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <form class="stack" onSubmit={send} noValidate>
        <Field
          id="url"
          name="url"
          dir="ltr"
          inputMode="url"
          autocomplete="off"
          label="Address of your page"
          hint="We read it once, as a visitor would, and say what is in the way."
          defaultValue={partner.origins[0] ?? ''}
        />
        {problem && (
          <Alert look="error" isLive>
            <p>{problem}</p>
          </Alert>
        )}
        <div>
          <Button type="submit">{fetching ? 'Looking at your page …' : 'Check my page'}</Button>
        </div>
      </form>
      <div role="status" class="stack">
        {findings.map(({ code, isProblem, sentence, line }) => (
          <div key={code} class={isProblem ? 'alert notice stack' : 'stack'}>
            <p>{sentence}</p>
            {line && <CopyText id={`line-${code}`} label="What helps" text={line} />}
          </div>
        ))}
      </div>
    </section>
  );
}
