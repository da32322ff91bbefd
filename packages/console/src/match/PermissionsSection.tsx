import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { Refused } from '../Refused.tsx';
import { Said } from '../Said.tsx';
import { SendRow } from '../SendRow.tsx';
import { day } from '../words.ts';
import { type Problem, problemIn } from './answers.ts';
import { textOf } from './form-text.ts';
import { permissionWords } from './words-of-doing.ts';

export const PermissionOf = graphql(`
  fragment PermissionOf on Permission {
    id
    state
    givenHow
    expiresAt
    byName
    withWhom @include(if: $open)
    about @include(if: $open)
  }
`);

const GivePermission = graphql(`
  mutation GivePermission($input: GivePermissionInput!) {
    givePermission(input: $input) {
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

const WithdrawPermission = graphql(`
  mutation WithdrawPermission($input: WithdrawPermissionInput!) {
    withdrawPermission(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** What the person lets the advocate do on their behalf. Without one, nobody speaks for them. */
export function PermissionsSection({
  matchId,
  name,
  permissions,
  canAct,
  canAsk,
  onChanged,
}: {
  matchId: string;
  name: string;
  permissions: readonly FragmentOf<typeof PermissionOf>[];
  canAct: boolean;
  /** Permissions are given to the advocate, not to whoever stands in. */
  canAsk: boolean;
  onChanged: () => void;
}): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [, withdraw] = useMutation(WithdrawPermission);

  async function takeBack(permissionId: string) {
    const { data } = await withdraw({ input: { permissionId } });
    const wrong = problemIn(data?.withdrawPermission, 'PermissionPayload');
    setProblem(wrong?.message ?? null);
    if (wrong) return;
    setSaid('Taken back. It does not hold any more.');
    onChanged();
  }

  return (
    <section class="stack" aria-labelledby="permissions">
      <h2 id="permissions">Permissions</h2>
      {said && <Said>{said}</Said>}
      <Refused why={problem} />
      {permissions.length === 0 ? (
        <p class="empty">There is none. Before you speak for {name} to anybody, they say with whom and about what.</p>
      ) : (
        <ul class="cards">
          {permissions.map((one) => {
            const permission = readFragment(PermissionOf, one);
            return (
              <li key={permission.id} class="card stack">
                {permission.withWhom && <h3 dir="auto">{permission.withWhom}</h3>}
                {permission.about && <p dir="auto">{permission.about}</p>}
                <p class="hint">
                  {permissionWords[permission.state]}
                  {permission.state === 'LIVE' && `, until the end of ${day(lastMoment(permission.expiresAt))}`}.{' '}
                  {permission.givenHow === 'READ_OUT'
                    ? `Read out by ${permission.byName}; ${name} said yes.`
                    : `${name} gave it.`}
                </p>
                {canAct && permission.state === 'LIVE' && (
                  <div>
                    <Button onClick={() => takeBack(permission.id)}>{name} wants it back</Button>
                  </div>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {canAsk && !isAsking && (
        <div>
          <Button onClick={() => setAsking(true)}>Write down a permission</Button>
        </div>
      )}
      {canAsk && isAsking && (
        <FocusFirst>
          <PermissionForm
            matchId={matchId}
            name={name}
            onDone={() => {
              setAsking(false);
              setSaid(`Written down. ${name} sees it and can take it back at any time.`);
              onChanged();
            }}
            onBack={() => setAsking(false)}
          />
        </FocusFirst>
      )}
    </section>
  );
}

/** It ends at the first moment of the next day: the day before is the one to name. */
function lastMoment(expiresAt: string): string {
  return new Date(Date.parse(expiresAt) - 1).toISOString();
}

function PermissionForm({
  matchId,
  name,
  onDone,
  onBack,
}: {
  matchId: string;
  name: string;
  onDone: () => void;
  onBack: () => void;
}): JSX.Element {
  const draft = `permission/${matchId}/`;
  const [problem, setProblem] = useState<Problem | null>(null);
  const [{ fetching }, give] = useMutation(GivePermission);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (fetching) return;
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const expiresOn = textOf(form, 'expiresOn');
    if (!expiresOn) return setProblem({ message: 'Choose the last day on which it holds.', field: 'expiresOn' });
    if (!form.has('wasReadOut'))
      return setProblem({ message: 'Read it out first. Tick the box when they have said yes.', field: 'wasReadOut' });
    const { data } = await give({
      input: {
        matchId,
        withWhom: textOf(form, 'withWhom') ?? '',
        about: textOf(form, 'about') ?? '',
        expiresOn,
        wasReadOut: true,
      },
    });
    const wrong = problemIn(data?.givePermission, 'PermissionPayload');
    setProblem(wrong);
    if (wrong) return;
    forgetDrafts(draft);
    onDone();
  }

  const problemOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  return (
    <form class="card stack" onSubmit={send} noValidate aria-labelledby="permission-form">
      <h3 id="permission-form">What may you do for {name}?</h3>
      <Refused why={problem && !['withWhom', 'about', 'expiresOn'].includes(problem.field ?? '') && problem.message} />
      <Field
        id="permission-with"
        name="withWhom"
        label="With whom?"
        hint="For example: my landlord, the job centre."
        maxLength={200}
        problem={problemOf('withWhom')}
        {...keepsDraft(`${draft}withWhom`)}
      />
      <TextArea
        id="permission-about"
        name="about"
        rows={3}
        label="About what?"
        hint="As exactly as they want it. Nothing else is allowed."
        maxLength={1000}
        problem={problemOf('about')}
        {...keepsDraft(`${draft}about`)}
      />
      <Field
        id="permission-until"
        name="expiresOn"
        type="date"
        label="Until which day?"
        hint="It ends by itself after that day."
        problem={problemOf('expiresOn')}
        {...keepsDraft(`${draft}expiresOn`)}
      />
      <label class="check">
        <input type="checkbox" name="wasReadOut" />I read this out to {name}, and they said yes
      </label>
      <SendRow send="Write it down" isBusy={fetching} back="Later" onBack={onBack} />
    </form>
  );
}
