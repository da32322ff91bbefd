import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { draftOf, forgetDrafts, keepsDraft } from '../drafts.ts';
import { FocusFirst } from '../FocusFirst.tsx';
import { ServiceSearch } from '../match/ServiceSearch.tsx';
import { Refused } from '../Refused.tsx';
import { CouldNotRead, Loading } from '../ScreenState.tsx';
import { day, provisionWords } from '../words.ts';

const NobodyFitsDraft = graphql(`
  query NobodyFitsDraft($id: ID!) {
    peerRequest(id: $id) {
      id
      nobodyFits {
        startingText
      }
    }
  }
`);

const TellNobodyFits = graphql(`
  mutation TellNobodyFits($input: TellNobodyFitsInput!) {
    tellNobodyFits(input: $input) {
      __typename
      ... on TellNobodyFitsPayload {
        request {
          id
          promisedBy
          isLate
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

const ways = [
  { way: 'WAIT', label: 'Wait for somebody who fits' },
  { way: 'OTHER_PEER', label: 'Meet a peer who fits less well' },
  { way: 'GROUP', label: 'Join a group of people who have been there' },
  { way: 'PARTNER_SERVICE', label: 'Try a service that may help' },
] as const;
const MOST_SERVICES = 5;

type Provision =
  | 'SELF_HELP_GROUP'
  | 'ONLINE_GROUP'
  | 'PEER_DELIVERED'
  | 'PEER_OPERATED'
  | 'PEER_PARTNERSHIP'
  | 'PEER_EMPLOYEE';

/** Nobody fits now: an honest word to the person, and what else there is (K3). Nobody is left waiting without one. */
export function NobodyFits({
  requestId,
  onTold,
}: {
  requestId: string;
  onTold: (sentence: string) => void;
}): JSX.Element {
  const draft = `nobody/${requestId}`;
  const [isOpen, setOpen] = useState<boolean | null>(draftOf(draft) !== '' || null);
  const [problem, setProblem] = useState<string | null>(null);
  const [services, setServices] = useState<readonly { id: string; name: string }[]>([]);
  const [{ data, error, fetching: isReading }, execute] = useQuery({
    query: NobodyFitsDraft,
    variables: { id: requestId },
    pause: !isOpen,
  });
  const [{ fetching }, tell] = useMutation(TellNobodyFits);
  const start = data?.peerRequest?.nobodyFits?.startingText;

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const message = String(form.get('message') ?? '').trim();
    const chosen = ways.filter(({ way }) => form.get(way) !== null).map(({ way }) => way);
    if (!message || chosen.length === 0) {
      setProblem(
        message ? 'Choose at least one thing to offer. Waiting is one.' : 'Write to the person in your own words.',
      );
      return;
    }
    setProblem(null);
    const provision = String(form.get('provision') ?? '');
    const { data: answer } = await tell({
      input: {
        requestId,
        message,
        ways: chosen,
        serviceIds: services.map(({ id }) => id),
        provisionType: provision === '' ? null : (provision as Provision),
      },
    });
    const result = answer?.tellNobodyFits;
    if (!result) setProblem('We could not reach Kith. Your words are still here; try again.');
    else if (result.__typename !== 'TellNobodyFitsPayload') setProblem(result.message);
    else {
      forgetDrafts(draft);
      setServices([]);
      setOpen(null);
      onTold(`They can read it now. Please write again by ${day(result.request.promisedBy)} at the latest.`);
    }
  }

  if (!isOpen)
    return (
      <FocusFirst key="button" when={isOpen === false}>
        <div>
          <Button onClick={() => setOpen(true)}>Nobody fits: write to them</Button>
        </div>
      </FocusFirst>
    );
  if (!data)
    return error ? (
      <CouldNotRead onAgain={() => execute(again)} />
    ) : (
      <Loading>{isReading ? 'Looking what is true …' : 'One moment …'}</Loading>
    );
  return (
    <FocusFirst key="form">
      <form class="card stack" onSubmit={send} noValidate aria-label="Nobody fits">
        <h3>Nobody fits now</h3>
        <Refused why={problem} />
        <TextArea
          id="nobody-message"
          name="message"
          rows={6}
          label="What you write to them"
          hint="This is what Kith can see. Make it your own; keep it honest. They read it on their own page."
          {...keepsDraft(draft)}
          defaultValue={draftOf(draft) || start || ''}
        />
        <fieldset class="checks">
          <legend>What else there is for them</legend>
          {ways.map(({ way, label }) => (
            <label key={way} class="check">
              <input type="checkbox" name={way} defaultChecked={way === 'WAIT'} /> {label}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="nobody-provision">What would have helped?</label>
          <p class="hint" id="nobody-provision-hint">
            For the report of what is missing here. It is kept without anything about them.
          </p>
          <select id="nobody-provision" name="provision" aria-describedby="nobody-provision-hint">
            <option value="">A peer, one to one</option>
            {Object.entries(provisionWords).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </div>
        {services.length > 0 && (
          <div class="stack">
            <h4 class="small">Services that you name</h4>
            <ul>
              {services.map(({ id, name }) => (
                <li key={id}>
                  {name}{' '}
                  <Button
                    look="quiet"
                    aria-label={`Leave out ${name}`}
                    onClick={() => setServices(services.filter((one) => one.id !== id))}
                  >
                    Leave out
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        )}
        <div class="row">
          <Button type="submit" look="primary">
            {fetching ? 'One moment …' : 'Send it to them'}
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              forgetDrafts(draft);
              setProblem(null);
              setOpen(false);
            }}
          >
            Not now
          </Button>
        </div>
      </form>
      {/* A form of its own: one inside the other would send both. */}
      {services.length < MOST_SERVICES ? (
        <details>
          <summary>Name a service that may help</summary>
          <ServiceSearch
            suggestWords="Name this one"
            onSuggest={({ id, name }) => {
              if (!services.some((one) => one.id === id)) setServices([...services, { id, name }]);
            }}
          />
        </details>
      ) : (
        <p class="hint">Five services are named: more are no help.</p>
      )}
    </FocusFirst>
  );
}
