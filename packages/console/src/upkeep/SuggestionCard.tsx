import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FocusFirst } from '../FocusFirst.tsx';
import { pathOf } from '../router.ts';
import { type Saving, textOf } from '../team/saving.ts';
import { day, dayOfYear, serviceWords } from '../words.ts';

export const SuggestionOf = graphql(`
  fragment SuggestionOf on ServiceSuggestion {
    id
    field
    label
    present
    words
    why
    answer
    state
    suggestedAt
    dueOn
    isLate
    willHear
    isFromProvider
    isPlaceHidden
    service {
      id
      name
      status
    }
  }
`);

const Accept = graphql(`
  mutation AcceptSuggestion($input: AcceptSuggestionInput!) {
    acceptSuggestion(input: $input) {
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
const Answer = graphql(`
  mutation AnswerSuggestion($input: AnswerSuggestionInput!) {
    answerSuggestion(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);
const Erase = graphql(`
  mutation EraseSuggestion($input: EraseSuggestionInput!) {
    eraseSuggestion(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

type Closed = 'DEFUNCT' | 'TEMPORARILY_CLOSED';

/** One suggestion: what somebody says, and the two answers. What will stand there can be put in other words first. */
export function SuggestionCard({
  suggestion: data,
  saving,
  onDone,
}: {
  suggestion: FragmentOf<typeof SuggestionOf>;
  saving: Saving;
  onDone: () => void;
}): JSX.Element {
  const one = readFragment(SuggestionOf, data);
  const [open, setOpen] = useState<'accept' | 'answer' | 'erase' | null>(null);
  const [, accept] = useMutation(Accept);
  const [, answer] = useMutation(Answer);
  const [, erase] = useMutation(Erase);
  const input = { suggestionId: one.id };
  const told = one.willHear ? ' Whoever suggested it is told.' : '';

  async function done(saved: Promise<boolean>) {
    if (!(await saved)) return;
    setOpen(null);
    onDone();
  }

  return (
    <article class="card stack" aria-label={`${one.label}: ${one.service.name}`}>
      <h2 class="small">
        <a href={pathOf({ screen: 'directory', id: one.service.id })}>{one.service.name}</a>
      </h2>
      <p>
        <strong>{one.label}</strong>
        {one.isFromProvider && ' · from the service itself'}
      </p>
      {one.words && one.state === 'WAITING' ? (
        <dl class="changes">
          <dt>It says now</dt>
          <dd dir="auto">{one.present ?? 'Nothing'}</dd>
          <dt>It should say</dt>
          <dd dir="auto">{one.words}</dd>
        </dl>
      ) : (
        one.words && <blockquote dir="auto">{one.words}</blockquote>
      )}
      {one.why && <p dir="auto">How they know: {one.why}</p>}
      {one.isPlaceHidden && <p class="late">This place must not be found: accept nothing that says where it is.</p>}
      {one.state === 'WAITING' ? (
        <p class={one.isLate ? 'late' : 'hint'}>
          Came on {dayOfYear(one.suggestedAt)}. {one.isLate ? 'Was promised by' : 'Promised by'} {day(one.dueOn)}.
        </p>
      ) : (
        <p class="hint">Came on {dayOfYear(one.suggestedAt)}.</p>
      )}
      {one.answer && (
        <>
          <p class="hint">What was answered:</p>
          <blockquote dir="auto">{one.answer}</blockquote>
        </>
      )}
      {one.state === 'WAITING' && !open && (
        <div class="row">
          <Button look="primary" onClick={() => setOpen('accept')}>
            Put it right
          </Button>
          <Button onClick={() => setOpen('answer')}>It stays as it is</Button>
          <Button look="quiet" onClick={() => setOpen('erase')}>
            Erase it
          </Button>
        </div>
      )}
      {open === 'accept' && (
        <FocusFirst key="accept">
          <form
            class="stack"
            noValidate
            aria-label="Put it right"
            onSubmit={(event) => {
              event.preventDefault();
              const value = textOf(event, 'value') || null;
              const status = (textOf(event, 'status') || null) as Closed | null;
              const words = textOf(event, 'answer') || null;
              const hasAskedService = textOf(event, 'hasAsked') === 'yes';
              const accepted = accept({ input: { ...input, value, status, answer: words, hasAskedService } });
              void done(saving.save(accepted, `Put right.${told}`));
            }}
          >
            {one.field === 'CLOSED' ? (
              <div class="field">
                <label for={`status-${one.id}`}>It is now</label>
                <select id={`status-${one.id}`} name="status">
                  <option value="DEFUNCT">{serviceWords.DEFUNCT}</option>
                  <option value="TEMPORARILY_CLOSED">{serviceWords.TEMPORARILY_CLOSED}</option>
                </select>
              </div>
            ) : one.field === 'OTHER' ? (
              <p>
                There is no one field for this. Put it right in the directory first, then save here that it is done.
              </p>
            ) : (
              <TextArea
                id={`value-${one.id}`}
                name="value"
                rows={3}
                label="What it will say"
                hint={
                  one.field === 'TIMES' || one.field === 'PLACE'
                    ? 'Shown as a notice on the service until its source says so too.'
                    : 'It wins over the source from now on.'
                }
                defaultValue={one.words ?? ''}
                maxLength={2000}
              />
            )}
            {one.field === 'EMAIL' && !one.isFromProvider && (
              <label class="check">
                <input type="checkbox" name="hasAsked" value="yes" />I have asked the service itself, and this address
                is theirs. Only then do letters with a link to change the entry go there.
              </label>
            )}
            {one.willHear && (
              <TextArea
                id={`thanks-${one.id}`}
                name="answer"
                rows={2}
                label="A word to whoever suggested it (optional)"
                maxLength={1000}
              />
            )}
            <div class="row">
              <Button type="submit" look="primary">
                {saving.isBusy ? 'One moment …' : 'Save it'}
              </Button>
              <Button look="quiet" onClick={() => setOpen(null)}>
                Not now
              </Button>
            </div>
          </form>
        </FocusFirst>
      )}
      {open === 'answer' && (
        <FocusFirst key="answer">
          <form
            class="stack"
            noValidate
            aria-label="It stays as it is"
            onSubmit={(event) => {
              event.preventDefault();
              const sentence = `Answered; nothing was changed.${told}`;
              void done(saving.save(answer({ input: { ...input, answer: textOf(event, 'answer') } }), sentence));
            }}
          >
            <TextArea id={`answer-${one.id}`} name="answer" rows={3} label="Why it stays as it is" maxLength={1000} />
            <div class="row">
              <Button type="submit" look="primary">
                {saving.isBusy ? 'One moment …' : 'Answer'}
              </Button>
              <Button look="quiet" onClick={() => setOpen(null)}>
                Not now
              </Button>
            </div>
          </form>
        </FocusFirst>
      )}
      {open === 'erase' && (
        <FocusFirst key="erase">
          <p>Every word of it goes, for good, and nobody is told. For what names a person, or was sent by mistake.</p>
          <div class="row">
            <Button onClick={() => done(saving.save(erase({ input }), 'Erased.'))}>Erase it for good</Button>
            <Button look="quiet" onClick={() => setOpen(null)}>
              Keep it
            </Button>
          </div>
        </FocusFirst>
      )}
    </article>
  );
}
