import { type AskChannel, type AskDraft, askChannels, longest, safeHours } from './ask-draft.ts';
import { type Problem, problemFor } from './ask-problems.ts';
import { FieldProblem } from './Problems.tsx';
import { TextField } from './TextField.tsx';

/** What each way is called, here and wherever the answer is shown again. */
export const channelLabels: Record<AskChannel, string> = {
  PHONE: 'Phone call',
  TEXT: 'Text message',
  EMAIL: 'E-mail',
  POST: 'Letter',
  COME_BACK: 'Don’t contact me. I’ll come back',
};

const channelHints: Partial<Record<AskChannel, string>> = {
  TEXT: 'A text can pop up on a screen that others see.',
  COME_BACK: 'You get four words to come back with. Nobody contacts you.',
};

/** "How is it safe to reach you?": the only question that needs an answer, and "I'll come back" is one. */
export function ReachQuestion({ draft, problems }: { draft: AskDraft; problems: Problem[] }) {
  const problem = problemFor(problems, 'channel');
  const more = (name: Exclude<keyof typeof longest, 'words'>, label: string, hint?: string) => (
    <TextField
      name={name}
      label={label}
      {...(hint && { hint })}
      value={draft[name]}
      problems={problems}
      maxLength={longest[name]}
      autocomplete="off"
    />
  );
  return (
    <>
      <fieldset class="reach" aria-describedby={problem ? 'channel-problem' : undefined}>
        <legend>Choose one. We use it only for this.</legend>
        <FieldProblem problems={problems} field="channel" />
        {askChannels.map((channel) => (
          <label class="choice" key={channel}>
            <input
              type="radio"
              id={`channel-${channel}`}
              name="channel"
              value={channel}
              defaultChecked={draft.channel === channel}
              aria-describedby={channelHints[channel] ? `channel-${channel}-hint` : undefined}
            />
            <span>
              {channelLabels[channel]}
              {channelHints[channel] && (
                <span class="hint" id={`channel-${channel}-hint`}>
                  {channelHints[channel]}
                </span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      <div class="when PHONE TEXT">
        <TextField
          name="phone"
          label="Phone number"
          value={draft.phone}
          problems={problems}
          type="tel"
          inputMode="tel"
          maxLength={longest.phone}
          autocomplete="tel"
          enterkeyhint="next"
        />
      </div>
      <div class="when EMAIL">
        <TextField
          name="email"
          label="E-mail address"
          value={draft.email}
          problems={problems}
          type="email"
          inputMode="email"
          maxLength={longest.email}
          autocomplete="email"
          autocapitalize="off"
          enterkeyhint="next"
        />
      </div>
      <div class="when POST">
        <TextField
          name="post"
          label="Address for letters"
          value={draft.post}
          problems={problems}
          rows={4}
          maxLength={longest.post}
          autocomplete="street-address"
        />
      </div>
      <Choices
        name="hours"
        legend="When is it safe? Any time, if you leave it empty"
        options={safeHours}
        chosen={draft.hours}
        when="PHONE TEXT EMAIL"
      />
      <div class="when PHONE TEXT EMAIL POST">
        {more('times', 'Anything else about times? (optional)', 'For example: never on Mondays.')}
      </div>
      <Choices name="voicemail" legend="May we leave a message?" options={yesNo} chosen={draft.voicemail} />
      <Choices
        name="showNumber"
        legend="May our number show on your phone?"
        options={yesNo}
        chosen={draft.showNumber}
      />
      <div class="when PHONE">{more('voicemailWords', 'What may a message say? (optional)')}</div>
      <div class="when PHONE TEXT EMAIL POST">
        {more('othersMayAnswer', 'Who else may answer? (optional)', 'Nobody, if you leave it empty.')}
      </div>
      {more('name', 'What should we call you? (optional)')}
      {more('pronouns', 'Your pronouns (optional)')}
      {more('describedAs', 'How should we describe you? (optional)', 'In your words.')}
      {more(
        'communicationNeeds',
        'What helps you to talk or read? (optional)',
        'For example: large print, BSL, more time.',
      )}
      {more('outwardCode', 'First half of your postcode (optional)', 'For example M33. So that meeting up is not far.')}
    </>
  );
}

const yesNo = { yes: 'Yes', no: 'No' };

/** Some of a few, or with `yesNo` one of two. */
function Choices({
  name,
  legend,
  options,
  chosen,
  when = 'PHONE',
}: {
  name: string;
  legend: string;
  options: Record<string, string>;
  chosen: string;
  /** The ways of being reached that it is asked for. */
  when?: string;
}) {
  return (
    <fieldset class={`when ${when}`}>
      <legend>{legend} (optional)</legend>
      <div class="choices">
        {Object.entries(options).map(([value, label]) => (
          <label class="choice" key={value}>
            <input
              type={options === yesNo ? 'radio' : 'checkbox'}
              id={value === 'yes' ? name : undefined}
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
