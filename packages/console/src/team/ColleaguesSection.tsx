import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useFreshCheck, type WithCheck } from '../account/FreshCheck.tsx';
import { FocusFirst } from '../FocusFirst.tsx';
import { roleWords } from '../words.ts';
import { ColleagueEmail } from './ColleagueEmail.tsx';
import type { Role } from './InvitationsScreen.tsx';
import type { Choice } from './MemberPage.tsx';
import { SavingState } from './SavingState.tsx';
import { textOf, useSaving } from './saving.ts';

export const ColleagueToChange = graphql(`
  fragment ColleagueToChange on Colleague {
    id
    name
    email
    newEmail
    roles
    isDisabled
    isYou
    peopleNow
    team {
      id
      name
    }
  }
`);

const ChangeRoles = graphql(`
  mutation ChangeRoles($input: ChangeStaffRolesInput!) {
    changeStaffRoles(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const Disable = graphql(`
  mutation Disable($input: ColleagueInput!) {
    disableColleague(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

const Enable = graphql(`
  mutation Enable($input: ColleagueInput!) {
    enableColleague(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** Every account: roles, team, stop and let in again. */
export function ColleaguesSection({
  colleagues,
  teams,
  ways,
  onChanged,
}: {
  colleagues: readonly (FragmentOf<typeof ColleagueToChange> & { id: string })[];
  teams: readonly Choice[];
  /** Of whoever changes them: an address is changed only by somebody who showed a moment ago who they are. */
  ways: { hasPasskey: boolean; hasAuthenticator: boolean };
  onChanged: () => void;
}): JSX.Element {
  const { withCheck, dialog } = useFreshCheck(ways);
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <section class="stack" aria-labelledby="accounts">
      <h2 id="accounts">Accounts</h2>
      <ul class="cards">
        {colleagues.map((one) => (
          <li key={one.id} class="card">
            <Colleague
              colleague={one}
              teams={teams}
              withCheck={withCheck}
              isOpen={one.id === openId}
              onOpen={() => setOpenId(one.id === openId ? null : one.id)}
              onChanged={onChanged}
            />
          </li>
        ))}
      </ul>
      {dialog}
    </section>
  );
}

function Colleague({
  colleague: data,
  teams,
  withCheck,
  isOpen,
  onOpen,
  onChanged,
}: {
  colleague: FragmentOf<typeof ColleagueToChange>;
  teams: readonly Choice[];
  withCheck: WithCheck;
  isOpen: boolean;
  onOpen: () => void;
  onChanged: () => void;
}): JSX.Element {
  const one = readFragment(ColleagueToChange, data);
  const saving = useSaving();
  const [, changeRoles] = useMutation(ChangeRoles);
  const [, disable] = useMutation(Disable);
  const [, enable] = useMutation(Enable);
  const accountId = one.id;

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const roles = new FormData(event.currentTarget as HTMLFormElement).getAll('roles') as Role[];
    const input = { accountId, roles, teamId: textOf(event, 'teamId') || null };
    if (await saving.save(changeRoles({ input }), 'Saved. It counts from their next click on.')) onChanged();
  }

  return (
    <div class="stack">
      <div>
        <strong>{one.name}</strong> <span>{one.email}</span>
        <p class="hint">
          {[...one.roles.map((role) => roleWords[role]), one.team?.name, one.isDisabled && 'cannot sign in']
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <SavingState saving={saving} />
      <div class="row">
        <Button aria-expanded={isOpen} aria-label={`Change ${one.name}`} onClick={onOpen}>
          {isOpen ? 'Close' : 'Change'}
        </Button>
        {one.isDisabled && (
          <Button
            aria-label={`Let ${one.name} in again`}
            onClick={async () => {
              if (await saving.save(enable({ input: { accountId } }), 'They can sign in again.')) onChanged();
            }}
          >
            Let them in again
          </Button>
        )}
      </div>
      {isOpen && (
        <FocusFirst>
          <form class="stack" onSubmit={send} noValidate aria-label={`Roles of ${one.name}`}>
            <fieldset class="checks">
              <legend>What they may do</legend>
              {(Object.keys(roleWords) as Role[]).map((role) => (
                <label key={role} class="check">
                  <input type="checkbox" name="roles" value={role} defaultChecked={one.roles.includes(role)} />
                  {roleWords[role]}
                </label>
              ))}
            </fieldset>
            <div class="field">
              <label for={`team-${one.id}`}>Team</label>
              <select id={`team-${one.id}`} name="teamId">
                <option value="">None</option>
                {teams.map((team) => (
                  <option key={team.id} value={team.id} selected={team.id === one.team?.id}>
                    {team.name}
                  </option>
                ))}
              </select>
            </div>
            <div class="row">
              <Button type="submit" look="primary">
                {saving.isBusy ? 'One moment …' : 'Save the roles'}
              </Button>
              {!one.isDisabled && !one.isYou && (
                <Button
                  onClick={async () => {
                    if (await saving.save(disable({ input: { accountId } }), 'Out at once, on every device.'))
                      onChanged();
                  }}
                >
                  Stop this account now
                </Button>
              )}
            </div>
            {!one.isDisabled && one.peopleNow > 0 && (
              <p class="hint">
                They are with or asked about {one.peopleNow === 1 ? 'one person' : `${one.peopleNow} people`}. When you
                stop the account, tell their coordinator, so that nobody is left alone.
              </p>
            )}
          </form>
          {one.isYou ? (
            <p class="hint">
              This is you. Only another administrator can change the address that you sign in with, or stop your
              account.
            </p>
          ) : (
            <ColleagueEmail colleague={one} withCheck={withCheck} onChanged={onChanged} />
          )}
        </FocusFirst>
      )}
    </div>
  );
}
