/** What one GraphQL operation may cost. The largest query of our own clients needs about a third of each. */
export const limits = {
  /** Levels of fields, fragments flattened. */
  depth: 8,
  /** Aliases, each counted as often as its fragment is used; `__typename` counts too. */
  aliases: 10,
  /** Letters of an alias: it is sent with every row, and with every event of a subscription. */
  aliasLength: 40,
  /** Directives in the document. */
  directives: 20,
  /** Fields that one selection may name under the same answer name: merging them is quadratic. */
  repeats: 20,
  tokens: 800,
  /** See cost.ts. */
  cost: 1_500,
  /** Rows of one page. */
  page: 50,
  /** Bytes of a request body, and of a query string. */
  bodyBytes: 64 * 1024,
  /** Levels of nested JSON in a body. */
  jsonDepth: 24,
  /** Operations that one node works on at once; more are sent away for a moment. */
  inFlight: 256,
} as const;
