import { isInputObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '../../packages/server/src/graphql/schema.ts';
import { mutations } from './access.ts';

/** What two people share, by the name of its id in an input. */
const SHARED = ['contactId', 'stepId', 'introductionId', 'permissionId'];
/** What makes one of these. */
const MAKES_SHARED = ['recordContact', 'proposeStep', 'givePermission', 'proposeIntroduction'];

it('lets the person do whatever the advocate can do with what they share (S13)', () => {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  const onShared = fields.filter(({ name, args }) => {
    // An answer to somebody who would like to be an advocate; its contact is a colleague to turn to.
    if (name === 'sayNotThisTime') return false;
    const input = args.find((arg) => arg.name === 'input')?.type;
    const type = input && schema.getType(String(input).replaceAll(/[[\]!]/g, ''));
    const ids = isInputObjectType(type) ? Object.keys(type.getFields()) : [];
    return MAKES_SHARED.includes(name) || ids.some((id) => SHARED.includes(id));
  });
  expect(onShared.length).toBeGreaterThanOrEqual(12);
  const oneSided = onShared
    .map(({ name }) => name)
    .filter((name) => !['the person', 'the advocate'].every((who) => mutations[name]?.some((one) => one === who)));
  expect(oneSided).toEqual([]);
});

it('keeps no step without saying whose it is (S93)', () => {
  const owner = (name: string) => {
    const type = schema.getType(name);
    return type && 'getFields' in type ? String(type.getFields().owner?.type) : '';
  };
  expect(owner('ProposeStepInput')).toBe('StepOwner!');
  expect(owner('Step')).toBe('StepOwner!');
});
