import './embedding/graphql.ts';
