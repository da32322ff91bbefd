import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { stageWords } from '../words.ts';
import { AwayForm } from './AwayForm.tsx';
import type { Choice } from './MemberPage.tsx';
import { NextStepForm } from './NextStepForm.tsx';
import { ReadinessForm } from './ReadinessForm.tsx';
import { SavingState } from './SavingState.tsx';
import { textOf, useSaving } from './saving.ts';

export const MemberToChange = graphql(`
  fragment MemberToChange on TeamMember {
    id
    name
    isReady
    readyUntil
    openReadiness {
      reviewOn
      hasAdvocateAgreed
      hasCoordinatorAgreed
    }
    nextStep
    isHappyHere
    timesAway {
      id
      fromOn
      untilOn
    }
    advocate {
      id
      stage
      capacity
    }
  }
`);

const SetCapacity = graphql(`
  mutation SetCapacity($input: SetCapacityInput!) {
    setCapacity(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const ChangeStage = graphql(`
  mutation ChangeStage($input: ChangeStageInput!) {
    changeStage(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

type Stage = 'LEARNER' | 'SHADOWING' | 'ADVOCATE' | 'MENTOR';

/** What a coordinator and an advocate decide together; each part saves by itself. */
export function MemberForms({
  member: data,
  mentors,
  onChanged,
}: {
  member: FragmentOf<typeof MemberToChange>;
  mentors: readonly Choice[];
  onChanged: () => void;
}): JSX.Element {
  const member = readFragment(MemberToChange, data);
  return (
    <>
      <ReadinessForm
        memberId={member.id}
        isReady={member.isReady}
        readyUntil={member.readyUntil}
        open={member.openReadiness}
        side="coordinator"
        onChanged={onChanged}
      />
      <RoomForm memberId={member.id} capacity={member.advocate?.capacity ?? 0} onChanged={onChanged} />
      <StageForm
        memberId={member.id}
        stage={(member.advocate?.stage ?? 'LEARNER') as Stage}
        mentors={mentors.filter(({ id }) => id !== member.id)}
        onChanged={onChanged}
      />
      <NextStepForm
        memberId={member.id}
        words={member.nextStep}
        isHappyHere={member.isHappyHere}
        happyLabel="Happy where they are"
        onChanged={onChanged}
      />
      <AwayForm memberId={member.id} times={member.timesAway} onChanged={onChanged} />
    </>
  );
}

function RoomForm({
  memberId,
  capacity,
  onChanged,
}: {
  memberId: string;
  capacity: number;
  onChanged: () => void;
}): JSX.Element {
  const saving = useSaving();
  const [, setCapacity] = useMutation(SetCapacity);
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const wanted = Number(textOf(event, 'capacity'));
    if (!Number.isInteger(wanted)) return saving.refuse('Write a whole number, 0 to 20.');
    if (await saving.save(setCapacity({ input: { memberId, capacity: wanted } }), 'Saved.')) onChanged();
  }
  return (
    <form class="stack card" onSubmit={send} noValidate aria-labelledby="room">
      <h2 id="room">How many people at once</h2>
      <Field
        key={capacity}
        id="capacity"
        name="capacity"
        inputMode="numeric"
        maxLength={2}
        label="People at once"
        hint="Less than they have now is fine: nobody new, until there is room."
        defaultValue={String(capacity)}
      />
      <SavingState saving={saving} />
      <div>
        <Button type="submit">{saving.isBusy ? 'One moment …' : 'Save how many'}</Button>
      </div>
    </form>
  );
}

const means: Readonly<Record<Stage, string>> = {
  LEARNER: 'Meets nobody alone yet.',
  SHADOWING: 'With a mentor, who is named.',
  ADVOCATE: 'Meets people.',
  MENTOR: 'Meets people, and others go along with them.',
};

function StageForm({
  memberId,
  stage,
  mentors,
  onChanged,
}: {
  memberId: string;
  stage: Stage;
  mentors: readonly Choice[];
  onChanged: () => void;
}): JSX.Element {
  const saving = useSaving();
  const [wanted, setWanted] = useState<Stage>(stage);
  const [, changeStage] = useMutation(ChangeStage);
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const input = { memberId, stage: wanted, besideId: textOf(event, 'besideId') || null };
    if (await saving.save(changeStage({ input }), `Saved: ${stageWords[wanted]}. ${means[wanted]}`)) onChanged();
  }
  return (
    <form class="stack card" onSubmit={send} noValidate aria-labelledby="stage">
      <h2 id="stage">Stage</h2>
      <p class="hint">Decide it together. Forward is one step at a time, back is always open.</p>
      <fieldset class="checks">
        <legend>Where they go</legend>
        {(Object.keys(means) as Stage[]).map((one) => (
          <label key={one} class="check">
            <input type="radio" name="stage" checked={wanted === one} onChange={() => setWanted(one)} />
            <span>
              {stageWords[one]}: {means[one]}
            </span>
          </label>
        ))}
      </fieldset>
      {wanted === 'SHADOWING' && (
        <div class="field">
          <label for="besideId">Which mentor goes with them?</label>
          <select id="besideId" name="besideId">
            <option value="">Choose a mentor</option>
            {mentors.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      <SavingState saving={saving} />
      <div>
        <Button type="submit">{saving.isBusy ? 'One moment …' : 'Save the stage'}</Button>
      </div>
    </form>
  );
}
