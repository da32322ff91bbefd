import { calmName } from '@kith/ui/calm-name.ts';
import type { ComponentChildren } from 'preact';
import { type AskDraft, consentField, reachValue, timesOf } from './ask-draft.ts';
import { type Problem, problemFor } from './ask-problems.ts';
import type { AskTexts } from './ask-texts.ts';
import type { AskView } from './ask-view.ts';
import { FieldProblem } from './Problems.tsx';

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
  const { w } = view;
  return (
    <>
      <Answers title={w.goingOn} control={change(1, w.goingOn)}>
        {draft.words ? (
          <p class="words" dir="auto">
            {draft.words}
          </p>
        ) : (
          <p>{w.leftEmpty}</p>
        )}
        {view.service && (
          <p>
            {w.about}: <bdi>{calmName(view.service.name)}</bdi>
          </p>
        )}
      </Answers>
      <Answers title={w.whoYouTalkTo} control={change(2, w.whoYouTalkTo)}>
        <WishList view={view} w={w} draft={draft} />
      </Answers>
      <Answers title={w.howToReach} control={change(3, w.howToReach)}>
        <ReachList w={w} draft={draft} />
      </Answers>
      <fieldset class="consent">
        <legend>{w.agreement}</legend>
        {view.consent.language !== view.language && <p class="hint">{w.inEnglish}</p>}
        <div lang={view.consent.language} dir={view.consent.language === view.language ? undefined : 'ltr'}>
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
        </div>
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
export function WishList({
  view,
  w,
  draft,
}: {
  view: Pick<AskView, 'wishes'>;
  w: AskTexts;
  draft: Pick<AskDraft, 'wishes'>;
}) {
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
  if (!matters && !ratherNot) return <p>{w.anybody}</p>;
  return (
    <>
      {matters && (
        <p>
          {w.matters}: <bdi lang="en">{matters}</bdi>
        </p>
      )}
      {ratherNot && (
        <p>
          {w.ratherNot}: <bdi lang="en">{ratherNot}</bdi>
        </p>
      )}
    </>
  );
}

/** How it is safe to be in touch, line by line. */
export function ReachList({ w, draft }: { w: AskTexts; draft: AskDraft }) {
  const value = reachValue(draft);
  const lines = [
    [w.voicemailWords, draft.channel === 'PHONE' && draft.voicemail === 'yes' && draft.voicemailWords],
    [w.othersMayAnswer, draft.channel !== 'COME_BACK' && draft.othersMayAnswer],
    [w.showNumber, draft.channel === 'PHONE' && draft.showNumber && w[draft.showNumber]],
    [w.name, draft.name],
    [w.pronouns, draft.pronouns],
    [w.describedAs, draft.describedAs],
    [w.needs, draft.communicationNeeds],
    [w.outwardCode, draft.outwardCode],
  ] as const;
  return (
    <>
      <p>{draft.channel ? w.channels[draft.channel] : w.notSaid}</p>
      {value && (
        <p class="words" dir="auto">
          {value}
        </p>
      )}
      {draft.channel !== 'COME_BACK' && timesOf(draft) && (
        <p>
          {w.safeTimes}: <bdi>{timesOf(draft, w.safeHours)}</bdi>
        </p>
      )}
      {draft.channel === 'PHONE' && draft.voicemail && <p>{draft.voicemail === 'yes' ? w.mayLeave : w.mayNotLeave}</p>}
      {lines.map(
        ([label, text]) =>
          text && (
            <p key={label}>
              {label.replace(/\s*\(.*\)$/, '')}: <bdi>{text}</bdi>
            </p>
          ),
      )}
    </>
  );
}
