import {
  type GraphQLArgument,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';

/** One thing in the schema that has a name: a type, field, argument, enum value or input field. */
export interface Named {
  /** "Service", "Service.name", "Query.services(first:)", "LifeArea.HOUSING" */
  coordinate: string;
  name: string;
  description: string | null | undefined;
}

/** Everything that Kith itself named, introspection and GraphQL's own scalars left out. */
export function namedThings(schema: GraphQLSchema): Named[] {
  const things: Named[] = [];
  const add = (coordinate: string, { name, description }: Pick<Named, 'name' | 'description'>) =>
    things.push({ coordinate, name, description });
  const addArguments = (owner: string, args: readonly GraphQLArgument[]) => {
    for (const argument of args) add(`${owner}(${argument.name}:)`, argument);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    add(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) add(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) add(`${type.name}.${field.name}`, field);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        add(`${type.name}.${field.name}`, field);
        addArguments(`${type.name}.${field.name}`, field.args);
      }
  }
  return things;
}
