import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { activities, interventions } from '@kith/contract/interventions.ts';
import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { SendRow } from '../SendRow.tsx';
import { type Problem, problemIn } from './answers.ts';
import { type ContactDraft, contactDraft, forgetContactDraft, inputOf, keepContactDraft } from './contact-draft.ts';
import { PermissionOf } from './PermissionsSection.tsx';
import { Choice, Tap } from './Taps.tsx';
import { type Activity, type Channel, type Intervention, type Mood, moodWords, wayWords } from './words-of-doing.ts';

const RecordContact = graphql(`
  mutation RecordContact($input: RecordContactInput!) {
    recordContact(input: $input) {
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

const whens = [
  { value: 'now', label: 'Just now' },
  { value: 'today', label: 'Earlier today' },
  { value: 'yesterday', label: 'Yesterday' },
] as const;

/**
 * A contact in a few taps: only what was done is asked for. Keeps every tap when somebody looks elsewhere, and when Kith
 * cannot be reached it sends the same thing again by itself, under the same key.
 */
export function ContactForm({
  matchId,
  name,
  permissions,
  onDone,
  onBack,
}: {
  matchId: string;
  name: string;
  permissions: readonly FragmentOf<typeof PermissionOf>[];
  onDone: (sentence: string) => void;
  onBack: () => void;
}): JSX.Element {
  const [draft, setDraft] = useState<ContactDraft>(() => contactDraft(matchId));
  const [isExplained, setExplained] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isAway, setAway] = useState(false);
  const [{ fetching }, record] = useMutation(RecordContact);
  const live = permissions.map((one) => readFragment(PermissionOf, one)).filter(({ state }) => state === 'LIVE');
  const latest = useRef(draft);
  latest.current = draft;

  function change(more: Partial<ContactDraft>) {
    setProblem(null);
    const next = { ...latest.current, ...more };
    keepContactDraft(matchId, next);
    setDraft(next);
  }

  async function send() {
    const now = latest.current;
    if (now.interventions.length === 0 && now.activities.length === 0 && !now.isNone) {
      setProblem({ message: 'Tap what fits, or “None of these”.', field: 'interventions' });
      return;
    }
    const { data, error } = await record({ input: inputOf(matchId, now, new Date()) });
    setAway(!data && error?.networkError !== undefined);
    const wrong = problemIn(data?.recordContact, 'RecordContactPayload');
    setProblem(wrong);
    if (wrong) return;
    forgetContactDraft(matchId);
    onDone(`Noted. ${name} sees it too.`);
  }

  // Listens from the start: the network may be back before the next render.
  const retry = useRef(() => {});
  retry.current = () => isAway && void send();
  useEffect(() => {
    const whenOnline = () => retry.current();
    addEventListener('online', whenOnline);
    return () => removeEventListener('online', whenOnline);
  }, []);

  const isInterceding = draft.activities.includes('INTERCEDING');
  const problemOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  return (
    <form
      class="card stack"
      noValidate
      aria-labelledby="note-contact"
      onSubmit={(event) => {
        event.preventDefault();
        if (!fetching) void send();
      }}
    >
      <h3 id="note-contact">What did you do together?</h3>
      <p class="hint" id="taps">
        Tap what fits, one or several. That is enough. {name} sees it.
      </p>
      <fieldset class="choices taps" aria-labelledby="note-contact" aria-describedby="taps">
        {interventions.map(({ value, label, help }) => (
          <Tap
            key={value}
            label={label}
            help={isExplained ? help : null}
            isOn={draft.interventions.includes(value)}
            onTap={() => change({ interventions: toggled<Intervention>(draft.interventions, value), isNone: false })}
          />
        ))}
        <Tap
          label="None of these"
          help={null}
          isOn={draft.isNone}
          onTap={() => change({ isNone: !draft.isNone, interventions: [] })}
        />
      </fieldset>
      <div>
        <Button look="quiet" onClick={() => setExplained(!isExplained)} aria-pressed={isExplained}>
          {isExplained ? 'Hide what they mean' : 'What do these mean?'}
        </Button>
      </div>
      <details class="more">
        <summary>More, if you like</summary>
        <div class="stack">
          <Choice
            legend="When was it?"
            options={whens}
            value={draft.when}
            onChoose={(when) => change({ when: when ?? 'now' })}
          />
          {draft.when !== 'now' && (
            <Field
              id="contact-time"
              type="time"
              label="At about what time?"
              value={draft.time}
              onInput={(event) => change({ time: event.currentTarget.value })}
              problem={problemOf('at')}
            />
          )}
          <Choice
            legend="How?"
            hint="Nothing chosen: the way they asked for."
            options={Object.entries(wayWords).map(([value, label]) => ({ value: value as Channel, label }))}
            value={draft.channel}
            onChoose={(channel) => change({ channel })}
          />
          <Choice
            legend="How did it feel?"
            hint="The contact, not the person."
            options={Object.entries(moodWords).map(([value, label]) => ({ value: value as Mood, label }))}
            value={draft.mood}
            onChoose={(mood) => change({ mood })}
          />
          <Field
            id="contact-next"
            label="What comes next?"
            value={draft.nextStep}
            onInput={(event) => change({ nextStep: event.currentTarget.value })}
            maxLength={300}
            problem={problemOf('nextStep')}
          />
          <TextArea
            id="contact-note"
            label="A short note"
            hint={`Never needed. ${name} reads every word.`}
            rows={3}
            value={draft.note}
            onInput={(event) => change({ note: event.currentTarget.value })}
            maxLength={1000}
            problem={problemOf('note')}
          />
          <fieldset class="choices taps" aria-label="With others, on their side">
            <legend>With others, on their side</legend>
            {activities.map(({ value, label, help }) => (
              <Tap
                key={value}
                label={label}
                help={help}
                isOn={draft.activities.includes(value)}
                onTap={() => change({ activities: toggled<Activity>(draft.activities, value), isNone: false })}
              />
            ))}
          </fieldset>
          {isInterceding && (
            <>
              <div class="field">
                <label for="contact-permission">With which permission?</label>
                {live.length === 0 && (
                  <p class="hint" id="contact-permission-hint">
                    There is none now. Ask {name} for one first, under “Permissions” below.
                  </p>
                )}
                {problemOf('permissionId') && (
                  <p class="problem" id="contact-permission-problem">
                    {problemOf('permissionId')}
                  </p>
                )}
                <select
                  id="contact-permission"
                  aria-describedby="contact-permission-hint contact-permission-problem"
                  value={draft.permissionId}
                  onChange={(event) => change({ permissionId: event.currentTarget.value })}
                >
                  <option value="">Choose one</option>
                  {live.map(({ id, withWhom, about }) => (
                    <option key={id} value={id}>
                      {withWhom}: {about?.slice(0, 60)}
                    </option>
                  ))}
                </select>
              </div>
              <Field
                id="contact-outcome"
                label="What came of it?"
                value={draft.outcome}
                onInput={(event) => change({ outcome: event.currentTarget.value })}
                maxLength={500}
                problem={problemOf('outcome')}
              />
            </>
          )}
        </div>
      </details>
      <div class="save stack">
        {problem && (
          <Alert look="error" isLive>
            <p>{isAway ? `${problem.message} It is sent by itself once you are online again.` : problem.message}</p>
          </Alert>
        )}
        <SendRow send="Save this contact" isBusy={fetching} back="Later" onBack={onBack} />
      </div>
    </form>
  );
}

function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}
