import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { forgetDrafts, keepsDraft } from '../drafts.ts';
import { useFresh } from '../live.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { day, roleWords } from '../words.ts';
import { ColleaguesSection, ColleagueToChange } from './ColleaguesSection.tsx';
import { SavingState } from './SavingState.tsx';
import { textOf, useSaving } from './saving.ts';

const Invitations = graphql(
  `
    query Invitations {
      viewer {
        id
        roles
        mayInvite
        account {
          hasAuthenticator
          passkeys {
            id
          }
        }
      }
      invitations {
        id
        name
        email
        roles
        team
        expiresAt
      }
      teams {
        id
        name
      }
      colleagues {
        id
        ...ColleagueToChange
      }
    }
  `,
  [ColleagueToChange],
);

const Invite = graphql(`
  mutation Invite($input: InviteColleagueInput!) {
    inviteColleague(input: $input) {
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

const Revoke = graphql(`
  mutation Revoke($input: RevokeInvitationInput!) {
    revokeInvitation(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

export type Role = 'ADVOCATE' | 'COORDINATOR' | 'STEWARD' | 'PARTNER_EDITOR' | 'ADMINISTRATOR';

/** Who comes in, and with which roles; for administrators all accounts as well. */
export function InvitationsScreen(): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: Invitations });
  useFresh(execute);
  const saving = useSaving();
  const [, invite] = useMutation(Invite);
  const [, revoke] = useMutation(Revoke);
  const [round, setRound] = useState(0);
  const roles = data?.viewer?.mayInvite ?? [];
  const teams = data?.teams ?? [];
  const isAdministrator = data?.viewer?.roles.includes('ADMINISTRATOR') ?? false;
  const problem = (field: string) => (saving.problem?.field === field ? saving.problem.message : undefined);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const input = {
      name: textOf(event, 'name'),
      email: textOf(event, 'email'),
      roles: form.getAll('roles') as Role[],
      teamId: textOf(event, 'teamId') || null,
    };
    const sentence = `A letter is on its way to ${input.email}. Its link works once, for a week.`;
    if (!(await saving.save(invite({ input }), sentence))) return;
    forgetDrafts('invite:');
    setRound(round + 1);
    execute(again);
  }

  return (
    <div class="stack">
      <ScreenTitle isFirst>Invitations</ScreenTitle>
      {!data && fetching && <Loading>Reading …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      <SavingState saving={saving} />
      {data && (
        <form key={round} class="stack card" onSubmit={send} noValidate aria-labelledby="invite">
          <h2 id="invite">Invite somebody</h2>
          <Field
            id="name"
            name="name"
            label="Their name"
            maxLength={80}
            autocomplete="off"
            problem={problem('name')}
            {...keepsDraft('invite:name')}
          />
          <Field
            id="email"
            name="email"
            type="email"
            label="Their e-mail address"
            autocomplete="off"
            problem={problem('email')}
            {...keepsDraft('invite:email')}
          />
          <fieldset class="checks">
            <legend>As what?</legend>
            {problem('roles') && <p class="problem">{problem('roles')}</p>}
            {roles.map((role) => (
              <label key={role} class="check">
                <input type="checkbox" name="roles" value={role} defaultChecked={role === 'ADVOCATE'} />
                {roleWords[role]}
              </label>
            ))}
          </fieldset>
          {teams.length > 0 && (
            <div class="field">
              <label for="teamId">In which team?</label>
              <select id="teamId" name="teamId">
                <option value="">None</option>
                {teams.map((team) => (
                  <option key={team.id} value={team.id}>
                    {team.name}
                  </option>
                ))}
              </select>
            </div>
          )}
          <p class="hint">An advocate begins as somebody who is learning, and meets nobody alone yet.</p>
          <div>
            <Button type="submit" look="primary">
              {saving.isBusy ? 'One moment …' : 'Send the invitation'}
            </Button>
          </div>
        </form>
      )}
      {data && (
        <section class="stack" aria-labelledby="open-invitations">
          <h2 id="open-invitations">Not used yet</h2>
          {data.invitations.length === 0 && (
            <Empty>
              <p>None. Whoever you invite is here until they come, or a week is over.</p>
            </Empty>
          )}
          <ul class="cards">
            {data.invitations.map((one) => (
              <li key={one.id} class="card stack">
                <div>
                  <strong>{one.name}</strong> <span>{one.email}</span>
                  <p class="hint">
                    {[...one.roles.map((role) => roleWords[role]), one.team].filter(Boolean).join(' · ')}. Works until{' '}
                    {day(one.expiresAt)}.
                  </p>
                </div>
                <div>
                  <Button
                    look="quiet"
                    aria-label={`Take back the invitation of ${one.name}`}
                    onClick={async () => {
                      const input = { invitationId: one.id };
                      const sentence = 'Taken back: the link stopped. If that was a slip, invite them again.';
                      if (await saving.save(revoke({ input }), sentence)) execute(again);
                    }}
                  >
                    Take it back
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {data && isAdministrator && (
        <ColleaguesSection
          colleagues={data.colleagues}
          teams={teams}
          ways={{
            hasPasskey: (data.viewer?.account?.passkeys.length ?? 0) > 0,
            hasAuthenticator: data.viewer?.account?.hasAuthenticator ?? false,
          }}
          onChanged={() => execute(again)}
        />
      )}
    </div>
  );
}
