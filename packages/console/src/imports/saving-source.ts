import { graphql } from '@kith/contract/graphql.ts';

export const SaveImportSource = graphql(`
  mutation SaveImportSource($input: SaveImportSourceInput!) {
    saveImportSource(input: $input) {
      __typename
      ... on SaveImportSourcePayload {
        source {
          id
          name
        }
      }
      ... on InvalidInput {
        field
      }
      ... on UserError {
        message
      }
    }
  }
`);

export const PreviewImport = graphql(`
  mutation PreviewImport($sourceId: ID!) {
    previewImport(sourceId: $sourceId) {
      __typename
      ... on ImportStepPayload {
        run {
          id
          status
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);
