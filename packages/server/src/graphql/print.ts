import { printSchema } from 'graphql';
import { schema } from './schema.ts';

/** The schema as text: what packages/contract/schema.graphql holds. */
export function printContract(): string {
  return `${printSchema(schema)}\n`;
}
