import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { CouldNotRead, Loading } from '../ScreenState.tsx';

const FindServices = graphql(`
  query FindServices($search: ServiceSearch!) {
    viewer {
      id
    }
    services(search: $search, first: 8) {
      totalCount
      placeProblem
      edges {
        distanceKm
        node {
          id
          name
          summary
          isFree
          email
          organization {
            id
            name
            email
          }
          phones {
            number
          }
        }
      }
    }
  }
`);

type Found = { id: string; name: string };

/** The directory, inside the match: what is found can be suggested, or written to. */
export function ServiceSearch({
  onSuggest,
  onIntroduce,
  suggestWords = 'Suggest this to them',
}: {
  onSuggest: (service: Found) => void;
  /** Left out: services are only chosen here, not written to. */
  onIntroduce?: (service: Found) => void;
  suggestWords?: string;
}): JSX.Element {
  const [asked, setAsked] = useState<{ text: string; near: string } | null>(null);
  const [{ data, error, fetching }, execute] = useQuery({
    query: FindServices,
    variables: { search: { text: asked?.text || null, near: asked?.near || null } },
    pause: asked === null,
  });
  const found = asked ? data?.services : undefined;

  function search(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const read = (name: string) => String(form.get(name) ?? '').trim();
    if (read('text') || read('near')) setAsked({ text: read('text'), near: read('near') });
  }

  return (
    <div class="stack">
      <search>
        <form class="search" onSubmit={search} aria-label="Find a service">
          <Field id="service-text" name="text" type="search" label="What would help?" maxLength={200} />
          <Field id="service-near" name="near" label="Near" hint="A postcode or a town." maxLength={80} />
          <Button type="submit">Find a service</Button>
        </form>
      </search>
      {fetching && <Loading>Looking …</Loading>}
      {!fetching && error && !found && <CouldNotRead onAgain={() => execute(again)} />}
      {found && !fetching && (
        <p role="status">
          {found.totalCount === 0
            ? 'Nothing found. Try other words, or leave the place out.'
            : `${found.totalCount} found${found.totalCount > found.edges.length ? `, the best ${found.edges.length} here` : ''}.`}
          {found.placeProblem ? ' We do not know that place, so these are from everywhere.' : ''}
        </p>
      )}
      {found && found.edges.length > 0 && (
        <ul class="cards">
          {found.edges.map(({ node, distanceKm }) => (
            <li key={node.id} class="card stack">
              <h3 dir="auto">{node.name}</h3>
              <p dir="auto">{node.summary ?? node.organization?.name}</p>
              <p class="hint">
                {[
                  node.isFree ? 'Free' : '',
                  typeof distanceKm === 'number' ? `${distanceKm.toFixed(1)} km` : '',
                  node.phones[0]?.number ?? '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <div class="row">
                <Button aria-label={`${suggestWords}: ${node.name}`} onClick={() => onSuggest(node)}>
                  {suggestWords}
                </Button>
                {!onIntroduce ? null : node.email || node.organization?.email ? (
                  <Button look="quiet" onClick={() => onIntroduce(node)}>
                    Write to this service
                  </Button>
                ) : (
                  <span class="hint">It has no e-mail address here: ring, or go together.</span>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
