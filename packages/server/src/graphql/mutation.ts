import type { DomainError } from '../errors.ts';

/** A class of expected failures that is registered with builder.objectType. */
// biome-ignore lint/suspicious/noExplicitAny: Pothos asks for a constructor of any arguments
type Failure = new (...args: any[]) => DomainError;

/**
 * The `errors` option of a mutation in the shape of the contract: `union AcceptMatchResult = AcceptMatchPayload | InvalidInput | …`.
 * The field's own type is the payload.
 *
 *   builder.mutationField('acceptMatch', (t) =>
 *     t.field({
 *       type: AcceptMatchPayload,
 *       description: 'Say yes to an introduction.',
 *       args: { input: t.arg({ type: AcceptMatchInput, required: true }) },
 *       errors: resultOf('AcceptMatch', [InvalidInput, NotFound, AdvocateUnavailable]),
 *       resolve: (_root, { input }, context) => acceptMatch(context, context.viewer, input),
 *     }),
 *   );
 *
 * Mutations with the same payload and failures share one union: give all of them the same name.
 */
export function resultOf(name: string, failures: readonly Failure[]) {
  return {
    types: [...failures],
    directResult: true as const,
    // The plugin makes one union for each result name, so that several mutations can share it.
    result: { name: `${name}Result` },
    union: {
      name: `${name}Result`,
      description: `What came of it: ${name}Payload, or one of the failures that can be expected. Ask each for "... on UserError { message }".`,
    },
  };
}
