/** What one GraphQL operation may cost. The largest query of our own clients needs about a third of each. */
export const limits = {
  depth: 8,
  aliases: 10,
  directives: 20,
  tokens: 800,
  cost: 1_500,
  /** Bytes of a request body. */
  bodyBytes: 64 * 1024,
} as const;
