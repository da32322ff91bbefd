import { graphql, type ResultOf } from '@kith/contract/graphql.ts';

/** Where the places of a list are. Asked for only when somebody wants to see the map. */
export const MapQuery = graphql(`
  query Map($search: ServiceSearch!, $first: Int!) {
    services(search: $search, first: $first) {
      place { name latitude longitude }
      edges { node { id name locations { isSensitive latitude longitude } } }
    }
  }
`);

export type Mapped = ResultOf<typeof MapQuery>['services'];
