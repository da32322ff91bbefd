import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { go } from '../router.ts';
import { CouldNotRead, Loading } from '../ScreenState.tsx';

const OtherTeams = graphql(`
  query OtherTeams($id: ID!) {
    peerRequest(id: $id) {
      id
      otherTeams {
        id
        name
      }
    }
  }
`);

const MoveRequest = graphql(`
  mutation MoveRequest($input: MoveRequestInput!) {
    moveRequest(input: $input) {
      __typename
      ... on MoveRequestPayload {
        reference
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** Hands somebody who waits on to another team. The promise stays; the person is told. */
export function MoveTeam({ requestId }: { requestId: string }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ data, error }, execute] = useQuery({ query: OtherTeams, variables: { id: requestId }, pause: !isOpen });
  const [{ fetching }, move] = useMutation(MoveRequest);
  const teams = data?.peerRequest?.otherTeams;

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const teamId = String(new FormData(event.currentTarget as HTMLFormElement).get('team') ?? '');
    setProblem(null);
    const { data: answer } = await move({ input: { requestId, teamId } });
    const result = answer?.moveRequest;
    if (!result) setProblem('We could not reach Kith. Try again; nothing was changed.');
    else if (result.__typename !== 'MoveRequestPayload') setProblem(result.message);
    else go({ screen: 'requests', id: null });
  }

  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Another team should answer</summary>
      {isOpen &&
        !teams &&
        (error ? <CouldNotRead onAgain={() => execute(again)} /> : <Loading>Looking for teams …</Loading>)}
      {teams?.length === 0 && <p>There is no other team.</p>}
      {teams && teams.length > 0 && (
        <form class="stack" onSubmit={send}>
          {problem && <p role="alert">{problem}</p>}
          <div class="field">
            <label for="other-team">Which team?</label>
            <p class="hint" id="other-team-hint">
              What we promised them stays. They are told, and you do not see this request any more.
            </p>
            <select id="other-team" name="team" aria-describedby="other-team-hint">
              {teams.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <div>
            <Button type="submit">{fetching ? 'One moment …' : 'Hand it on'}</Button>
          </div>
        </form>
      )}
    </details>
  );
}
