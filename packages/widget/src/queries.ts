import { graphql, type ResultOf } from '@kith/contract/graphql.ts';
import type { ServiceQuery } from './service-query.ts';

export const EmbedQuery = graphql(`
  query Embed {
    embed { partnerName areas near nation hasPeers promise texts { language key text } theme { accent accentText paper ink radius theme } }
  }
`);

const HitFields = graphql(`
  fragment HitFields on ServiceEdge @_unmask {
    distanceKm
    matchedOn
    node {
      id
      name
      summary
      description
      isFree
      isOnline
      feesDescription
      costOptions {
        option
        amount
        currency
        amountDescription
      }
      provisionTypes
      assuredAt
      nextSession { startsAt endsAt timezone }
      schedules { summary }
      organization { name }
    }
  }
`);

export const SearchQuery = graphql(
  `
  query Search($search: ServiceSearch!, $first: Int!, $after: String) {
    services(search: $search, first: $first, after: $after) {
      totalCount
      placeProblem
      place { name }
      corrections { typed readAs }
      pageInfo { hasNextPage endCursor }
      reach { isWider withinKm leftOut }
      nationalHelp { name description url nations }
      edges { ...HitFields }
      instead { edges { ...HitFields } }
    }
  }
`,
  [HitFields],
);

export type Embed = NonNullable<ResultOf<typeof EmbedQuery>['embed']>;
export type Found = ResultOf<typeof SearchQuery>['services'];
export type Hit = Found['edges'][number];
export type Service = NonNullable<ResultOf<typeof ServiceQuery>['service']>;
export type LifeArea = Embed['areas'][number];
export type ProvisionType = Service['provisionTypes'][number];
