import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { draftOf, forgetDrafts, keepsDraft } from '../drafts.ts';
import { CouldNotRead, Loading } from '../ScreenState.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { textOf, useSaving } from '../team/saving.ts';

const AdvocatesOfTeam = graphql(`
  query AdvocatesOfTeam {
    viewer {
      id
    }
    team {
      name
      members {
        id
        name
        advocate {
          id
        }
      }
    }
  }
`);

const KeepThemApart = graphql(`
  mutation KeepThemApart($input: KeepApartInput!) {
    keepApart(input: $input) {
      __typename
      ... on KeepApartPayload {
        request {
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

/** An advocate and this person must not meet. Neither of them is told; a reason stays with the coordinators. */
export function KeepApart({ requestId }: { requestId: string }): JSX.Element {
  const draft = `apart/${requestId}`;
  const [isOpen, setOpen] = useState(draftOf(draft) !== '');
  const saving = useSaving();
  const [{ data, error }, execute] = useQuery({ query: AdvocatesOfTeam, pause: !isOpen });
  const [, keep] = useMutation(KeepThemApart);
  const advocates = (data?.team?.members ?? []).flatMap(({ name, advocate }) =>
    advocate ? [{ id: advocate.id, name }] : [],
  );

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (saving.isBusy) return;
    const form = event.currentTarget as HTMLFormElement;
    const advocateId = textOf(event, 'advocate');
    const isApart = textOf(event, 'apart') !== 'no';
    const reason = textOf(event, 'reason');
    if (isApart && !reason) return saving.refuse('Write a sentence: why should these two not meet?', 'reason');
    const name = advocates.find(({ id }) => id === advocateId)?.name ?? 'They';
    const isSaved = await saving.save(
      keep({ input: { requestId, advocateId, isApart, reason: isApart ? reason : null } }),
      isApart
        ? `${name} is not suggested for this person, and sees nothing of this request. Neither is told.`
        : `You do not keep ${name} and this person apart any more. What the two said themselves stays.`,
    );
    if (!isSaved) return;
    forgetDrafts(draft);
    form.reset();
    const field = form.elements.namedItem('reason');
    if (field instanceof HTMLTextAreaElement) field.value = '';
  }

  const isAboutReason = saving.problem?.field === 'reason';
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Somebody whom they should not meet</summary>
      {isOpen && !data && (error ? <CouldNotRead onAgain={() => execute(again)} /> : <Loading>One moment …</Loading>)}
      {data && advocates.length === 0 && <p>There is no advocate in your team yet.</p>}
      {data && advocates.length > 0 && (
        <form class="stack" onSubmit={send} noValidate aria-label="Keep apart">
          {!isAboutReason && <SavingState saving={saving} />}
          <div class="field">
            <label for="apart-advocate">Which advocate?</label>
            <select id="apart-advocate" name="advocate">
              {advocates.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <fieldset class="checks">
            <legend>What do you say?</legend>
            <label class="check">
              <input type="radio" name="apart" value="yes" defaultChecked /> They should not meet
            </label>
            <label class="check">
              <input type="radio" name="apart" value="no" /> They may meet again: I take it back
            </label>
          </fieldset>
          <TextArea
            id="apart-reason"
            name="reason"
            rows={3}
            label="Why?"
            hint="For coordinators only. Not needed when you take it back."
            maxLength={1000}
            problem={isAboutReason ? saving.problem?.message : undefined}
            {...keepsDraft(draft)}
          />
          <div class="row">
            <Button type="submit">{saving.isBusy ? 'One moment …' : 'Save this'}</Button>
          </div>
        </form>
      )}
    </details>
  );
}
