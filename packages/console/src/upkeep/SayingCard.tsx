import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FocusFirst } from '../FocusFirst.tsx';
import type { Saving } from '../team/saving.ts';
import { areaWords, language } from '../words.ts';
import { SayingForm, SayingOf } from './SayingForm.tsx';

const Turn = graphql(`
  mutation TurnSearchSaying($input: TurnSearchSayingInput!) {
    turnSearchSaying(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);
const PutBack = graphql(`
  mutation PutBackSearchSaying($id: ID!) {
    putBackSearchSaying(id: $id) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const origins = { KITH: 'Came with Kith', KITH_CHANGED: 'Came with Kith, changed here', STEWARD: 'Written here' };

/** What people type for one need, with what search makes of it. */
export function SayingCard({
  saying: data,
  saving,
  onDone,
}: {
  saying: FragmentOf<typeof SayingOf>;
  saving: Saving;
  onDone: () => void;
}): JSX.Element {
  const saying = readFragment(SayingOf, data);
  const [isOpen, setOpen] = useState(false);
  const [, turn] = useMutation(Turn);
  const [, putBack] = useMutation(PutBack);
  const name = saying.typed[0] ?? '';
  const done = async (saved: Promise<boolean>) => {
    if (await saved) onDone();
  };
  return (
    <article class="card stack" aria-label={name}>
      <h2 class="small" dir="auto" lang={saying.language}>
        {name}
      </h2>
      <p class={saying.isOn ? 'hint' : 'late'}>
        {origins[saying.origin]}
        {saying.language !== 'en' && ` · ${language(saying.language)}`}
        {!saying.isOn && ' · Turned off: search does not use it'}
      </p>
      {isOpen ? (
        <FocusFirst>
          <SayingForm
            saying={data}
            onDone={() => {
              setOpen(false);
              onDone();
            }}
            onLeave={() => setOpen(false)}
          />
        </FocusFirst>
      ) : (
        <>
          <dl class="facts">
            <div>
              <dt>People type</dt>
              <dd dir="auto" lang={saying.language}>
                {saying.typed.join(' · ')}
              </dd>
            </div>
            <div>
              <dt>Search looks for</dt>
              <dd dir="auto">{saying.also.join(' · ')}</dd>
            </div>
            <div>
              <dt>People read</dt>
              <dd dir="auto">… because {saying.because}</dd>
            </div>
            {saying.areas.length > 0 && (
              <div>
                <dt>Parts of life</dt>
                <dd>{saying.areas.map((area) => areaWords[area]).join(', ')}</dd>
              </div>
            )}
          </dl>
          <div class="row">
            <Button onClick={() => setOpen(true)}>Change</Button>
            <Button
              look="quiet"
              onClick={() =>
                done(
                  saving.save(
                    turn({ input: { id: saying.id, isOn: !saying.isOn } }),
                    saying.isOn ? `Search leaves “${name}” out from now on.` : `Search uses “${name}” again.`,
                  ),
                )
              }
            >
              {saying.isOn ? 'Turn off' : 'Turn on'}
            </Button>
            {saying.origin === 'KITH_CHANGED' && (
              <Button
                look="quiet"
                onClick={() =>
                  done(saving.save(putBack({ id: saying.id }), `“${name}” is as it came with Kith again.`))
                }
              >
                Put back as it came
              </Button>
            )}
          </div>
        </>
      )}
    </article>
  );
}
