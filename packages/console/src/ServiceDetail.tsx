import { graphql } from '@kith/contract/graphql.ts';
import { Icon } from '@kith/ui/Icon.tsx';
import { backIcon } from '@kith/ui/icons.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { CorrectionForm, CorrectionOf, fieldWords } from './CorrectionForm.tsx';
import { again } from './client.ts';
import { Fact } from './Introduction.tsx';
import { useFresh } from './live.ts';
import { NotFoundScreen } from './NotFoundScreen.tsx';
import { CouldNotRead, Loading, ScreenTitle } from './ScreenState.tsx';
import { dayOfYear, serviceWords } from './words.ts';

const ServiceById = graphql(
  `
    query ServiceById($id: ID!) {
      viewer {
        id
      }
      service(id: $id) {
        id
        name
        summary
        description
        status
        url
        assuredAt
        lastModifiedAt
        organization {
          id
          name
        }
        taxonomyTerms {
          id
          name
        }
        source {
          name
          recordId
          fetchedAt
        }
        corrections {
          field
          note
          correctedAt
        }
        ...CorrectionOf
      }
    }
  `,
  [CorrectionOf],
);

/** One service as its source tells it, what was put right by hand before, and the form to put it right. */
export function ServiceDetail({ id }: { id: string }): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: ServiceById, variables: { id } });
  useFresh(execute, ({ kind }) => kind === 'DIRECTORY');
  const service = data?.service;
  if (data && !service) return <NotFoundScreen />;
  return (
    <section class="stack detail" aria-label="Service">
      <p class="back">
        <a href="/console/directory">
          <Icon shape={backIcon} /> All services
        </a>
      </p>
      <ScreenTitle>{service?.name ?? 'A service'}</ScreenTitle>
      {!service && fetching && <Loading>Reading the service …</Loading>}
      {!service && error && <CouldNotRead onAgain={() => execute(again)} />}
      {service && (
        <>
          <p dir="auto">{service.summary ?? service.description ?? 'Its source says nothing about it.'}</p>
          <dl class="facts">
            <Fact name="Who runs it" value={service.organization.name} />
            <Fact name="Now" value={serviceWords[service.status] ?? ''} />
            <Fact name="Web page" value={service.url ?? ''} />
            <Fact name="Words of its source" value={service.taxonomyTerms.map(({ name }) => name).join(', ')} />
            <Fact name="Last checked" value={service.assuredAt ? dayOfYear(service.assuredAt) : 'not known'} />
            <Fact name="From" value={`${service.source.name}, record ${service.source.recordId}`} />
          </dl>
          <CorrectionForm service={service} />
          <section class="stack" aria-labelledby="corrected">
            <h2 id="corrected">Put right by hand before</h2>
            {service.corrections.length === 0 ? (
              <p>Nothing yet: all of this is as its source says, or as Kith understood it.</p>
            ) : (
              <ul>
                {service.corrections.map(({ field, note, correctedAt }) => (
                  <li key={field}>
                    {fieldWords[field] ?? field}, {dayOfYear(correctedAt)}
                    {note && `: ${note}`}
                  </li>
                ))}
              </ul>
            )}
          </section>
        </>
      )}
    </section>
  );
}
