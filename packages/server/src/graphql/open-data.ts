import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** How far an answer to an operation may go, when nobody in particular asks. */
export interface Openness {
  /** It is the same for every visitor of the same page: any cache may keep it. */
  isOpenData: boolean;
  /** Kith may keep it too: it changes only when the directory does, and it will be told of that. */
  isKept: boolean;
  /** It says what comes next or is open: true for a minute, as schedules are written in minutes. */
  isTimed: boolean;
}

const CLOSED: Openness = { isOpenData: false, isKept: false, isTimed: false };

// What depends on a link, a session or a nonce must never be added to either list. A field that is not reached through
// them only, or a type that nobody added here, makes the whole answer one that no cache may keep.
const OPEN_QUERIES: ReadonlySet<string> = new Set([
  'services',
  'service',
  'organization',
  'removedServices',
  'taxonomyTerms',
  'urgentHelp',
  'embed',
]);
/** Types of which every field is the same for everybody, but for STAFF_FIELDS. tests/contract/access.test.ts compares. */
export const OPEN_TYPES: ReadonlySet<string> = new Set([
  'Address',
  'AdvocacyKindCount',
  'AreaCount',
  'Contact',
  'CostOption',
  'Embed',
  'EmbedTheme',
  'Location',
  'NationalHelp',
  'Organization',
  'PageInfo',
  'Phone',
  'ProvisionTypeCount',
  'RemovedService',
  'RemovedServiceConnection',
  'RemovedServiceEdge',
  'Schedule',
  'SearchCorrection',
  'SearchInstead',
  'SearchPlace',
  'SearchReach',
  'Service',
  'ServiceConnection',
  'ServiceEdge',
  'ServiceFacets',
  'Session',
  'Source',
  'TaxonomyTerm',
  'UrgentHelpLine',
]);
/** On an open type, yet not for everybody. */
export const STAFF_FIELDS: ReadonlySet<string> = new Set(['Service.corrections']);
/** Change without the directory: nobody tells Kith's own cache. */
const NOT_KEPT: ReadonlySet<string> = new Set(['Query.embed']);
const TIMED_TYPES: ReadonlySet<string> = new Set(['Session']);
const TIMED_WISH = 'openAt';

const known = new WeakMap<DocumentNode, Map<string, Openness>>();

/** Looks at every field of an operation, once for each document. */
export function opennessOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Openness {
  const name = operation.name?.value ?? '';
  let ofDocument = known.get(document);
  if (!ofDocument) {
    ofDocument = new Map();
    known.set(document, ofDocument);
  }
  let openness = ofDocument.get(name);
  if (!openness) {
    openness = operation.operation === 'query' ? look(schema, operation, fragments) : CLOSED;
    ofDocument.set(name, openness);
  }
  return openness;
}

/** Whether a search asks what is open at an instant: in the text of the query, or in its variables. */
export function isWishTimed(variables: Readonly<Record<string, unknown>> | null | undefined): boolean {
  return variables != null && JSON.stringify(variables).includes(`"${TIMED_WISH}":`);
}

function look(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Openness {
  const seen = new Set<string>();
  let isKept = true;
  let isTimed = false;

  /** @returns false: something in it is not open */
  function isOpen({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): boolean {
    return selections.every((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition;
        return isOpen(selection.selectionSet, type ? schema.getType(type.name.value) : parent);
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const spread = selection.name.value;
        if (seen.has(spread)) return true;
        seen.add(spread);
        const fragment = fragments.get(spread);
        return (
          fragment !== undefined && isOpen(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
        );
      }
      const field = selection.name.value;
      if (field === '__typename') return true;
      if (!isObjectType(parent) && !isInterfaceType(parent)) return false;
      const isRoot = parent === schema.getQueryType();
      const path = `${parent.name}.${field}`;
      const type = parent.getFields()[field]?.type;
      if (!type || STAFF_FIELDS.has(path)) return false;
      if (isRoot ? !OPEN_QUERIES.has(field) : !OPEN_TYPES.has(parent.name)) return false;
      const named = getNamedType(type);
      if (NOT_KEPT.has(path)) isKept = false;
      if (TIMED_TYPES.has(named.name) || selection.arguments?.some(({ value }) => hasTimedWish(value))) isTimed = true;
      return selection.selectionSet === undefined || isOpen(selection.selectionSet, named);
    });
  }

  const isOpenData = isOpen(operation.selectionSet, schema.getQueryType() ?? undefined);
  return { isOpenData, isKept: isOpenData && isKept, isTimed };
}

function hasTimedWish(value: { kind: Kind; fields?: readonly { name: { value: string } }[] }): boolean {
  return value.kind === Kind.OBJECT && (value.fields?.some(({ name }) => name.value === TIMED_WISH) ?? false);
}
