import { Field, TextArea } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { draftOf, keepDraft, keepsDraft } from '../drafts.ts';

export type ReachChannel = 'PHONE' | 'TEXT' | 'EMAIL' | 'POST' | 'COME_BACK';

const channels: readonly { channel: ReachChannel; label: string; value: string | null }[] = [
  { channel: 'PHONE', label: 'A phone call', value: 'Which number?' },
  { channel: 'TEXT', label: 'A text message', value: 'Which number?' },
  { channel: 'EMAIL', label: 'An e-mail', value: 'Which e-mail address?' },
  { channel: 'POST', label: 'A letter', value: 'Which address?' },
  { channel: 'COME_BACK', label: 'They come back themselves, nobody contacts them', value: null },
];

const groups: Readonly<Record<string, string>> = {
  EXPERIENCE: 'What both have been through',
  AGE_BAND: 'Age',
  GENDER: 'Gender',
  CULTURE: 'Background',
  LANGUAGE: 'Language',
  FAITH: 'Faith',
  CARER: 'Looking after somebody',
};

interface Wishable {
  dimension: string;
  value: string;
  label: string;
}

/** The questions in the order in which one asks them aloud. Only the way to reach somebody needs an answer. */
export function PhoneQuestions({
  draft,
  wishes,
  problemOf,
}: {
  /** Prefix under which everything is kept until it is sent. */
  draft: string;
  wishes: readonly Wishable[];
  problemOf: (field: string) => string | undefined;
}): JSX.Element {
  const [channel, setChannel] = useState(draftOf(`${draft}channel`));
  const chosen = channels.find((one) => one.channel === channel);
  const line = (name: string, label: string, hint: string, maxLength: number) => (
    <Field
      id={`phone-${name}`}
      {...{ name, label, hint, maxLength }}
      autocomplete="off"
      {...keepsDraft(draft + name)}
    />
  );
  return (
    <>
      <TextArea
        id="phone-words"
        name="words"
        rows={5}
        label="What is going on? (optional)"
        hint="Their words, not yours. It may stay empty."
        maxLength={4000}
        problem={problemOf('words')}
        {...keepsDraft(`${draft}words`)}
      />
      <details>
        <summary>What matters in who they talk to (optional)</summary>
        <Wishes draft={draft} name="MATTERS" legend="This matters to them" wishes={wishes} />
        <Wishes
          draft={draft}
          name="RATHER_NOT"
          legend="Rather not. It always holds, and nobody is told"
          wishes={wishes}
        />
      </details>
      <fieldset class="checks">
        <legend>How is it safe to reach them?</legend>
        {problemOf('channel') && (
          <p class="problem" role="alert">
            {problemOf('channel')}
          </p>
        )}
        {channels.map((one) => (
          <label key={one.channel} class="check">
            <input
              type="radio"
              name="channel"
              value={one.channel}
              checked={one.channel === channel}
              onChange={() => {
                keepDraft(`${draft}channel`, one.channel);
                setChannel(one.channel);
              }}
            />
            {one.label}
          </label>
        ))}
      </fieldset>
      {chosen?.value && (
        <>
          <Field
            id="phone-value"
            name="value"
            label={chosen.value}
            maxLength={400}
            autocomplete="off"
            problem={problemOf('reach.value')}
            {...keepsDraft(`${draft}value`)}
          />
          {line('times', 'When is it safe? (optional)', 'For example: weekday mornings, never after 6 pm.', 300)}
          {line('othersMayAnswer', 'Who else may answer? (optional)', 'Nobody, if you leave it empty.', 300)}
        </>
      )}
      {channel === 'PHONE' && (
        <fieldset class="checks">
          <legend>May we leave a message?</legend>
          <label class="check">
            <input type="radio" name="voicemail" value="yes" />
            Yes
          </label>
          <label class="check">
            <input type="radio" name="voicemail" value="no" />
            No
          </label>
        </fieldset>
      )}
      {line('name', 'What should we call them? (optional)', 'Any name is fine.', 80)}
      <details>
        <summary>More about how to speak with them (optional)</summary>
        <div class="stack">
          {line('pronouns', 'Their pronouns', 'As they say them.', 80)}
          {line('describedAs', 'How should we describe them?', 'In their words.', 300)}
          {line('communicationNeeds', 'What helps them to talk or read?', 'For example: large print, more time.', 300)}
          <Field
            id="phone-outwardCode"
            name="outwardCode"
            label="First half of their postcode"
            hint="For example M33. So that meeting up is not far."
            maxLength={12}
            autocomplete="off"
            problem={problemOf('outwardCode')}
            {...keepsDraft(`${draft}outwardCode`)}
          />
        </div>
      </details>
    </>
  );
}

function Wishes({
  draft,
  name,
  legend,
  wishes,
}: {
  draft: string;
  name: 'MATTERS' | 'RATHER_NOT';
  legend: string;
  wishes: readonly Wishable[];
}): JSX.Element {
  const dimensions = [...new Set(wishes.map(({ dimension }) => dimension))];
  return (
    <fieldset class="stack">
      <legend>{legend}</legend>
      {dimensions.map((dimension) => (
        <details key={dimension}>
          <summary>{groups[dimension] ?? dimension}</summary>
          {wishes
            .filter((one) => one.dimension === dimension)
            .map(({ value, label }) => {
              const key = `${draft}${name}/${dimension}/${value}`;
              return (
                <label key={value} class="check">
                  <input
                    type="checkbox"
                    name={name}
                    value={`${dimension}/${value}`}
                    defaultChecked={draftOf(key) !== ''}
                    onChange={(event) => keepDraft(key, event.currentTarget.checked ? 'yes' : '')}
                  />
                  {label}
                </label>
              );
            })}
        </details>
      ))}
    </fieldset>
  );
}
