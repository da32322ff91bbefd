import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { again } from '../client.ts';
import { draftOf, forgetDrafts, keepsDraft } from '../drafts.ts';
import { pathOf } from '../router.ts';
import { CouldNotRead, Loading, ScreenTitle } from '../ScreenState.tsx';
import { day, shortDay } from '../words.ts';
import { AwayForm } from './AwayForm.tsx';
import { NextStepForm } from './NextStepForm.tsx';
import { ReadinessForm } from './ReadinessForm.tsx';
import { SavingState } from './SavingState.tsx';
import { today } from './SupervisionSection.tsx';
import { textOf, useSaving } from './saving.ts';

const OwnSupervision = graphql(`
  query OwnSupervision {
    viewer {
      id
      advocate {
        id
      }
      supervises {
        id
        name
        supervisionOn
        isSupervisionOverdue
      }
    }
    mySupervision {
      on
      isOverdue
      supervisor
      whatIWantToTalkAbout
      isShared
      isThanked
      readyUntil
      nextStep
      isHappyHere
      openReadiness {
        reviewOn
        hasAdvocateAgreed
        hasCoordinatorAgreed
      }
      timesAway {
        id
        fromOn
        untilOn
      }
      supervisions {
        heldOn
        heldBy
        thanks
        agreed
      }
    }
  }
`);

const Tell = graphql(`
  mutation Tell($input: SetWhatIWantToTalkAboutInput!) {
    setWhatIWantToTalkAbout(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const NOTE = 'my-supervision:note';

/** Everybody's own supervision (A8): when, with whom, and what I want to talk about, which is mine until I share it. */
export function MySupervision(): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: OwnSupervision });
  const saving = useSaving();
  const [, tell] = useMutation(Tell);
  const mine = data?.mySupervision;
  const changed = () => execute(again);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const button = event.submitter;
    const isShared = button instanceof HTMLButtonElement && button.value === 'share';
    const words = textOf(event, 'note') || null;
    const who = mine?.supervisor ?? 'your supervisor';
    const sentence = isShared ? `${who} can read it now.` : 'Kept for you alone.';
    if (!(await saving.save(tell({ input: { words, isShared } }), sentence))) return;
    forgetDrafts(NOTE);
    changed();
  }

  return (
    <div class="stack">
      <ScreenTitle isFirst>My supervision</ScreenTitle>
      {!mine && fetching && <Loading>Reading …</Loading>}
      {!mine && error && <CouldNotRead onAgain={() => execute(again)} />}
      {mine && (
        <>
          <p class={mine.isOverdue ? 'late' : undefined}>
            {mine.on ? `${mine.isOverdue ? 'It was due' : 'Next'}: ${day(mine.on)}` : 'No day is planned yet'}
            {mine.supervisor
              ? `, with ${mine.supervisor}.`
              : '. Nobody supervises you yet; your coordinators see that, too.'}
          </p>
          {mine.isOverdue && (
            <p>
              Nobody new is introduced to you until you have met. Those you are with stay. Ask for a day: it is their
              turn.
            </p>
          )}
          <form class="stack card" onSubmit={send} noValidate aria-labelledby="talk">
            <h2 id="talk">What I want to talk about</h2>
            <TextArea
              id="note"
              name="note"
              rows={5}
              label="In your own words (optional)"
              hint={mine.isShared ? 'Your supervisor can read this.' : 'Only you can read this until you share it.'}
              maxLength={2000}
              {...keepsDraft(NOTE)}
              defaultValue={draftOf(NOTE) || (mine.whatIWantToTalkAbout ?? '')}
            />
            {mine.isThanked && <p>{mine.supervisor ?? 'Your supervisor'} has read it and says thank you.</p>}
            <SavingState saving={saving} />
            <div class="row">
              <Button type="submit" look="primary" value="share">
                Share it with {mine.supervisor ?? 'my supervisor'}
              </Button>
              <Button type="submit" value="keep">
                Keep it for me alone
              </Button>
            </div>
          </form>
          {data?.viewer?.advocate && (
            <>
              <ReadinessForm
                memberId={null}
                isReady={mine.readyUntil !== null && mine.readyUntil >= today()}
                readyUntil={mine.readyUntil}
                open={mine.openReadiness}
                side="advocate"
                onChanged={changed}
              />
              <NextStepForm
                memberId={null}
                words={mine.nextStep}
                isHappyHere={mine.isHappyHere}
                happyLabel="I am happy where I am"
                onChanged={changed}
              />
              <AwayForm memberId={null} times={mine.timesAway} onChanged={changed} />
              <p>
                <a href={pathOf({ screen: 'setup', id: null })}>
                  What the roles are here, and what the team has settled
                </a>
              </p>
            </>
          )}
          {mine.supervisions.length > 0 && (
            <section class="stack" aria-labelledby="before">
              <h2 id="before">What we agreed before</h2>
              <ul class="story">
                {mine.supervisions.map((held) => (
                  <li key={held.heldOn} class="stack">
                    <span>
                      <time dateTime={held.heldOn}>{shortDay(held.heldOn)}</time> {held.heldBy && `with ${held.heldBy}`}
                    </span>
                    {held.thanks && <p>Thank you: {held.thanks}</p>}
                    {held.agreed && <blockquote dir="auto">{held.agreed}</blockquote>}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {(data?.viewer?.supervises.length ?? 0) > 0 && (
            <section class="stack" aria-labelledby="supervised">
              <h2 id="supervised">People you supervise</h2>
              <ul class="cards">
                {data?.viewer?.supervises.map((member) => (
                  <li key={member.id}>
                    <a class="line" href={pathOf({ screen: 'team', id: member.id })}>
                      <strong>{member.name}</strong>
                      <span class={member.isSupervisionOverdue ? 'late' : undefined}>
                        {member.supervisionOn ? shortDay(member.supervisionOn) : 'No day is planned yet'}
                      </span>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </div>
  );
}
