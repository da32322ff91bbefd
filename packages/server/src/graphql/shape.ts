import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { refusal } from './error-codes.ts';
import { limits } from './limits.ts';

interface Shape {
  depth: number;
  aliases: number;
}

const FLAT: Shape = { depth: 0, aliases: 0 };
const measured = new WeakSet<DocumentNode>();

/**
 * Checks what can be told from the text alone, before validation: some rules of validation take quadratic time, so that
 * a bomb must not get that far. Each fragment is measured once, however often it is used.
 *
 * @returns the refusal, or null: within the limits
 */
export function refuseShape(document: DocumentNode): GraphQLError | null {
  if (measured.has(document)) return null;
  try {
    checkNodes(document);
    checkShape(document);
  } catch (problem) {
    if (problem instanceof GraphQLError) return problem;
    throw problem;
  }
  measured.add(document);
  return null;
}

function checkNodes(document: DocumentNode): void {
  let directives = 0;
  visit(document, {
    Directive() {
      if (++directives > limits.directives) throw tooMuch('directives', directives);
    },
    Field({ alias }) {
      if (alias && alias.value.length > limits.aliasLength) throw tooMuch('aliasLength', alias.value.length);
    },
    StringValue(node) {
      // PostgreSQL has no text with NUL in it, and GraphQL lets it in as an escape.
      if (node.value.includes('\0')) throw refusal('BAD_USER_INPUT', 'A text may not contain the character NUL.');
    },
    SelectionSet(node) {
      checkRepeats(node);
    },
  });
}

function checkRepeats({ selections }: SelectionSetNode): void {
  const times = new Map<string, number>();
  for (const selection of selections) {
    const name =
      selection.kind === Kind.FIELD
        ? (selection.alias ?? selection.name).value
        : selection.kind === Kind.FRAGMENT_SPREAD
          ? `...${selection.name.value}`
          : '...';
    const count = (times.get(name) ?? 0) + 1;
    if (count > limits.repeats) throw tooMuch('repeats', count);
    times.set(name, count);
  }
}

function checkShape(document: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const known = new Map<string, Shape>();

  function shapeOf({ selections }: SelectionSetNode, isTop: boolean): Shape {
    let depth = 0;
    let aliases = 0;
    for (const selection of selections) {
      let part: Shape;
      if (selection.kind === Kind.FIELD) {
        // See isAboutSchema.
        const isIntrospection = isTop && selection.name.value.startsWith('__');
        const below = selection.selectionSet && !isIntrospection ? shapeOf(selection.selectionSet, false) : FLAT;
        part = { depth: below.depth + 1, aliases: below.aliases + (selection.alias ? 1 : 0) };
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        part = shapeOf(selection.selectionSet, isTop);
      } else {
        part = shapeOfFragment(selection.name.value, isTop);
      }
      depth = Math.max(depth, part.depth);
      aliases += part.aliases;
    }
    return { depth, aliases };
  }

  function shapeOfFragment(name: string, isTop: boolean): Shape {
    const found = known.get(name);
    if (found) return found;
    // While a fragment is being measured it counts as flat: a circle ends here, and validation then refuses it.
    known.set(name, FLAT);
    const fragment = fragments.get(name);
    const shape = fragment && !isAboutSchema(fragment) ? shapeOf(fragment.selectionSet, isTop) : FLAT;
    known.set(name, shape);
    return shape;
  }

  for (const definition of document.definitions) {
    // Unused fragments are measured too: validation looks at them.
    const shape =
      definition.kind === Kind.OPERATION_DEFINITION
        ? shapeOf(definition.selectionSet, true)
        : definition.kind === Kind.FRAGMENT_DEFINITION
          ? shapeOfFragment(definition.name.value, false)
          : FLAT;
    if (shape.depth > limits.depth) throw tooMuch('depth', shape.depth);
    if (shape.aliases > limits.aliases) throw tooMuch('aliases', shape.aliases);
  }
}

/** Introspection is deep by nature; graphql-js limits it itself, and in production there is none. */
function isAboutSchema(fragment: FragmentDefinitionNode): boolean {
  return fragment.typeCondition.name.value.startsWith('__');
}

/** The refusal of an operation that passed a limit. */
export function tooMuch(
  limit: 'depth' | 'aliases' | 'aliasLength' | 'directives' | 'repeats' | 'tokens' | 'cost',
  found: number,
) {
  return refusal('COST_LIMIT', `This operation is too large: ${limit} ${found}, at most ${limits[limit]}.`, {
    limit,
    found,
    maximum: limits[limit],
  });
}
