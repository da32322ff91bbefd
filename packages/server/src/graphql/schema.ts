import type { GraphQLSchema } from 'graphql';
import './errors.ts';
// The order of the modules: left before right.
import '../modules/directory/graphql.ts';
import '../modules/partners/graphql.ts';
import '../modules/people/graphql.ts';
import '../modules/people/graphql-embed.ts';
import '../modules/people/profile/graphql.ts';
import '../modules/people/learning/graphql.ts';
import '../modules/safety/graphql.ts';
import '../modules/safety/account/graphql.ts';
import '../modules/peers/graphql.ts';
import '../modules/plans/graphql.ts';
import { builder } from './builder.ts';

/** The whole schema. Only this file may import every module. */
export const schema: GraphQLSchema = builder.toSchema({ sortSchema: true });
