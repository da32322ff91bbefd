import './graphql-steps.ts';
import './graphql-introductions.ts';
import './graphql-follow-up.ts';
