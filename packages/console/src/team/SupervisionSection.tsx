import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { SendRow } from '../SendRow.tsx';
import { day, shortDay } from '../words.ts';
import type { Choice } from './MemberPage.tsx';
import { SavingState } from './SavingState.tsx';
import { textOf, useSaving } from './saving.ts';

export const SupervisionToPrepare = graphql(`
  fragment SupervisionToPrepare on TeamMember {
    id
    name
    roles
    isViewer
    supervisionOn
    isSupervisionOverdue
    supervisor
    isSupervisedByViewer
    sharedNote
    isNoteThanked
    supervisions {
      heldOn
      heldBy
      thanks
      agreed
      note
    }
  }
`);

const Thank = graphql(`
  mutation Thank($input: ThankForNoteInput!) {
    thankForNote(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const Hold = graphql(`
  mutation Hold($input: RecordSupervisionInput!) {
    recordSupervision(input: $input) {
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

const Plan = graphql(`
  mutation Plan($input: PlanSupervisionInput!) {
    planSupervision(input: $input) {
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

/** What they want to talk about, when you meet, and what you agreed before. The first thing to do with words is to thank. */
export function SupervisionSection({
  member: data,
  supervisors,
  onChanged,
}: {
  member: FragmentOf<typeof SupervisionToPrepare>;
  /** Who may be chosen. */
  supervisors: readonly Choice[];
  onChanged: () => void;
}): JSX.Element {
  const member = readFragment(SupervisionToPrepare, data);
  const [open, setOpen] = useState<'hold' | 'plan' | null>(null);
  const saving = useSaving();
  const [, thank] = useMutation(Thank);
  const [, hold] = useMutation(Hold);
  const [, plan] = useMutation(Plan);
  const draft = `supervision:${member.id}:`;
  const isCoordinator = member.roles.includes('COORDINATOR');

  async function sendHold(event: SubmitEvent) {
    event.preventDefault();
    const input = {
      memberId: member.id,
      heldOn: textOf(event, 'heldOn'),
      thanks: textOf(event, 'thanks') || null,
      agreed: textOf(event, 'agreed'),
      nextOn: textOf(event, 'nextOn'),
    };
    if (!input.heldOn || !input.nextOn) return saving.refuse('Choose both days: when you met, and when you meet next.');
    if (!(await saving.save(hold({ input }), `Written down. You meet again on ${day(input.nextOn)}.`))) return;
    forgetDrafts(draft);
    setOpen(null);
    onChanged();
  }

  async function sendPlan(event: SubmitEvent) {
    event.preventDefault();
    const input = {
      memberId: member.id,
      on: textOf(event, 'on') || null,
      supervisorId: textOf(event, 'supervisorId') || null,
      outsideSupervisor: textOf(event, 'outsideSupervisor') || null,
    };
    if (!(await saving.save(plan({ input }), 'Planned.'))) return;
    setOpen(null);
    onChanged();
  }

  return (
    <section class="stack card" aria-labelledby="supervision">
      <h2 id="supervision">Supervision</h2>
      <p class={member.isSupervisionOverdue ? 'late' : undefined}>
        {member.supervisionOn
          ? `${member.isSupervisionOverdue ? 'Was due' : 'Next'}: ${day(member.supervisionOn)}.`
          : 'No day is planned yet.'}{' '}
        {member.supervisor ? `Supervisor: ${member.supervisor}.` : 'Nobody supervises them yet.'}
      </p>
      {member.isSupervisionOverdue && <p>Nobody new is introduced until you meet. Nobody outside the team is told.</p>}
      {member.sharedNote && (
        <div class="stack">
          <h3>They want to talk about</h3>
          <blockquote dir="auto">{member.sharedNote}</blockquote>
          {member.isNoteThanked ? (
            <p>You said thank you.</p>
          ) : (
            <div>
              <Button
                look="primary"
                onClick={async () => {
                  const input = { memberId: member.id };
                  if (await saving.save(thank({ input }), 'They see that you read it, and your thanks.')) onChanged();
                }}
              >
                Say thank you
              </Button>
            </div>
          )}
        </div>
      )}
      {member.isSupervisedByViewer && !member.sharedNote && <p class="hint">They have shared nothing for it yet.</p>}
      <SavingState saving={saving} />
      <div class="row">
        <Button onClick={() => setOpen(open === 'hold' ? null : 'hold')}>We met</Button>
        <Button onClick={() => setOpen(open === 'plan' ? null : 'plan')}>Plan</Button>
      </div>
      {open === 'hold' && (
        <FocusFirst>
          <form class="stack" onSubmit={sendHold} noValidate aria-label="We met">
            <Field id="heldOn" name="heldOn" type="date" label="When did you meet?" defaultValue={today()} />
            <TextArea
              id="thanks"
              name="thanks"
              rows={2}
              label="What do you thank them for? (optional)"
              maxLength={500}
              {...keepsDraft(`${draft}thanks`)}
            />
            <TextArea
              id="agreed"
              name="agreed"
              rows={4}
              label="What did you two agree?"
              hint="Only the two of you read it. Nothing about anybody’s health is needed."
              maxLength={2000}
              problem={saving.problem?.field === 'agreed' ? saving.problem.message : undefined}
              {...keepsDraft(`${draft}agreed`)}
            />
            <Field
              id="nextOn"
              name="nextOn"
              type="date"
              label="When do you meet next?"
              problem={saving.problem?.field === 'nextOn' ? saving.problem.message : undefined}
            />
            <SendRow send="Write it down" isBusy={saving.isBusy} onBack={() => setOpen(null)} />
          </form>
        </FocusFirst>
      )}
      {open === 'plan' && (
        <FocusFirst>
          <form class="stack" onSubmit={sendPlan} noValidate aria-label="Plan supervision">
            <Field id="on" name="on" type="date" label="Next supervision" defaultValue={member.supervisionOn ?? ''} />
            <div class="field">
              <label for="supervisorId">Who supervises them?</label>
              <select id="supervisorId" name="supervisorId">
                <option value="">As it is{member.supervisor ? `: ${member.supervisor}` : ''}</option>
                {supervisors
                  .filter(({ id }) => id !== member.id)
                  .map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
              </select>
            </div>
            {isCoordinator && (
              <Field
                id="outsideSupervisor"
                name="outsideSupervisor"
                label="Or somebody from outside (optional)"
                hint="Their name. Coordinators need somebody who is there for them, too."
                maxLength={80}
              />
            )}
            <SendRow send="Save the plan" isBusy={saving.isBusy} onBack={() => setOpen(null)} />
          </form>
        </FocusFirst>
      )}
      {member.supervisions.length > 0 && (
        <details>
          <summary>Before</summary>
          <ul class="story">
            {member.supervisions.map((held) => (
              <li key={held.heldOn}>
                <time dateTime={held.heldOn}>{shortDay(held.heldOn)}</time> {held.heldBy && `with ${held.heldBy}`}
                {held.agreed && <blockquote dir="auto">{held.agreed}</blockquote>}
                {!held.agreed && ': what was said is between the two.'}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** The calendar day of this browser. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA').format(new Date());
}
