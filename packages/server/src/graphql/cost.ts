import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { refusal } from './error-codes.ts';
import { limits } from './limits.ts';

// A list that is not paged holds a few things: the phones of a service, the steps of a plan.
const LIST_FACTOR = 2;
// Lists that hold more, and lead back to where they came from.
const LONG_LISTS: Readonly<Record<string, number>> = {
  'Concern.entries': 10,
  'Match.agreements': 5,
  'Match.contacts': 20,
  'Match.reviews': 5,
  'Match.serviceIntroductions': 5,
  'Match.steps': 10,
  'MyGrowth.learning': 20,
  'Organization.services': 10,
  'PeerRequest.matches': 3,
  'PeerRequest.notSuggested': 10,
  'PeerRequest.suggestions': 5,
  'Query.concerns': 20,
  'Query.matchesNobodyCovers': 20,
  'Team.members': 12,
  'TeamSetUp.items': 12,
  'Viewer.nextSteps': 10,
  'Viewer.supervises': 12,
};
const MUTATION_COST = 10;

export interface OperationToWeigh {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>> | Map<string, FragmentDefinitionNode>;
  variables: Readonly<Record<string, unknown>>;
}

/**
 * What an operation may make Kith do, before it does it: each object counts 1, a page counts its rows as often as
 * `first` says, a plain list twice, a mutation 10 more. Plain values are free.
 *
 * @throws {GraphQLError} BAD_USER_INPUT: `first` is not from 1 to 50
 */
export function costOf({ schema, operation, fragments, variables }: OperationToWeigh): number {
  const known = new Map<string, number>();
  const fragmentCalled = (name: string) => (fragments instanceof Map ? fragments.get(name) : fragments[name]);
  const defaults = new Map(
    operation.variableDefinitions?.map((definition) => [definition.variable.name.value, definition.defaultValue]),
  );

  function ofSelections(set: SelectionSetNode, parent: GraphQLNamedType, pageSize: number | null): number {
    let cost = 0;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) cost += ofField(selection, parent, pageSize);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        cost += ofSelections(selection.selectionSet, typeNamed(selection.typeCondition?.name.value, parent), pageSize);
      else cost += ofFragment(selection.name.value, pageSize);
    }
    return cost;
  }

  function ofFragment(name: string, pageSize: number | null): number {
    const key = `${name} ${pageSize ?? ''}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const fragment = fragmentCalled(name);
    known.set(key, 0);
    const cost = fragment
      ? ofSelections(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value, null), pageSize)
      : 0;
    known.set(key, cost);
    return cost;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType, pageSize: number | null): number {
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!field || !node.selectionSet) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const ownPage = pageOf(node, field);
    const isList = isListType(getNullableType(field.type));
    const isPage = pageSize !== null && node.name.value === 'edges';
    const rows = isPage ? pageSize : isList ? (LONG_LISTS[`${parent.name}.${node.name.value}`] ?? LIST_FACTOR) : 1;
    return 1 + rows * ofSelections(node.selectionSet, type, ownPage) + (isList ? rows : 0);
  }

  function pageOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number | null {
    const argument = field.args.find(({ name }) => name === 'first');
    if (!argument) return null;
    const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    const first = (given && valueIn(given)) ?? argument.defaultValue;
    if (first === null || first === undefined) return limits.page;
    if (typeof first !== 'number' || !Number.isInteger(first) || first < 1 || first > limits.page) {
      throw refusal('BAD_USER_INPUT', `"first" must be a whole number from 1 to ${limits.page}.`, {}, { nodes: node });
    }
    return first;
  }

  function valueIn(node: ValueNode): unknown {
    if (node.kind === Kind.INT || node.kind === Kind.FLOAT) return Number(node.value);
    if (node.kind !== Kind.VARIABLE) return node.kind === Kind.NULL ? null : undefined;
    const name = node.name.value;
    if (Object.hasOwn(variables, name)) return variables[name];
    const fallback = defaults.get(name);
    return fallback ? valueIn(fallback) : undefined;
  }

  function typeNamed(name: string | undefined, otherwise: GraphQLNamedType | null): GraphQLNamedType {
    const type = name === undefined ? otherwise : schema.getType(name);
    if (!type) throw refusal('BAD_USER_INPUT', 'This operation names a type that does not exist.');
    return type;
  }

  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const cost = ofSelections(operation.selectionSet, root, null);
  return Math.round(operation.operation === 'mutation' ? cost + MUTATION_COST : cost);
}

/** Names of the fields at the top of an operation, fragments included. */
export function rootFieldsOf({ operation, fragments }: Pick<OperationToWeigh, 'operation' | 'fragments'>): Set<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const name = selection.name.value;
        const fragment = fragments instanceof Map ? fragments.get(name) : fragments[name];
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  collect(operation.selectionSet);
  return names;
}
