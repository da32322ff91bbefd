import { type AskChannel, type AskDraft, askChannels, longest } from './ask-draft.ts';
import { type Problem, problemFor } from './ask-problems.ts';
import type { AskTexts } from './ask-texts.ts';
import { FieldProblem } from './Problems.tsx';
import { TextField } from './TextField.tsx';

/** "How is it safe to reach you?": the only question that needs an answer, and "I'll come back" is one. */
export function ReachQuestion({ w, draft, problems }: { w: AskTexts; draft: AskDraft; problems: Problem[] }) {
  const hints: { [channel in AskChannel]?: string } = { TEXT: w.textHint, COME_BACK: w.comeBackHint };
  const yesNo = { yes: w.yes, no: w.no };
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
        <legend>{w.chooseOne}</legend>
        <FieldProblem problems={problems} field="channel" />
        {askChannels.map((channel) => (
          <label class="choice" key={channel}>
            <input
              type="radio"
              id={`channel-${channel}`}
              name="channel"
              value={channel}
              defaultChecked={draft.channel === channel}
              aria-describedby={hints[channel] ? `channel-${channel}-hint` : undefined}
            />
            <span>
              {w.channels[channel]}
              {hints[channel] && (
                <span class="hint" id={`channel-${channel}-hint`}>
                  {hints[channel]}
                </span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      <div class="when PHONE TEXT">
        <TextField
          name="phone"
          label={w.phone}
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
          label={w.email}
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
          label={w.post}
          value={draft.post}
          problems={problems}
          rows={4}
          maxLength={longest.post}
          autocomplete="street-address"
        />
      </div>
      <Choices name="hours" legend={w.hours} options={w.safeHours} chosen={draft.hours} when="PHONE TEXT EMAIL" />
      <div class="when PHONE TEXT EMAIL POST">{more('times', w.times, w.timesHint)}</div>
      <Choices name="voicemail" legend={w.voicemail} options={yesNo} chosen={draft.voicemail} />
      <Choices name="showNumber" legend={w.showNumber} options={yesNo} chosen={draft.showNumber} />
      <div class="when PHONE">{more('voicemailWords', w.voicemailWords)}</div>
      <div class="when PHONE TEXT EMAIL POST">{more('othersMayAnswer', w.othersMayAnswer, w.othersHint)}</div>
      {more('name', w.name)}
      {more('pronouns', w.pronouns)}
      {more('describedAs', w.describedAs, w.describedHint)}
      {more('communicationNeeds', w.needs, w.needsHint)}
      {more('outwardCode', w.outwardCode, w.outwardHint)}
    </>
  );
}

/** Some of a few, or one of yes and no. */
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
      <legend>{legend}</legend>
      <div class="choices">
        {Object.entries(options).map(([value, label]) => (
          <label class="choice" key={value}>
            <input
              type={'yes' in options ? 'radio' : 'checkbox'}
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
