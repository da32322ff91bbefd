import './duplicates/graphql-duplicates.ts';
import './freshness/graphql-freshness.ts';
import './provenance/graphql-provenance.ts';
import './removals/graphql-removals.ts';
import './sayings/graphql-sayings.ts';
import './suggestions/graphql-suggesting.ts';
import './suggestions/graphql-suggestions.ts';
import './term-areas/graphql-term-areas.ts';
