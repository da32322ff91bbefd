import { graphql, type ResultOf } from '@kith/contract/graphql.ts';

export const EmbedQuery = graphql(`
  query Embed {
    embed { partnerName areas near nation hasPeers promise theme { accent accentText radius } }
  }
`);

export const SearchQuery = graphql(`
  query Search($search: ServiceSearch!, $first: Int!, $after: String) {
    services(search: $search, first: $first, after: $after) {
      totalCount
      placeProblem
      place { name }
      corrections { typed readAs }
      pageInfo { hasNextPage endCursor }
      edges {
        distanceKm
        node {
          id
          name
          summary
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
    }
  }
`);

export const ServiceQuery = graphql(`
  query Service($id: ID!) {
    service(id: $id) {
      id
      name
      summary
      description
      url
      email
      status
      isFree
      isOnline
      feesDescription
      alert
      eligibility
      applicationProcess
      firstVisit
      waitTime
      languages
      accessibility
      provisionTypes
      areas
      assuredAt
      assuredBy
      nextSession { startsAt endsAt timezone }
      schedules { summary }
      phones { number extension description }
      contacts { title email phones { number extension description } }
      costOptions { option amount currency amountDescription }
      organization { name description url email isRunByPeers phones { number extension description } }
      locations {
        id
        name
        isSensitive
        transportation
        addresses { address1 address2 city postalCode }
      }
      source { name licence }
    }
  }
`);

export type Embed = NonNullable<ResultOf<typeof EmbedQuery>['embed']>;
export type Found = ResultOf<typeof SearchQuery>['services'];
export type Hit = Found['edges'][number];
export type Service = NonNullable<ResultOf<typeof ServiceQuery>['service']>;
export type LifeArea = Embed['areas'][number];
export type ProvisionType = Service['provisionTypes'][number];
