import type { GraphiQLOptions } from 'graphql-yoga';

/** GraphiQL outside production, open on a query that answers at once. */
export const explorerPage: GraphiQLOptions = {
  title: 'Kith: try the API',
  defaultQuery: `# Somewhere to meet people near M33, nearest and best first.
query SomewhereToMeetPeople {
  services(search: { text: "somewhere to meet people", near: "M33" }, first: 5) {
    totalCount
    edges {
      distanceKm
      matchedOn
      node { id name summary areas organization { name } }
    }
  }
}
`,
};
