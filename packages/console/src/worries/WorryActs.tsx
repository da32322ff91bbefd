import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { dayFromNow, type Problem, problemIn } from '../match/answers.ts';
import { textOf } from '../match/form-text.ts';
import { Refused } from '../Refused.tsx';
import { Said } from '../Said.tsx';
import { SendRow } from '../SendRow.tsx';
import type { Worry } from './WorriesScreen.tsx';

const TakeConcern = graphql(`
  mutation TakeConcern($input: TakeConcernInput!) {
    takeConcern(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);
const AddToConcern = graphql(`
  mutation AddToConcern($input: AddToConcernInput!) {
    addToConcern(input: $input) {
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
const ProposeForConcern = graphql(`
  mutation ProposeForConcern($input: ProposeForConcernInput!) {
    proposeForConcern(input: $input) {
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
const AnswerForConcern = graphql(`
  mutation AnswerForConcern($input: AnswerForConcernInput!) {
    answerForConcern(input: $input) {
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
const CloseConcern = graphql(`
  mutation CloseConcern($input: CloseConcernInput!) {
    closeConcern(input: $input) {
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

type Act = 'NOTE' | 'SHARED' | 'TOLD_PERSON' | 'PROPOSE' | 'AGREE' | 'DISAGREE' | 'CLOSE';

const forms: Readonly<Record<Act, { button: string; label: string; hint: string; send: string; done: string }>> = {
  NOTE: {
    button: 'Add a note',
    label: 'What was done or heard?',
    hint: 'Only what is needed. It cannot be changed afterwards.',
    send: 'Add it',
    done: 'It was added.',
  },
  SHARED: {
    button: 'I shared something',
    label: 'What was shared, and why?',
    hint: 'What somebody outside the team was told.',
    send: 'Write it down',
    done: 'It was written down.',
  },
  TOLD_PERSON: {
    button: 'The person was told',
    label: 'Who told them, and what did they say?',
    hint: 'From now on they can read this on their own page.',
    send: 'Write it down',
    done: 'It was written down. They can read this now.',
  },
  PROPOSE: {
    button: 'Suggest what to do',
    label: 'What should be done, and why?',
    hint: 'A second coordinator has to agree before it holds.',
    send: 'Suggest it',
    done: 'It was suggested. A second coordinator is asked to look.',
  },
  AGREE: {
    button: 'I agree',
    label: 'Why do you agree?',
    hint: 'The two of you decide this together.',
    send: 'Agree',
    done: 'You two agreed.',
  },
  DISAGREE: {
    button: 'I do not agree',
    label: 'What would be better?',
    hint: 'Then somebody suggests something else.',
    send: 'Say so',
    done: 'You said that you do not agree.',
  },
  CLOSE: {
    button: 'Close it',
    label: 'What did we learn?',
    hint: 'It can be raised again at any time.',
    send: 'Close it',
    done: 'It was closed.',
  },
};

/** What a coordinator can do about a worry: one thing at a time, decided in twos. */
export function WorryActs({ worry, onChanged }: { worry: Worry; onChanged: () => void }): JSX.Element {
  const [act, setAct] = useState<Act | null>(null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching: isTaking }, take] = useMutation(TakeConcern);
  const [{ fetching: isAdding }, add] = useMutation(AddToConcern);
  const [{ fetching: isProposing }, propose] = useMutation(ProposeForConcern);
  const [{ fetching: isAnswering }, answer] = useMutation(AnswerForConcern);
  const [{ fetching: isClosing }, close] = useMutation(CloseConcern);
  const isBusy = isTaking || isAdding || isProposing || isAnswering || isClosing;
  const concernId = worry.id;
  const draft = `worry/${concernId}/`;

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (isBusy || !act) return;
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const words = textOf(form, 'words') ?? '';
    const wrong = problemIn(await sent(act, words, form), 'ConcernPayload');
    setProblem(wrong);
    if (wrong) return;
    forgetDrafts(draft);
    setSaid(forms[act].done);
    setAct(null);
    onChanged();
  }

  async function sent(which: Act, words: string, form: FormData) {
    if (which === 'PROPOSE') {
      const input = { concernId, words, keepUntil: textOf(form, 'keepUntil') };
      return (await propose({ input })).data?.proposeForConcern;
    }
    if (which === 'AGREE' || which === 'DISAGREE')
      return (await answer({ input: { concernId, agrees: which === 'AGREE', words } })).data?.answerForConcern;
    if (which === 'CLOSE') return (await close({ input: { concernId, learned: words } })).data?.closeConcern;
    const input = { concernId, kind: which, words, sharedWith: textOf(form, 'sharedWith') };
    return (await add({ input })).data?.addToConcern;
  }

  async function takeIt() {
    const { data } = await take({ input: { concernId } });
    const wrong = problemIn(data?.takeConcern, 'ConcernPayload');
    setProblem(wrong);
    if (wrong) return;
    setSaid('You look after it.');
    onChanged();
  }

  const acts: Act[] = [
    ...(worry.maySecond ? (['AGREE', 'DISAGREE'] as const) : []),
    ...(worry.needsSecond ? [] : (['PROPOSE'] as const)),
    'NOTE',
    'SHARED',
    ...(worry.personToldAt || worry.raisedBy === null ? [] : (['TOLD_PERSON'] as const)),
    ...(worry.state === 'DECIDED' ? (['CLOSE'] as const) : []),
  ];
  return (
    <div class="stack">
      {said && <Said>{said}</Said>}
      <Refused why={problem && problem.field !== 'words' && problem.field !== 'sharedWith' && problem.message} />
      {worry.needsSecond && !worry.maySecond && (
        <p class="hint">You suggested what to do. A second coordinator has to look at it.</p>
      )}
      {act ? (
        <FocusFirst>
          <form class="stack" onSubmit={send} noValidate>
            <TextArea
              id={`worry-words-${concernId}`}
              name="words"
              rows={3}
              label={forms[act].label}
              hint={forms[act].hint}
              maxLength={1000}
              problem={problem?.field === 'words' ? problem.message : undefined}
              {...keepsDraft(`${draft}words`)}
            />
            {act === 'SHARED' && (
              <Field
                id={`worry-with-${concernId}`}
                name="sharedWith"
                label="With whom?"
                maxLength={200}
                problem={problem?.field === 'sharedWith' ? problem.message : undefined}
                {...keepsDraft(`${draft}with`)}
              />
            )}
            {act === 'PROPOSE' && (
              <Field
                id={`worry-keep-${concernId}`}
                name="keepUntil"
                type="date"
                min={dayFromNow(1)}
                max={dayFromNow(30)}
                label="Keep it from the person until (leave empty: they read it)"
                hint="Only when telling them would put somebody in danger. Both of you look again on that day."
                problem={problem?.field === 'keepUntil' ? problem.message : undefined}
              />
            )}
            <SendRow send={forms[act].send} isBusy={isBusy} onBack={() => setAct(null)} />
          </form>
        </FocusFirst>
      ) : (
        <div class="row">
          {!worry.takenBy && (
            <Button look="primary" onClick={takeIt}>
              I look after it
            </Button>
          )}
          {acts.map((one) => (
            <Button
              key={one}
              onClick={() => {
                setProblem(null);
                setSaid('');
                setAct(one);
              }}
            >
              {forms[one].button}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
