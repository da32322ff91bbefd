import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { again } from '../client.ts';
import { CouldNotRead, Loading } from '../ScreenState.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { useSaving } from '../team/saving.ts';
import { areaWords } from '../words.ts';

const Freshness = graphql(`
  query Freshness {
    viewer {
      id
    }
    freshness {
      isAsking
      servicesDue
      addressesDue
      rules {
        area
        days
      }
    }
  }
`);
const SetFreshness = graphql(`
  mutation SetFreshness($input: SetFreshnessInput!) {
    setFreshness(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** Whether services are asked if their entries are right, and after how many days, for each part of life. */
export function FreshnessSection(): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: Freshness });
  const [, set] = useMutation(SetFreshness);
  const saving = useSaving();
  const now = data?.freshness;

  async function save(input: Parameters<typeof set>[0]['input'], said: string) {
    if (await saving.save(set({ input }), said)) execute(again);
  }

  function saveRules(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const rules = (now?.rules ?? [])
      .map(({ area, days }) => ({ area, days, wanted: Number(form.get(area)) }))
      .filter(({ days, wanted }) => wanted !== days)
      .map(({ area, wanted }) => ({ area, days: wanted }));
    if (rules.length === 0) return saving.refuse('Nothing is changed yet. Write another number first.');
    void save({ rules }, 'Saved. Badges follow from now on.');
  }

  return (
    <section class="stack" aria-labelledby="freshness">
      <h2 id="freshness">Keeping entries fresh</h2>
      <SavingState saving={saving} />
      {!data && fetching && <Loading>Reading …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {now && (
        <>
          <p>
            {now.servicesDue} {now.servicesDue === 1 ? 'entry has' : 'entries have'} not been checked for longer than
            the days below; they have {now.addressesDue} {now.addressesDue === 1 ? 'address' : 'addresses'} between
            them.
          </p>
          <p>
            {now.isAsking
              ? 'Kith writes to these addresses: one letter with one link, no account, at most once in 30 days.'
              : 'Kith does not write to them. Turned on, each address gets one letter with one link to say that it is right, change it, or that it has stopped: at most 200 letters a day, and never two in 30 days to one address.'}
          </p>
          <div class="row">
            <Button
              onClick={() =>
                save(
                  { isAsking: !now.isAsking },
                  now.isAsking ? 'No more letters go out.' : 'The first letters go out tonight.',
                )
              }
            >
              {now.isAsking ? 'Stop asking services' : 'Ask services from tonight on'}
            </Button>
          </div>
          <details>
            <summary>After how many days should an entry be checked again?</summary>
            <form class="stack" noValidate aria-label="Days" onSubmit={saveRules}>
              {now.rules.map(({ area, days }) => (
                <div class="field" key={area}>
                  <label for={`days-${area}`}>{areaWords[area]}</label>
                  <input
                    id={`days-${area}`}
                    name={area}
                    inputMode="numeric"
                    defaultValue={String(days)}
                    maxLength={3}
                  />
                </div>
              ))}
              <div class="row">
                <Button type="submit" look="primary">
                  {saving.isBusy ? 'One moment …' : 'Save the days'}
                </Button>
              </div>
            </form>
          </details>
        </>
      )}
    </section>
  );
}
