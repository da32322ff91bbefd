import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { channelWords, language } from '../words.ts';
import { SaveState } from './SaveState.tsx';
import { problemOf, useSave } from './saving.ts';

export const AboutMe = graphql(`
  fragment AboutMe on MyProfile {
    firstName
    pronouns
    describedAs
    aboutMe
    languages
    channels
    outwardCode
    vocabulary {
      dimension
      value
    }
  }
`);

const ChangeMyProfile = graphql(`
  mutation ChangeMyProfile($input: ChangeMyProfileInput!) {
    changeMyProfile(input: $input) {
      __typename
      ... on MyProfilePayload {
        profile {
          firstName
        }
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

const channels = ['PHONE', 'TEXT', 'EMAIL', 'POST', 'IN_PERSON'] as const;
const fields = ['firstName', 'pronouns', 'describedAs', 'aboutMe', 'outwardCode', 'languages', 'channels'];

/** Name, words about oneself, languages and ways to be in touch. Shown as typed. */
export function AboutForm({ profile }: { profile: FragmentOf<typeof AboutMe> }): JSX.Element {
  const me = readFragment(AboutMe, profile);
  const { save, problem, said, isBusy } = useSave(ChangeMyProfile);
  const known = me.vocabulary.filter(({ dimension }) => dimension === 'LANGUAGE').map(({ value }) => value);
  const languages = [...new Set([...me.languages, ...known])];

  function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? '').trim() || null;
    void save({
      input: {
        firstName: text('firstName'),
        pronouns: text('pronouns'),
        describedAs: text('describedAs'),
        aboutMe: text('aboutMe'),
        outwardCode: text('outwardCode'),
        languages: form.getAll('languages').map(String),
        channels: channels.filter((channel) => form.getAll('channels').includes(channel)),
      },
    });
  }

  return (
    <section class="card stack" aria-labelledby="about">
      <h2 id="about">How people know you</h2>
      <form class="stack" onSubmit={send} noValidate>
        <Field
          id="firstName"
          name="firstName"
          label="Your first name, as people are told"
          defaultValue={me.firstName}
          maxLength={40}
          autocomplete="off"
          problem={problemOf(problem, 'firstName')}
        />
        <TextArea
          id="aboutMe"
          name="aboutMe"
          label="A sentence or two about you (optional)"
          hint="People read it when you have said yes to them. Coordinators read it too."
          defaultValue={me.aboutMe ?? ''}
          maxLength={500}
          problem={problemOf(problem, 'aboutMe')}
        />
        <Field
          id="pronouns"
          name="pronouns"
          label="How to speak of you (optional)"
          hint="For example “she/her” or “they”. Shown as you type it."
          defaultValue={me.pronouns ?? ''}
          maxLength={40}
          autocomplete="off"
          problem={problemOf(problem, 'pronouns')}
        />
        <Field
          id="describedAs"
          name="describedAs"
          label="What you call yourself (optional)"
          hint="For example “survivor” or “somebody who has been there”. Shown as you type it."
          defaultValue={me.describedAs ?? ''}
          maxLength={80}
          autocomplete="off"
          problem={problemOf(problem, 'describedAs')}
        />
        <fieldset class="checks">
          <legend>How you can be in touch</legend>
          {problemOf(problem, 'channels') && <p class="problem">{problem?.message}</p>}
          {channels.map((channel) => (
            <label key={channel} class="check">
              <input type="checkbox" name="channels" value={channel} defaultChecked={me.channels.includes(channel)} />
              {channelWords[channel]}
            </label>
          ))}
        </fieldset>
        <details>
          <summary>Languages: {me.languages.map(language).join(', ') || 'none yet'}</summary>
          <fieldset class="checks">
            <legend>Languages that you can talk in</legend>
            {languages.map((code) => (
              <label key={code} class="check">
                <input type="checkbox" name="languages" value={code} defaultChecked={me.languages.includes(code)} />
                {language(code)}
              </label>
            ))}
          </fieldset>
        </details>
        {problemOf(problem, 'languages') && <p class="problem">{problem?.message}</p>}
        <Field
          id="outwardCode"
          name="outwardCode"
          label="First half of your postcode (optional)"
          hint="For people who would like to meet near them. Nobody is shown it."
          defaultValue={me.outwardCode ?? ''}
          maxLength={12}
          autocomplete="off"
          problem={problemOf(problem, 'outwardCode')}
        />
        <SaveState problem={problem} said={said} fields={fields} />
        <div>
          <Button type="submit" look="primary">
            {isBusy ? 'Saving …' : 'Save how people know me'}
          </Button>
        </div>
      </form>
    </section>
  );
}
