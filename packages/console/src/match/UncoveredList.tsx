import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useFresh } from '../live.ts';

const NobodyCovers = graphql(`
  query NobodyCovers {
    matchesNobodyCovers {
      id
      advocate {
        id
        firstName
      }
      request {
        id
        reference
      }
    }
  }
`);

/** For coordinators: whose advocate is away while nobody steps in. Nothing when everybody is covered. */
export function UncoveredList(): JSX.Element | null {
  const [{ data }, execute] = useQuery({ query: NobodyCovers });
  useFresh(execute);
  const matches = data?.matchesNobodyCovers ?? [];
  if (matches.length === 0) return null;
  return (
    <div class="stack">
      <h2 class="small">Their advocate is away and nobody steps in</h2>
      <ul class="cards">
        {matches.map(({ id, advocate, request }) => (
          <li key={id}>
            <a class="line" href={`/console/people/${encodeURIComponent(id)}`}>
              <strong>Request {request?.reference}</strong>
              <span>{advocate.firstName} is away. A word from the team would help.</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
