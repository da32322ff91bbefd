import { isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { OPEN_TYPES, STAFF_FIELDS } from '../../packages/server/src/graphql/open-data.ts';
import { schema } from '../../packages/server/src/graphql/schema.ts';
import { openFields } from './access.ts';

describe('what caches may keep', () => {
  it.each([...OPEN_TYPES])('%s has nothing that is not open to everybody', (name) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`${name} is no type.`);
    if (name === 'PageInfo') return;
    const fields = Object.keys(type.getFields()).filter((field) => !STAFF_FIELDS.has(`${name}.${field}`));
    // A field of somebody's own belongs into STAFF_FIELDS in graphql/open-data.ts.
    expect(fields.filter((field) => !openFields[name]?.includes(field))).toEqual([]);
  });
});
