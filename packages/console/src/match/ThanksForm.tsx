import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { forgetDrafts, hasDrafts, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { textOf, useSaving } from '../team/saving.ts';
import { newKey } from './form-text.ts';

const SendThanks = graphql(`
  mutation SendThanks($input: SendThanksInput!) {
    sendThanks(input: $input) {
      __typename
      ... on SendThanksPayload {
        thanks {
          id
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

/** An advocate thanks the person, in their own words and for the two alone. Nothing is sent: it is there when they look. */
export function ThanksForm({ matchId, name }: { matchId: string; name: string }): JSX.Element {
  const prefix = `thanks/${matchId}/`;
  const [isOpen, setOpen] = useState<boolean | null>(hasDrafts(prefix) || null);
  const saving = useSaving();
  const [, thank] = useMutation(SendThanks);
  // The same words go under the same key; other words under a new one.
  const sent = useRef({ body: '', key: newKey() });

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (saving.isBusy) return;
    const words = textOf(event, 'words');
    if (!words) return saving.refuse('Write a few words first. A sentence is enough.', 'words');
    const thanks = { matchId, words, gained: textOf(event, 'gained') || null };
    const body = JSON.stringify(thanks);
    if (sent.current.body !== body) sent.current = { body, key: newKey() };
    const isSaved = await saving.save(
      thank({ input: { ...thanks, idempotencyKey: sent.current.key } }),
      `${name} finds it on their own page. You can take it back under “Me”, Thanks.`,
    );
    if (!isSaved) return;
    sent.current = { body: '', key: newKey() };
    forgetDrafts(prefix);
    setOpen(false);
  }

  const problemOf = (field: string) => (saving.problem?.field === field ? saving.problem.message : undefined);
  const isAboutField = saving.problem?.field === 'words' || saving.problem?.field === 'gained';
  return (
    <section class="card stack" aria-labelledby="thanks-title">
      <h2 id="thanks-title">Say thank you</h2>
      {!isAboutField && <SavingState saving={saving} />}
      {!isOpen && (
        <FocusFirst key="button" when={isOpen === false && !saving.said}>
          <div class="row">
            <Button onClick={() => setOpen(true)}>Thank {name}</Button>
          </div>
        </FocusFirst>
      )}
      {isOpen && (
        <FocusFirst key="form">
          <form class="stack" onSubmit={send} noValidate aria-label={`Thank ${name}`}>
            <TextArea
              id="thanks-words"
              name="words"
              rows={3}
              label="Your words"
              hint="Between the two of you. Nobody else reads it, and no message goes out."
              maxLength={1000}
              problem={problemOf('words')}
              {...keepsDraft(`${prefix}words`)}
            />
            <TextArea
              id="thanks-gained"
              name="gained"
              rows={2}
              label="What you took from it yourself (optional)"
              maxLength={1000}
              problem={problemOf('gained')}
              {...keepsDraft(`${prefix}gained`)}
            />
            <div class="row">
              <Button type="submit">{saving.isBusy ? 'One moment …' : 'Leave this for them'}</Button>
              <Button
                look="quiet"
                onClick={() => {
                  forgetDrafts(prefix);
                  setOpen(false);
                }}
              >
                Not now
              </Button>
            </div>
          </form>
        </FocusFirst>
      )}
    </section>
  );
}
