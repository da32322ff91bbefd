import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts, keepsDraft } from '../drafts.ts';
import { useFresh } from '../live.ts';
import { Refused } from '../Refused.tsx';

const Behind = graphql(`
  query Behind($id: ID!) {
    peerRequest(id: $id) {
      id
      notToMeet
      teamWords {
        id
        at
        message
        chosen
        ways {
          way
          words
        }
      }
      matches {
        id
        status
        advocate {
          id
          firstName
        }
        question {
          question
          answer
          answeredAt
        }
        override {
          words
          passedOver
        }
      }
    }
  }
`);

const AnswerQuestion = graphql(`
  mutation AnswerQuestion($input: AnswerQuestionInput!) {
    answerQuestion(input: $input) {
      __typename
      ... on AnswerQuestionPayload {
        match {
          id
          lapsesAt
          question {
            answer
            answeredAt
          }
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** What stands around a request: questions of advocates, what the team wrote, and why a coordinator chose otherwise. */
export function Correspondence({
  requestId,
  onSaid,
}: {
  requestId: string;
  onSaid: (sentence: string) => void;
}): JSX.Element | null {
  const [{ data }, execute] = useQuery({ query: Behind, variables: { id: requestId } });
  useFresh(execute, (change) => change.kind === 'QUEUE' || change.id === requestId);
  const request = data?.peerRequest;
  if (!request) return null;
  return (
    <>
      {request.notToMeet && (
        <section class="stack" aria-labelledby="not-to-meet">
          <h2 id="not-to-meet">Whom they would rather not meet</h2>
          <blockquote dir="auto">{request.notToMeet}</blockquote>
        </section>
      )}
      {request.matches.map((match) =>
        match.question ? (
          <section key={match.id} class="card stack" aria-label={`${match.advocate.firstName} asks`}>
            <h2>{match.advocate.firstName} asks you</h2>
            <blockquote dir="auto">{match.question.question}</blockquote>
            {match.question.answer ? (
              <p dir="auto">
                <strong>Your team’s answer: </strong>
                {match.question.answer}
              </p>
            ) : (
              match.status === 'PROPOSED' && (
                <AnswerForm
                  matchId={match.id}
                  onAnswered={() =>
                    onSaid(`${match.advocate.firstName} can read your answer, and has two working days.`)
                  }
                />
              )
            )}
          </section>
        ) : null,
      )}
      {request.teamWords.length > 0 && (
        <section class="stack" aria-labelledby="team-words">
          <h2 id="team-words">What we wrote to them</h2>
          {request.teamWords.map((word) => (
            <div key={word.id}>
              <blockquote dir="auto">{word.message}</blockquote>
              <p>
                {word.chosen
                  ? `They would like: ${word.ways.find(({ way }) => way === word.chosen)?.words ?? ''}.`
                  : 'They have not said yet what they would like.'}
              </p>
            </div>
          ))}
        </section>
      )}
      {request.matches.some(({ override }) => override) && (
        <section class="stack" aria-labelledby="overrides">
          <h2 id="overrides">Why we chose otherwise</h2>
          {request.matches.map(({ id, advocate, override }) =>
            override ? (
              <p key={id} dir="auto">
                {advocate.firstName}: {override.words}
                {override.passedOver.length > 0 && ` (${override.passedOver.join(', ')} had waited longer)`}
              </p>
            ) : null,
          )}
        </section>
      )}
    </>
  );
}

function AnswerForm({ matchId, onAnswered }: { matchId: string; onAnswered: () => void }): JSX.Element {
  const draft = `answer/${matchId}`;
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, answer] = useMutation(AnswerQuestion);
  async function send(event: SubmitEvent) {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget as HTMLFormElement).get('answer') ?? '').trim();
    if (!words) return setProblem('Write a sentence for them.');
    setProblem(null);
    const { data } = await answer({ input: { matchId, answer: words } });
    const result = data?.answerQuestion;
    if (!result) return setProblem('We could not reach Kith. Your words are still here; try again.');
    if (result.__typename !== 'AnswerQuestionPayload') return setProblem(result.message);
    forgetDrafts(draft);
    onAnswered();
  }
  return (
    <form class="stack" onSubmit={send} noValidate>
      <Refused why={problem} />
      <TextArea
        id={`answer-${matchId}`}
        name="answer"
        rows={3}
        label="Your answer"
        hint="The person may read it, too. The introduction waits until you answer."
        {...keepsDraft(draft)}
      />
      <div>
        <Button type="submit" look="primary">
          {fetching ? 'One moment …' : 'Answer'}
        </Button>
      </div>
    </form>
  );
}
