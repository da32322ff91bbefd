import { graphql } from '@kith/contract/graphql.ts';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts, keepsDraft } from '../drafts.ts';
import { Refused } from '../Refused.tsx';
import { SendRow } from '../SendRow.tsx';
import { type Problem, problemIn } from './answers.ts';
import { textOf } from './form-text.ts';

const ProposeIntroduction = graphql(`
  mutation ProposeIntroduction($input: ProposeIntroductionInput!) {
    proposeIntroduction(input: $input) {
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

/** What a service would be told. Nothing is sent from here: the person says yes to exactly this text first. */
export function IntroduceForm({
  matchId,
  name,
  service,
  onDone,
  onBack,
}: {
  matchId: string;
  name: string;
  service: { id: string; name: string };
  onDone: () => void;
  onBack: () => void;
}): JSX.Element {
  const draft = `introduce/${matchId}/${service.id}/`;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, propose] = useMutation(ProposeIntroduction);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (fetching) return;
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const { data } = await propose({
      input: {
        matchId,
        serviceId: service.id,
        name: textOf(form, 'name') ?? '',
        words: textOf(form, 'words') ?? '',
      },
    });
    const wrong = problemIn(data?.proposeIntroduction, 'ServiceIntroductionPayload');
    setProblem(wrong);
    if (wrong) {
      document.getElementById(`introduce-${wrong.field}`)?.focus();
      return;
    }
    forgetDrafts(draft);
    onDone();
  }

  const problemOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  return (
    <form class="card stack" onSubmit={send} noValidate aria-labelledby="introduce-form">
      <h3 id="introduce-form">Write to {service.name}</h3>
      <p class="hint">Nothing is sent yet. {name} reads it first, or you read it out, and they say yes or no.</p>
      <Refused why={problem && !['name', 'words'].includes(problem.field ?? '') && problem.message} />
      <Field
        id="introduce-name"
        name="name"
        label="Which name may they be given?"
        hint="A first name, or any other that they choose."
        maxLength={80}
        problem={problemOf('name')}
        {...keepsDraft(`${draft}name`)}
      />
      <TextArea
        id="introduce-words"
        name="words"
        rows={4}
        label="What is it about?"
        hint="A sentence or two. Only what they want the service to know."
        maxLength={1000}
        problem={problemOf('words')}
        {...keepsDraft(`${draft}words`)}
      />
      <SendRow send="Show it to both of us" isBusy={fetching} back="Later" onBack={onBack} />
    </form>
  );
}
