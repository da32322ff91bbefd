import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Refused } from '../Refused.tsx';
import { type Problem, problemIn } from './answers.ts';
import { gotThereWords, helpedWords } from './words-of-doing.ts';

const AnswerFollowUp = graphql(`
  mutation AnswerFollowUp($input: AnswerFollowUpInput!) {
    answerFollowUp(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

type GotThere = keyof typeof gotThereWords;
type Helped = keyof typeof helpedWords;

/** Did they get there, did it help: two taps, and never asked twice. */
export function FollowUpForm({
  about,
  name,
  onDone,
}: {
  about: { stepId: string } | { introductionId: string };
  name: string;
  onDone: () => void;
}): JSX.Element {
  const [gotThere, setGotThere] = useState<GotThere | null>(null);
  const [helped, setHelped] = useState<Helped | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, answer] = useMutation(AnswerFollowUp);

  async function send() {
    if (fetching) return;
    const { data } = await answer({ input: { ...about, gotThere, helped } });
    const wrong = problemIn(data?.answerFollowUp, 'AnswerFollowUpPayload');
    setProblem(wrong);
    if (!wrong) onDone();
  }

  return (
    <div class="stack">
      <Answers legend={`Did ${name} get there?`} words={gotThereWords} value={gotThere} onChoose={setGotThere} />
      <Answers legend="Did it help?" words={helpedWords} value={helped} onChoose={setHelped} />
      <Refused why={problem?.message} />
      <div>
        <Button onClick={send}>{fetching ? 'One moment …' : 'Save how it was'}</Button>
      </div>
    </div>
  );
}

function Answers<T extends string>({
  legend,
  words,
  value,
  onChoose,
}: {
  legend: string;
  words: Readonly<Record<T, string>>;
  value: T | null;
  onChoose: (value: T) => void;
}): JSX.Element {
  return (
    <fieldset class="choices">
      <legend>{legend}</legend>
      {(Object.keys(words) as T[]).map((one) => (
        <button key={one} type="button" class="choice" aria-pressed={one === value} onClick={() => onChoose(one)}>
          {words[one]}
        </button>
      ))}
    </fieldset>
  );
}
