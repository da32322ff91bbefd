import './suggestions/graphql-suggesting.ts';
import './suggestions/graphql-suggestions.ts';
