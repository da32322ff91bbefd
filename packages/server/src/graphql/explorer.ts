import type { GraphiQLOptions } from 'graphql-yoga';

const SEARCH = `# Somewhere to meet people, best first. Press the button: no key is needed for open data.
# "near" takes a postcode, its first half, a ZIP or a place. What it was read as is in "place".
query SomewhereToMeetPeople {
  services(search: { text: "somewhere to meet people" }, first: 5) {
    totalCount
    place { name }
    corrections { typed readAs }
    edges {
      matchedOn
      node { id name summary areas nextSession { startsAt } organization { name } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const FACETS = `# Run by people who have been there, for free: what is there, and how much of it?
query RunByPeers($search: ServiceSearch) {
  services(search: $search, first: 3) {
    totalCount
    facets { areas { area count } provisionTypes { provisionType count } free online }
    edges { node { name provisionTypes isFree costOptions { option amount currency } } }
  }
}
`;

const DETAIL = `# Everything about a few services: when, where, how to turn up, and where the record comes from.
query AllAboutThem {
  services(first: 2) {
    edges {
      node {
        id name description status eligibility languages accessibility firstVisit applicationProcess
        schedules { summary opensAt closesAt }
        locations { name latitude longitude addresses { address1 city postalCode } }
        phones { number }
        source { name recordId licence fetchedAt }
        assuredAt
      }
    }
  }
}
`;

const HELP = `# Urgent help. Nation: ENGLAND, SCOTLAND, WALES, NORTHERN_IRELAND or UNITED_STATES.
query UrgentHelp {
  urgentHelp(nation: SCOTLAND) { name description display href hours channel reviewBy }
}
`;

const ASK = `# What the ask form of a partner's page needs. The partner is named in the header below.
query AskForm {
  embed { partnerName promise nation hasPeers }
  askForm {
    team promisedBy passedOn
    consent { version purposes text }
    wishes { dimension value label }
  }
}
`;

/** GraphiQL outside production: examples that run as they are, on whatever the database holds. */
export const explorerPage: GraphiQLOptions = {
  title: 'Kith: try the API',
  defaultTabs: [
    { query: SEARCH },
    {
      query: FACETS,
      variables: JSON.stringify(
        { search: { provisionTypes: ['SELF_HELP_GROUP', 'PEER_OPERATED'], free: true } },
        null,
        2,
      ),
    },
    { query: DETAIL },
    { query: HELP },
    { query: ASK, headers: JSON.stringify({ 'x-kith-partner': 'pk_demo_riverside' }, null, 2) },
  ],
  // A browser has to name itself (SECURITY.md); the explorer is one.
  additionalHeaders: { 'x-kith-client': 'explorer' },
  credentials: 'same-origin',
};

/** The examples, for the test that runs them. */
export const explorerExamples: readonly {
  query: string;
  variables?: Record<string, unknown>;
  headers?: Record<string, string>;
}[] = (explorerPage.defaultTabs ?? []).map(({ query, variables, headers }) => ({
  query: query ?? '',
  ...(variables ? { variables: JSON.parse(variables) } : {}),
  ...(headers ? { headers: JSON.parse(headers) } : {}),
}));
