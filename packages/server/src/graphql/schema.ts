import { type GraphQLSchema, isObjectType } from 'graphql';
import './errors.ts';
// The order of the modules: left before right.
import '../modules/directory/graphql.ts';
import '../modules/partners/graphql.ts';
import '../modules/partners/graphql-settings.ts';
import '../modules/people/graphql.ts';
import '../modules/people/graphql-embed.ts';
import '../modules/people/graphql-import-people.ts';
import '../modules/people/profile/graphql.ts';
import '../modules/people/learning/graphql.ts';
import '../modules/people/team/graphql-team.ts';
import '../modules/people/team/graphql-changing.ts';
import '../modules/people/supervision/graphql-supervision.ts';
import '../modules/people/invitations/graphql-invitations.ts';
import '../modules/people/applications/graphql-applications.ts';
import '../modules/safety/graphql.ts';
import '../modules/safety/account/graphql.ts';
import '../modules/peers/graphql.ts';
import '../modules/upkeep/graphql.ts';
import '../modules/plans/graphql.ts';
import '../modules/outcomes/graphql.ts';
import { builder } from './builder.ts';

/** The whole schema. Only this file may import every module. */
export const schema: GraphQLSchema = builder.toSchema({ sortSchema: true });

// Pothos makes this field itself and leaves no place for its description.
for (const type of Object.values(schema.getTypeMap())) {
  const totalCount = isObjectType(type) ? type.getFields().totalCount : undefined;
  if (totalCount) totalCount.description ??= 'How many there are in all.';
}
