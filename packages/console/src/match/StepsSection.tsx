import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FocusFirst } from '../FocusFirst.tsx';
import { Said } from '../Said.tsx';
import { day } from '../words.ts';
import { problemIn } from './answers.ts';
import { FollowUpForm } from './FollowUpForm.tsx';
import { StepForm } from './StepForm.tsx';
import { gotThereWords, helpedWords, ownerWords, stepStateWords } from './words-of-doing.ts';

export const StepOf = graphql(`
  fragment StepOf on Step {
    id
    owner
    state
    isAccompanied
    onDay
    byName
    asksFollowUp
    what @include(if: $open)
    ifItGoesWrong @include(if: $open)
    meetingPoint @include(if: $open)
    service @include(if: $open) {
      id
      name
    }
    followUp @include(if: $open) {
      gotThere
      helped
      words
    }
  }
`);

const MarkStep = graphql(`
  mutation MarkStep($input: MarkStepInput!) {
    markStep(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

type State = 'PLANNED' | 'DONE' | 'LET_GO';

/** Small things to do, alone or together. Both propose and mark them. */
export function StepsSection({
  matchId,
  name,
  steps,
  canAct,
  wishes,
  onChanged,
}: {
  matchId: string;
  name: string;
  steps: readonly FragmentOf<typeof StepOf>[];
  canAct: boolean;
  /** Grows when the form is asked for from elsewhere. */
  wishes: number;
  onChanged: () => void;
}): JSX.Element {
  const [isOpened, setOpened] = useState(false);
  const [answered, setAnswered] = useState(wishes);
  const isProposing = isOpened || wishes > answered;
  const setProposing = (isOpen: boolean) => {
    setOpened(isOpen);
    setAnswered(wishes);
  };
  const [said, setSaid] = useState('');
  return (
    <section class="stack" aria-labelledby="steps">
      <h2 id="steps">Steps</h2>
      {said && <Said>{said}</Said>}
      {steps.length === 0 ? (
        <p class="empty">No step is planned. A small one is a good one: ring somebody, go and look, go together.</p>
      ) : (
        <ul class="cards">
          {steps.map((one) => (
            <li key={readFragment(StepOf, one).id}>
              <StepCard
                step={one}
                name={name}
                canAct={canAct}
                onChanged={(sentence) => {
                  setSaid(sentence);
                  onChanged();
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {canAct && !isProposing && (
        <div>
          <Button onClick={() => setProposing(true)}>Propose a step</Button>
        </div>
      )}
      {canAct && isProposing && (
        <FocusFirst>
          <StepForm
            matchId={matchId}
            name={name}
            onDone={() => {
              setProposing(false);
              setSaid(`Proposed. ${name} sees it too.`);
              onChanged();
            }}
            onBack={() => setProposing(false)}
          />
        </FocusFirst>
      )}
    </section>
  );
}

function StepCard({
  step: data,
  name,
  canAct,
  onChanged,
}: {
  step: FragmentOf<typeof StepOf>;
  name: string;
  canAct: boolean;
  onChanged: (sentence: string) => void;
}): JSX.Element {
  const step = readFragment(StepOf, data);
  const [problem, setProblem] = useState<string | null>(null);
  const [, mark] = useMutation(MarkStep);

  async function becomes(state: State) {
    const { data: answer } = await mark({ input: { stepId: step.id, state } });
    const wrong = problemIn(answer?.markStep, 'StepPayload');
    setProblem(wrong?.message ?? null);
    if (!wrong) onChanged(state === 'PLANNED' ? 'Planned again.' : `${stepStateWords[state]}. It can be taken back.`);
  }

  const facts = [
    ownerWords(name)[step.owner],
    stepStateWords[step.state],
    step.onDay ? day(step.onDay) : '',
    step.isAccompanied ? 'going together' : '',
    `proposed by ${step.byName ?? name}`,
  ].filter(Boolean);
  const { followUp } = step;
  return (
    <article class="card stack">
      {step.what && <h3 dir="auto">{step.what}</h3>}
      <p class="hint">{facts.join(' · ')}</p>
      {step.service && <p>{step.service.name}</p>}
      {step.meetingPoint && <p dir="auto">You meet: {step.meetingPoint}</p>}
      {step.ifItGoesWrong && <p dir="auto">If it goes wrong: {step.ifItGoesWrong}</p>}
      {followUp && (
        <p dir="auto">
          {followUp.gotThere && `Got there: ${gotThereWords[followUp.gotThere].toLowerCase()}. `}
          {followUp.helped && `Helped: ${helpedWords[followUp.helped].toLowerCase()}. `}
          {followUp.words}
        </p>
      )}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {canAct && step.asksFollowUp && (
        <FollowUpForm about={{ stepId: step.id }} name={name} onDone={() => onChanged('Thank you. It is saved.')} />
      )}
      {canAct && (
        <div class="row">
          {step.state === 'PLANNED' ? (
            <>
              <Button onClick={() => becomes('DONE')}>Done</Button>
              <Button look="quiet" onClick={() => becomes('LET_GO')}>
                Let it go
              </Button>
            </>
          ) : (
            <Button look="quiet" onClick={() => becomes('PLANNED')}>
              Plan it again
            </Button>
          )}
        </div>
      )}
    </article>
  );
}
