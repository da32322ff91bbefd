import { type FragmentOf, graphql, type ResultOf, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Empty } from '../ScreenState.tsx';
import { SaveState } from './SaveState.tsx';
import { useSave } from './saving.ts';

export const Shares = graphql(`
  fragment Shares on MyProfile {
    shares {
      dimension
      value
      label
      visibility
    }
    vocabulary {
      dimension
      value
      label
    }
  }
`);

const ShareAboutMe = graphql(`
  mutation ShareAboutMe($input: ShareAboutMeInput!) {
    shareAboutMe(input: $input) {
      __typename
      ... on MyProfilePayload {
        profile {
          firstName
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const StopSharing = graphql(`
  mutation StopSharing($input: StopSharingInput!) {
    stopSharing(input: $input) {
      __typename
      ... on MyProfilePayload {
        profile {
          firstName
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

type Share = ResultOf<typeof Shares>['shares'][number];
type Visibility = Share['visibility'];

export const visibilityWords: Readonly<Record<Visibility, string>> = {
  PUBLIC: 'Everybody, without my name',
  MATCHED: 'People I am with, and my coordinators',
  PRIVATE: 'Only me',
};

const dimensionWords: Readonly<Record<Share['dimension'], string>> = {
  EXPERIENCE: 'Been through',
  LANGUAGE: 'Speak',
  AGE_BAND: 'Age',
  GENDER: 'Gender',
  CULTURE: 'Culture or background',
  FAITH: 'Faith or belief',
  CARER: 'Looking after somebody',
};

/** What they share, each with who may see it. A change counts at once; what was taken away can be put back. */
export function SharesForm({ profile }: { profile: FragmentOf<typeof Shares> }): JSX.Element {
  const { shares, vocabulary } = readFragment(Shares, profile);
  const share = useSave(ShareAboutMe);
  const stop = useSave(StopSharing);
  const [removed, setRemoved] = useState<Share | null>(null);
  const [visibility, setVisibility] = useState<Visibility>('MATCHED');
  const has = new Set(shares.map((one) => `${one.dimension}/${one.value}`));
  const open = vocabulary.filter((one) => !has.has(`${one.dimension}/${one.value}`));
  const dimensions = [...new Set(open.map(({ dimension }) => dimension))];

  async function remove(one: Share) {
    share.forget();
    const { dimension, value } = one;
    if (await stop.save({ input: { dimension, value } }, `“${one.label}” is taken away.`)) setRemoved(one);
  }

  async function putBack(one: Share) {
    stop.forget();
    setRemoved(null);
    const { dimension, value } = one;
    await share.save({ input: { dimension, value, visibility: one.visibility } }, `“${one.label}” is back.`);
  }

  function add(event: SubmitEvent) {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget as HTMLFormElement).get('entry') ?? '');
    const one = open.find(({ dimension, value }) => `${dimension}/${value}` === key);
    if (!one) return;
    stop.forget();
    void share.save(
      { input: { dimension: one.dimension, value: one.value, visibility } },
      `“${one.label}” is added. Seen by: ${visibilityWords[visibility].toLowerCase()}.`,
    );
  }

  return (
    <section class="card stack" aria-labelledby="shares">
      <h2 id="shares">What you share with people</h2>
      <p>
        Only you say what is so. It helps people find somebody who has been there. Change who may see a thing, and it
        counts at once.
      </p>
      {shares.length === 0 && (
        <Empty>
          <p>Nothing yet. Add the first thing below; start with “Only me” if you are not sure.</p>
        </Empty>
      )}
      <ul class="cards">
        {shares.map((one) => {
          const id = `seen-${one.dimension}-${one.value}`;
          return (
            <li key={id} class="share">
              <label for={id}>
                <strong>{one.label}</strong> <span class="hint">{dimensionWords[one.dimension]}</span>
              </label>
              <select
                id={id}
                value={one.visibility}
                onChange={(event) => {
                  stop.forget();
                  const { dimension, value } = one;
                  const next = event.currentTarget.value as Visibility;
                  void share.save(
                    { input: { dimension, value, visibility: next } },
                    `“${one.label}” is now seen by: ${visibilityWords[next].toLowerCase()}.`,
                  );
                }}
              >
                {(Object.keys(visibilityWords) as Visibility[]).map((each) => (
                  <option key={each} value={each}>
                    {visibilityWords[each]}
                  </option>
                ))}
              </select>
              <Button look="quiet" onClick={() => remove(one)} aria-label={`Take away: ${one.label}`}>
                Take away
              </Button>
            </li>
          );
        })}
      </ul>
      <SaveState problem={stop.problem} said={stop.said}>
        {removed && <Button onClick={() => putBack(removed)}>Put it back</Button>}
      </SaveState>
      <SaveState problem={share.problem} said={share.said} />
      {open.length > 0 && (
        <form class="stack" onSubmit={add}>
          <h3>Add something</h3>
          <div class="field">
            <label for="entry">What is so of you</label>
            <select id="entry" name="entry">
              {dimensions.map((dimension) => (
                <optgroup key={dimension} label={dimensionWords[dimension]}>
                  {open
                    .filter((one) => one.dimension === dimension)
                    .map((one) => (
                      <option key={one.value} value={`${dimension}/${one.value}`}>
                        {one.label}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="entry-visibility">Who may see it</label>
            <select
              id="entry-visibility"
              value={visibility}
              onChange={(event) => setVisibility(event.currentTarget.value as Visibility)}
            >
              {(Object.keys(visibilityWords) as Visibility[]).map((each) => (
                <option key={each} value={each}>
                  {visibilityWords[each]}
                </option>
              ))}
            </select>
          </div>
          <div>
            <Button type="submit">Add it</Button>
          </div>
        </form>
      )}
    </section>
  );
}
