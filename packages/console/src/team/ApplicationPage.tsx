import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { forgetDrafts, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { pathOf } from '../router.ts';
import { CouldNotRead, Loading, ScreenTitle } from '../ScreenState.tsx';
import { SendRow } from '../SendRow.tsx';
import { channelWords, day, dayOfYear } from '../words.ts';
import { NotThisTimeForm } from './NotThisTimeForm.tsx';
import { SavingState } from './SavingState.tsx';
import { textOf, useSaving } from './saving.ts';

const ApplicationById = graphql(`
  query ApplicationById($id: ID!) {
    viewer {
      id
    }
    application(id: $id) {
      line {
        id
        name
        status
        receivedAt
        followUpOn
        isFollowUpDue
      }
      words
      experiences
      channel
      reach
      answer
      contact
      keepUntil
    }
    team {
      members {
        id
        name
      }
    }
  }
`);

const Talk = graphql(`
  mutation Talk($input: InviteToTalkInput!) {
    inviteToTalk(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const SayYes = graphql(`
  mutation SayYes($input: SayYesToApplicationInput!) {
    sayYesToApplication(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const FollowUp = graphql(`
  mutation FollowUp($input: ApplicationInput!) {
    recordFollowUp(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const Erase = graphql(`
  mutation EraseApplication($input: ApplicationInput!) {
    eraseApplication(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

type Open = 'talk' | 'yes' | 'no' | 'erase' | null;

/** One application: their words first, then the answer. "Not this time" comes with somebody, something and a day (S98). */
export function ApplicationPage({ id, onChanged }: { id: string; onChanged: () => void }): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: ApplicationById, variables: { id } });
  const [open, setOpen] = useState<Open>(null);
  const saving = useSaving();
  const [, talk] = useMutation(Talk);
  const [, sayYes] = useMutation(SayYes);
  const [, followUp] = useMutation(FollowUp);
  const [, erase] = useMutation(Erase);
  const application = data?.application;
  const input = { applicationId: id };
  const name = application?.line.name ?? 'them';
  const isOpen = application?.line.status === 'NEW' || application?.line.status === 'TALKING';

  async function done(saved: Promise<boolean>) {
    if (!(await saved)) return;
    setOpen(null);
    forgetDrafts(`application:${id}:`);
    execute(again);
    onChanged();
  }

  return (
    <article class="stack detail">
      <p class="back">
        <a href={pathOf({ screen: 'applications', id: null })}>← People who would like to join</a>
      </p>
      {!data && fetching && <Loading>Reading …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {!(open === 'no' && saving.problem?.field) && <SavingState saving={saving} />}
      {data && !application && (
        <>
          <ScreenTitle>This application is gone</ScreenTitle>
          <p>It was erased, or it went to another team.</p>
        </>
      )}
      {application && (
        <>
          <ScreenTitle>{name}</ScreenTitle>
          <p class="hint">
            Wrote on {dayOfYear(application.line.receivedAt)}. Erased by itself after {dayOfYear(application.keepUntil)}
            . That you read it is written down.
          </p>
          <blockquote dir="auto">{application.words}</blockquote>
          {application.experiences && (
            <>
              <h2 class="small">What they have lived through</h2>
              <blockquote dir="auto">{application.experiences}</blockquote>
            </>
          )}
          <p>
            {channelWords[application.channel ?? '']}: {application.reach}
          </p>
          {application.answer && (
            <>
              <h2 class="small">What was answered{application.contact && `, with ${application.contact}`}</h2>
              <blockquote dir="auto">{application.answer}</blockquote>
              {application.channel === 'PHONE' && <p>They get no letter: ring them and tell them.</p>}
            </>
          )}
          {application.line.followUpOn && (
            <div class="row">
              <p class={application.line.isFollowUpDue ? 'late' : undefined}>
                Get back to {name} by {day(application.line.followUpOn)}.
              </p>
              <Button onClick={() => done(saving.save(followUp({ input }), 'Thank you for getting back to them.'))}>
                I got back to them
              </Button>
            </div>
          )}
          <div class="row">
            {isOpen && (
              <>
                <Button look="primary" onClick={() => setOpen('talk')}>
                  Let us talk
                </Button>
                <Button onClick={() => setOpen('yes')}>Yes, invite {name}</Button>
                <Button onClick={() => setOpen('no')}>Not this time</Button>
              </>
            )}
            <Button look="quiet" onClick={() => setOpen('erase')}>
              Erase it
            </Button>
          </div>
          {open === 'talk' && (
            <FocusFirst key="talk">
              <form
                class="stack card"
                noValidate
                aria-label="Let us talk"
                onSubmit={(event) => {
                  event.preventDefault();
                  const words = textOf(event, 'words');
                  void done(saving.save(talk({ input: { ...input, words } }), `Your words go to ${name}.`));
                }}
              >
                <TextArea
                  id="words"
                  name="words"
                  rows={5}
                  label={`Your words to ${name}`}
                  hint="By name. Say when and where you could talk."
                  maxLength={2000}
                  {...keepsDraft(`application:${id}:talk`)}
                />
                <SendRow send="Send it" isBusy={saving.isBusy} onBack={() => setOpen(null)} />
              </form>
            </FocusFirst>
          )}
          {open === 'yes' && (
            <FocusFirst key="yes">
              <form
                class="stack card"
                noValidate
                aria-label="Yes"
                onSubmit={(event) => {
                  event.preventDefault();
                  const email = textOf(event, 'email') || null;
                  const sentence = `An invitation is on its way to ${name}. They begin as somebody who is learning.`;
                  void done(saving.save(sayYes({ input: { ...input, email } }), sentence));
                }}
              >
                <Field
                  id="email"
                  name="email"
                  type="email"
                  label="Where the invitation goes"
                  defaultValue={application.channel === 'EMAIL' ? (application.reach ?? '') : ''}
                />
                <SendRow send="Send the invitation" isBusy={saving.isBusy} onBack={() => setOpen(null)} />
              </form>
            </FocusFirst>
          )}
          {open === 'no' && (
            <NotThisTimeForm
              applicationId={id}
              name={name}
              colleagues={data?.team?.members ?? []}
              onDone={(saved) => done(saved)}
              onNotNow={() => setOpen(null)}
              saving={saving}
            />
          )}
          {open === 'erase' && (
            <FocusFirst key="erase">
              <div class="card stack">
                <p>Every word of it goes, for good. This cannot be taken back.</p>
                <div class="row">
                  <Button onClick={() => done(saving.save(erase({ input }), 'Erased.'))}>Erase it for good</Button>
                  <Button look="quiet" onClick={() => setOpen(null)}>
                    Keep it
                  </Button>
                </div>
              </div>
            </FocusFirst>
          )}
        </>
      )}
    </article>
  );
}
