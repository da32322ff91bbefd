import { calmName } from '@kith/ui/calm-name.ts';
import type { ComponentChildren } from 'preact';
import { type AskDraft, consentField, reachValue, timesOf } from './ask-draft.ts';
import { type Problem, problemFor } from './ask-problems.ts';
import type { AskView } from './ask-view.ts';
import { FieldProblem } from './Problems.tsx';
import { channelLabels } from './ReachQuestion.tsx';

/** Every answer once more, each a step away from changing, and the statement that nobody ticks for you. */
export function CheckAnswers({
  view,
  draft,
  problems,
  change,
}: {
  view: AskView;
  draft: AskDraft;
  problems: Problem[];
  /** The control that leads back to a question. */
  change(step: 1 | 2 | 3, what: string): ComponentChildren;
}) {
  return (
    <>
      <Answers title="What’s going on" control={change(1, 'what’s going on')}>
        {draft.words ? (
          <p class="words" dir="auto">
            {draft.words}
          </p>
        ) : (
          <p>You left this empty. That is fine.</p>
        )}
        {view.service && (
          <p>
            About: <bdi>{calmName(view.service.name)}</bdi>
          </p>
        )}
      </Answers>
      <Answers title="Who you talk to" control={change(2, 'who you talk to')}>
        <WishList view={view} draft={draft} />
      </Answers>
      <Answers title="How to reach you" control={change(3, 'how to reach you')}>
        <ReachList draft={draft} />
      </Answers>
      <fieldset class="consent">
        <legend>Your agreement</legend>
        {view.consent.statements.map(({ purpose, text }) => (
          <Statement
            key={purpose}
            field={consentField(purpose)}
            version={view.consent.version}
            isTicked={draft.consents[purpose] === view.consent.version}
            problems={problems}
          >
            {text}
          </Statement>
        ))}
        <p>{view.consent.ending}</p>
        <p class="hint">This text is version {view.consent.version}.</p>
      </fieldset>
    </>
  );
}

function Statement({
  field,
  version,
  isTicked,
  problems,
  children,
}: {
  field: string;
  version: string;
  /** By the person, before something else had to be put right. */
  isTicked: boolean;
  problems: Problem[];
  children: string;
}) {
  const problem = problemFor(problems, field);
  return (
    <>
      <FieldProblem problems={problems} field={field} />
      <label class="choice">
        <input
          type="checkbox"
          id={field}
          name={field}
          value={version}
          defaultChecked={isTicked}
          {...(problem && { 'aria-describedby': `${field}-problem`, 'aria-invalid': true })}
        />
        <span>{children}</span>
      </label>
    </>
  );
}

function Answers({
  title,
  control,
  children,
}: {
  title: string;
  control: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <section class="answers">
      <h3>{title}</h3>
      {children}
      {control}
    </section>
  );
}

/** Wishes in words: what matters, and what rather not. */
export function WishList({ view, draft }: { view: Pick<AskView, 'wishes'>; draft: Pick<AskDraft, 'wishes'> }) {
  const labels = (weight: string) =>
    draft.wishes
      .filter((wish) => wish.weight === weight)
      .map(
        (wish) =>
          view.wishes.find((known) => known.dimension === wish.dimension && known.value === wish.value)?.label ?? '',
      )
      .filter(Boolean)
      .join(', ');
  const matters = labels('MATTERS');
  const ratherNot = labels('RATHER_NOT');
  if (!matters && !ratherNot) return <p>Anybody. That is fine.</p>;
  return (
    <>
      {matters && <p>Matters: {matters}</p>}
      {ratherNot && <p>Rather not: {ratherNot}</p>}
    </>
  );
}

/** How it is safe to be in touch, line by line. */
export function ReachList({ draft }: { draft: AskDraft }) {
  const value = reachValue(draft);
  const lines = [
    ['Safe times', draft.channel !== 'COME_BACK' && timesOf(draft)],
    ['What may a message say', draft.channel === 'PHONE' && draft.voicemail === 'yes' && draft.voicemailWords],
    ['Who else may answer', draft.channel !== 'COME_BACK' && draft.othersMayAnswer],
    ['May our number show on your phone', draft.channel === 'PHONE' && draft.showNumber],
    ['Name', draft.name],
    ['Your pronouns', draft.pronouns],
    ['How should we describe you', draft.describedAs],
    ['What helps', draft.communicationNeeds],
    ['Near', draft.outwardCode],
  ] as const;
  return (
    <>
      <p>{draft.channel ? channelLabels[draft.channel] : 'Not said yet'}</p>
      {value && (
        <p class="words" dir="auto">
          {value}
        </p>
      )}
      {draft.channel === 'PHONE' && draft.voicemail && (
        <p>{draft.voicemail === 'yes' ? 'You may leave a message.' : 'Do not leave a message.'}</p>
      )}
      {lines.map(
        ([label, text]) =>
          text && (
            <p key={label}>
              {label}: <bdi>{text}</bdi>
            </p>
          ),
      )}
    </>
  );
}
