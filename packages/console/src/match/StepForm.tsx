import { graphql } from '@kith/contract/graphql.ts';
import { activities } from '@kith/contract/interventions.ts';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { forgetDrafts, keepsDraft } from '../drafts.ts';
import { Refused } from '../Refused.tsx';
import { SendRow } from '../SendRow.tsx';
import { type Problem, problemIn } from './answers.ts';
import { newKey, textOf } from './form-text.ts';
import { type Activity, type Owner, ownerWords } from './words-of-doing.ts';

export const ProposeStep = graphql(`
  mutation ProposeStep($input: ProposeStepInput!) {
    proposeStep(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

const fields = ['what', 'onDay', 'meetingPoint', 'ifItGoesWrong'];

/** A step: what it is and whose. Everything else may be left out, but for a day and a place to go together. */
export function StepForm({
  matchId,
  name,
  service,
  onDone,
  onBack,
}: {
  matchId: string;
  name: string;
  /** What it is about, when a service is suggested. */
  service?: { id: string; name: string };
  onDone: () => void;
  onBack: () => void;
}): JSX.Element {
  const draft = `step/${matchId}/${service?.id ?? ''}/`;
  const [owner, setOwner] = useState<Owner>('PERSON');
  const [isAccompanied, setAccompanied] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, propose] = useMutation(ProposeStep);
  // The same body goes under the same key; another body under a new one.
  const sent = useRef({ body: '', key: newKey() });

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (fetching) return;
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const step = {
      matchId,
      owner,
      isAccompanied,
      what: textOf(form, 'what') ?? '',
      onDay: textOf(form, 'onDay'),
      meetingPoint: isAccompanied ? textOf(form, 'meetingPoint') : null,
      ifItGoesWrong: textOf(form, 'ifItGoesWrong'),
      activity: textOf(form, 'activity') as Activity | null,
      ...(service && { serviceId: service.id }),
    };
    const body = JSON.stringify(step);
    if (sent.current.body !== body) sent.current = { body, key: newKey() };
    const { data } = await propose({ input: { ...step, idempotencyKey: sent.current.key } });
    const wrong = problemIn(data?.proposeStep, 'StepPayload');
    setProblem(wrong);
    if (wrong) {
      document.getElementById(`step-${wrong.field}`)?.focus();
      return;
    }
    forgetDrafts(draft);
    onDone();
  }

  const problemOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  const kept = keepsDraft(`${draft}what`);
  return (
    <form class="card stack" onSubmit={send} noValidate aria-labelledby="step-form">
      <h3 id="step-form">{service ? `Suggest ${service.name}` : 'A step'}</h3>
      <Refused why={problem && !fields.includes(problem.field ?? '') && problem.message} />
      <Field
        id="step-what"
        name="what"
        label="What is it?"
        hint="In a few words. Small is good."
        maxLength={300}
        problem={problemOf('what')}
        {...kept}
        defaultValue={kept.defaultValue || (service ? `Have a look at ${service.name}` : '')}
      />
      <fieldset class="choices">
        <legend>Whose step is it?</legend>
        {Object.entries(ownerWords(name)).map(([value, label]) => (
          <button
            key={value}
            type="button"
            class="choice"
            aria-pressed={owner === value}
            onClick={() => setOwner(value as Owner)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          checked={isAccompanied}
          onChange={(event) => {
            setAccompanied(event.currentTarget.checked);
            if (event.currentTarget.checked) setOwner('BOTH');
          }}
        />
        We go together
      </label>
      <Field
        id="step-onDay"
        name="onDay"
        type="date"
        label={isAccompanied ? 'On which day?' : 'On which day, or until when? (optional)'}
        problem={problemOf('onDay')}
        {...keepsDraft(`${draft}onDay`)}
      />
      {isAccompanied && (
        <Field
          id="step-meetingPoint"
          name="meetingPoint"
          label="Where and at what time do you meet?"
          hint="For example: at the bus stop outside the library, at 2."
          maxLength={300}
          problem={problemOf('meetingPoint')}
          {...keepsDraft(`${draft}meetingPoint`)}
        />
      )}
      <details class="more">
        <summary>More, if you like</summary>
        <div class="stack">
          <TextArea
            id="step-ifItGoesWrong"
            name="ifItGoesWrong"
            rows={2}
            label="What if it goes wrong?"
            hint="A way out that you both know: ring me, go home, try again on Friday."
            maxLength={1000}
            problem={problemOf('ifItGoesWrong')}
            {...keepsDraft(`${draft}ifItGoesWrong`)}
          />
          <div class="field">
            <label for="step-activity">Does it mean doing something with others, on their side?</label>
            <select id="step-activity" name="activity">
              <option value="">No</option>
              {activities.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        </div>
      </details>
      <SendRow send="Propose it" isBusy={fetching} back="Later" onBack={onBack} />
    </form>
  );
}
