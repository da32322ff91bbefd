import './graphql-steps.ts';
import './graphql-next-steps.ts';
import './graphql-introductions.ts';
import './graphql-follow-up.ts';
import './own/graphql-own-plan.ts';
import './own/graphql-plan-mutations.ts';
