import { type FragmentDefinitionNode, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../packages/server/src/config.ts';
import { costOf } from '../../packages/server/src/graphql/cost.ts';
import { limits } from '../../packages/server/src/graphql/limits.ts';
import { opennessOf } from '../../packages/server/src/graphql/open-data.ts';
import { readPersistedOperations } from '../../packages/server/src/graphql/persisted.ts';
import { schema } from '../../packages/server/src/graphql/schema.ts';
import { refuseShape } from '../../packages/server/src/graphql/shape.ts';

const { rootDir } = await readConfig({ NODE_ENV: 'test', KITH_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}` });
// Written by the builds of the front ends.
const operations = [...readPersistedOperations(rootDir).values()];

describe.skipIf(operations.length === 0)('what our own front ends ask', () => {
  it.each(operations.map((text) => [/(?:query|mutation)\s+(\w+)/.exec(text)?.[1] ?? text.slice(0, 40), text]))(
    '%s stays well within the limits, at the largest page',
    (_name, text) => {
      const document = parse(text, { maxTokens: limits.tokens });
      expect(validate(schema, document)).toEqual([]);
      expect(refuseShape(document)).toBeNull();
      const operation = document.definitions.find(
        (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
      );
      const fragments = document.definitions.filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      );
      if (!operation) throw new Error('An operation was expected.');
      // A search or a service that no cache may keep costs the database every time: see graphql/open-data.ts.
      if (/^(Search|Service)$/.test(operation.name?.value ?? ''))
        expect(
          opennessOf(schema, document, operation, new Map(fragments.map((one) => [one.name.value, one]))),
        ).toMatchObject({ isKept: true });
      const cost = costOf({
        schema,
        operation,
        fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
        variables: { first: limits.page },
      });
      expect(cost).toBeLessThanOrEqual(limits.cost);
    },
  );
});
