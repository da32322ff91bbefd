import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field } from '@kith/ui/Field.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from './client.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from './ScreenState.tsx';
import { ServiceDetail } from './ServiceDetail.tsx';
import { serviceWords } from './words.ts';

const DirectoryServices = graphql(`
  query DirectoryServices($text: String, $status: [ServiceStatus!]) {
    viewer {
      id
    }
    directoryServices(text: $text, status: $status) {
      id
      name
      status
      organization {
        id
        name
      }
    }
  }
`);

type Status = 'ACTIVE' | 'TEMPORARILY_CLOSED' | 'INACTIVE' | 'DEFUNCT' | 'UNVERIFIED';
const views: { label: string; status: Status[] | null; nobody: string }[] = [
  { label: 'All', status: null, nobody: 'No service has these words in its name or in the name of who runs it.' },
  {
    label: 'Not checked yet',
    status: ['UNVERIFIED'],
    nobody: 'No service waits for somebody to check it. When a source does not say whether a service runs, it is here.',
  },
  {
    label: 'Hidden, because they do not run',
    status: ['TEMPORARILY_CLOSED', 'INACTIVE', 'DEFUNCT'],
    nobody: 'No service is hidden because it does not run.',
  },
];
/** As many as the server gives at once. */
const MOST = 50;

/** Every service of the directory, the hidden ones too, for stewards: find, open, put right. */
export function DirectoryScreen({ id }: { id: string | null }): JSX.Element {
  const [view, setView] = useState(0);
  const [text, setText] = useState('');
  const { status = null, nobody = '' } = views[view] ?? {};
  const [{ data, error, fetching }, execute] = useQuery({ query: DirectoryServices, variables: { text, status } });
  const services = data?.directoryServices ?? [];

  function search(event: SubmitEvent) {
    event.preventDefault();
    setText(String(new FormData(event.currentTarget as HTMLFormElement).get('text') ?? '').trim());
  }

  return (
    <div class={id ? 'panes open' : 'panes'}>
      <section class="stack list" aria-label="Directory">
        {id ? <h2>Directory</h2> : <ScreenTitle isFirst>Directory</ScreenTitle>}
        <search>
          <form class="search" onSubmit={search}>
            <Field
              id="directory-text"
              name="text"
              type="search"
              label="Name of a service or who runs it"
              maxLength={200}
            />
            <Button type="submit" look="primary">
              Search
            </Button>
          </form>
        </search>
        <fieldset class="choices" aria-label="Show">
          {views.map(({ label }, index) => (
            <button
              key={label}
              type="button"
              class="choice"
              aria-pressed={index === view}
              onClick={() => setView(index)}
            >
              {label}
            </button>
          ))}
        </fieldset>
        {!data && fetching && <Loading>Looking in the directory …</Loading>}
        {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
        {data && (
          <p class="hint" role="status">
            {services.length >= MOST ? `The first ${MOST} by name. Another word finds less.` : found(services.length)}
          </p>
        )}
        {data && services.length === 0 && (
          <Empty>
            <p>{nobody}</p>
          </Empty>
        )}
        <ul class="cards">
          {services.map((service) => (
            <li key={service.id}>
              <a
                class="line"
                href={`/console/directory/${encodeURIComponent(service.id)}`}
                {...(service.id === id && { 'aria-current': 'true' as const })}
              >
                <strong>{service.name}</strong>
                <span>{service.organization.name}</span>
                {service.status !== 'ACTIVE' && <span class="hint">{serviceWords[service.status]}</span>}
              </a>
            </li>
          ))}
        </ul>
      </section>
      {id && <ServiceDetail key={id} id={id} />}
    </div>
  );
}

function found(count: number): string {
  return count === 1 ? '1 service' : `${count} services`;
}
