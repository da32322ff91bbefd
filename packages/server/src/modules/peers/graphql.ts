import './graphql-errors.ts';
import './graphql-queries.ts';
import './graphql-ask.ts';
import './graphql-my-request.ts';
import './graphql-introducing.ts';
