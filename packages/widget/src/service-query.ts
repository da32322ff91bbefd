import { graphql } from '@kith/contract/graphql.ts';

// Apart from the others: it comes with what opens from the list, after the search.
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
      suggestUrl
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
