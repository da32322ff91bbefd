import './freshness/graphql-freshness.ts';
import './suggestions/graphql-suggesting.ts';
import './suggestions/graphql-suggestions.ts';
