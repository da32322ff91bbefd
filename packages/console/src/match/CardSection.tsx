import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts, hasDrafts, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { Fact } from '../Introduction.tsx';
import { Refused } from '../Refused.tsx';
import { Said } from '../Said.tsx';
import { SendRow } from '../SendRow.tsx';
import { type Problem, problemIn } from './answers.ts';

export const CardParts = graphql(`
  fragment CardParts on Match {
    id
    status
    meetingCards @include(if: $withWords) {
      side
      words {
        like
        offer
        offLimits
      }
    }
  }
`);

const SaveCard = graphql(`
  mutation SaveCard($input: MeetingCardInput!) {
    saveMeetingCard(input: $input) {
      __typename
      ... on AgreementPayload {
        match {
          id
          status
        }
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

const fields = [
  { name: 'like', label: 'What I’d like', hint: 'For example: a walk, somebody who listens.' },
  { name: 'offer', label: 'What I can offer', hint: 'For example: I know how a tribunal goes.' },
  { name: 'offLimits', label: 'What’s off limits', hint: 'What you would rather not talk about or do.' },
] as const;

/** First-meeting cards of both sides (S117): each fills their own, both read both. */
export function CardSection({
  match: data,
  isMine,
  name,
}: {
  match: FragmentOf<typeof CardParts>;
  isMine: boolean;
  name: string;
}): JSX.Element | null {
  const match = readFragment(CardParts, data);
  const prefix = `card/${match.id}/`;
  const [isWriting, setWriting] = useState(hasDrafts(prefix));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState('');
  const [{ fetching }, save] = useMutation(SaveCard);
  const cardOf = (side: string) => match.meetingCards?.find((card) => card.side === side)?.words ?? null;
  const own = cardOf('ADVOCATE');
  const theirs = cardOf('PERSON');
  const mayWrite = isMine && ['PROPOSED', 'ACTIVE', 'PAUSED'].includes(match.status);
  if (!match.meetingCards || (!own && !theirs && !mayWrite)) return null;

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const said = (field: string) => String(form.get(field) ?? '').trim() || null;
    const { data: answer } = await save({
      input: { matchId: match.id, like: said('like'), offer: said('offer'), offLimits: said('offLimits') },
    });
    const wrong = problemIn(answer?.saveMeetingCard, 'AgreementPayload');
    setProblem(wrong);
    if (wrong) return;
    forgetDrafts(prefix);
    setWriting(false);
    setSaid(`Saved. ${name} can read it.`);
  }

  return (
    <section class="card stack" aria-labelledby="cards">
      <h2 id="cards">Before you meet</h2>
      {said && <Said>{said}</Said>}
      <Card title={`${name} says`} words={theirs} nothing="Nothing yet. They can write it on their page." />
      {!isWriting && <Card title={isMine ? 'You say' : 'The advocate says'} words={own} nothing="Nothing yet." />}
      {mayWrite && !isWriting && (
        <div class="row">
          <Button onClick={() => setWriting(true)}>{own ? 'Change my card' : 'Fill my card'}</Button>
        </div>
      )}
      {isWriting && (
        <FocusFirst>
          <form class="stack" onSubmit={send} noValidate>
            <Refused why={problem && !fields.some((field) => field.name === problem.field) && problem.message} />
            {fields.map((field) => {
              const kept = keepsDraft(prefix + field.name);
              return (
                <TextArea
                  key={field.name}
                  id={`card-${field.name}`}
                  name={field.name}
                  rows={2}
                  label={field.label}
                  hint={field.hint}
                  maxLength={600}
                  problem={problem?.field === field.name ? problem.message : undefined}
                  {...kept}
                  defaultValue={kept.defaultValue || own?.[field.name] || ''}
                />
              );
            })}
            <SendRow send="Save my card" isBusy={fetching} onBack={() => setWriting(false)} />
          </form>
        </FocusFirst>
      )}
    </section>
  );
}

function Card({
  title,
  words,
  nothing,
}: {
  title: string;
  words: { like: string | null; offer: string | null; offLimits: string | null } | null;
  nothing: string;
}): JSX.Element {
  return (
    <div>
      <h3>{title}</h3>
      {words && (words.like || words.offer || words.offLimits) ? (
        <dl class="agreed">
          {fields.map(({ name, label }) => (
            <Fact key={name} name={label} value={words[name] ?? ''} />
          ))}
        </dl>
      ) : (
        <p class="hint">{nothing}</p>
      )}
    </div>
  );
}
