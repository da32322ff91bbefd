import { randomUUID } from 'node:crypto';
import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../packages/server/src/graphql/schema.ts';
import { createTestApp, type TestApp } from '../../packages/server/src/testing/app.ts';
import { twoInTouch } from '../../packages/server/src/testing/doing.ts';
import { fromElsewhere } from '../../packages/server/src/testing/peers.ts';
import { aStaffMember } from '../../packages/server/src/testing/people.ts';

let app: TestApp;
let everybody: Record<string, string>[];
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  const { team, coordinator, advocate, person } = await twoInTouch(app);
  const administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'], teamId: team.id });
  everybody = [person, advocate, coordinator, administrator].map(({ headers }) => headers);
});
afterAll(() => app.close());

const inputs = [
  ['an end of text and half a letter', 'a\u0000b\ud800c'],
  ['a second line', 'a@example.org\r\nBcc: b@example.org'],
  ['nothing', ''],
] as const;

/** The text everywhere, ids included, and the largest numbers. */
function odd(type: GraphQLInputType, name: string, text: string): unknown {
  if (isNonNullType(type)) return odd(type.ofType, name, text);
  if (isListType(type)) return [odd(type.ofType, name, text)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, odd(field.type, field.name, text)]),
    );
  if (name === 'idempotencyKey') return randomUUID();
  const plain: Record<string, unknown> = { Int: 2_147_483_647, Float: 1e308, Boolean: true, Date: '9999-12-31' };
  return plain[type.name] ?? (type.name === 'DateTime' ? '9999-12-31T10:00:00Z' : text);
}

const leaves = new Set(['eraseMyProfile', 'eraseMyRequest', 'signOutOtherBrowsers']);
const fields = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ name }) => !leaves.has(name));

// One case for each, not one for each pair with everybody: what fails names the viewer by its number.
it.each(fields.map((field) => [field.name, field] as const))(
  '%s answers odd input, and does not break',
  async (name, field) => {
    const variables = field.args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
    const given = field.args.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
    const call = given ? `${name}(${given})` : name;
    const document = `mutation${variables ? `(${variables})` : ''} { ${call} { __typename } }`;
    const broken: string[] = [];
    for (const [what, text] of given ? inputs : inputs.slice(2)) {
      for (const [who, headers] of everybody.entries()) {
        const values = Object.fromEntries(field.args.map((one) => [one.name, odd(one.type, one.name, text)]));
        const { errors } = await app.run(document, values, { ...fromElsewhere(), ...headers });
        const code = String(errors?.[0]?.extensions?.code ?? 'BAD_USER_INPUT');
        if (!['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN'].includes(code))
          broken.push(`${who} with ${what}: ${code}`);
      }
    }
    expect(broken).toEqual([]);
  },
);
