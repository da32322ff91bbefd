import { encodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { UserError } from '../../../graphql/errors.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { requireStaff } from '../../people/access.ts';
import { FreshSignInNeeded, LastWayIn } from '../../people/account/rules.ts';
import { ViewerType } from '../../people/graphql.ts';
import { changeMyName } from './names.ts';
import { changeStaffEmail } from './new-address.ts';
import { type OwnAccount, type OwnSession, readMyAccount } from './reading.ts';
import { removeAuthenticator, removePasskey, renamePasskey, signOutOthers, signOutSession } from './ways-in.ts';

builder.objectType(FreshSignInNeeded, {
  name: 'FreshSignInNeeded',
  description: 'It is too long since somebody showed who they are: they do so again, then send the same again.',
  interfaces: [UserError],
});

builder.objectType(LastWayIn, {
  name: 'LastWayIn',
  description: 'Without it nobody could get in with this account any more.',
  interfaces: [UserError],
});

const Passkey = builder.objectRef<OwnAccount['passkeys'][number]>('Passkey').implement({
  description: 'A way in: a fingerprint, a face or the PIN of a device.',
  fields: (t) => ({
    id: t.id({ description: 'Never changes.', resolve: ({ id }) => encodeGlobalID('Passkey', id) }),
    name: t.exposeString('name', { nullable: true, description: 'What its owner calls it; null: nothing.' }),
    addedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was made; null: not known.',
      resolve: (passkey) => passkey.addedAt,
    }),
  }),
});

const SignedInBrowser = builder.objectRef<OwnSession>('SignedInBrowser').implement({
  description: 'A browser in which this account is signed in now.',
  fields: (t) => ({
    id: t.id({ description: 'To sign it out.', resolve: ({ id }) => encodeGlobalID('SignedInBrowser', id) }),
    device: t.exposeString('device', {
      nullable: true,
      description: 'In words that fit many, for example "Firefox on Windows"; null: not known.',
    }),
    isThisOne: t.exposeBoolean('isThisOne', { description: 'The one that asks.' }),
    signedInAt: t.field({ type: 'DateTime', description: 'Since when.', resolve: (session) => session.signedInAt }),
    lastUsedAt: t.field({
      type: 'DateTime',
      description: 'Last used, to the minute.',
      resolve: (session) => session.lastUsedAt,
    }),
  }),
});

const AccountEventType = builder.objectRef<OwnAccount['events'][number]>('AccountEvent').implement({
  description: 'Something that happened to an account, told without content.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'When.', resolve: (event) => event.at }),
    sentence: t.exposeString('sentence', { description: 'What, in plain words.' }),
  }),
});

const MyAccount = builder.objectRef<OwnAccount>('MyAccount').implement({
  description: 'The ways into an account, and what happened to it. For its owner alone.',
  fields: (t) => ({
    email: t.exposeString('email', { description: 'To sign in with. Only an administrator changes it.' }),
    isDemo: t.exposeBoolean('isDemo', { description: 'Of the demo town: one click signs in.' }),
    isFresh: t.exposeBoolean('isFresh', {
      description: 'They showed within the last ten minutes who they are: changes need nothing more.',
    }),
    hasAuthenticator: t.exposeBoolean('hasAuthenticator', { description: 'An app shows them one-time codes.' }),
    passkeys: t.field({ type: [Passkey], description: 'Oldest first.', resolve: (account) => account.passkeys }),
    sessions: t.field({
      type: [SignedInBrowser],
      description: 'Where they are signed in now, last used first.',
      resolve: (account) => account.sessions,
    }),
    events: t.field({
      type: [AccountEventType],
      description: 'The last thirty, newest first.',
      resolve: (account) => account.events,
    }),
  }),
});

builder.objectField(ViewerType, 'account', (t) =>
  t.field({
    type: MyAccount,
    description: 'The ways into their own account.',
    resolve: (viewer, _args, context) => readMyAccount(context, viewer),
  }),
);

const MyAccountPayload = builder.objectRef<Record<never, never>>('MyAccountPayload').implement({
  description: 'Done.',
  fields: (t) => ({
    account: t.field({
      type: MyAccount,
      description: 'As it is now.',
      resolve: (_payload, _args, context) => readMyAccount(context, requireStaff(context.viewer)),
    }),
    name: t.string({
      description: 'The name that colleagues see, as it is now.',
      resolve: async (_payload, _args, { db, viewer }) =>
        (
          await db.staffAccount.findUniqueOrThrow({
            where: { id: requireStaff(viewer).accountId },
            select: { name: true },
          })
        ).name,
    }),
  }),
});

const errors = resultOf('MyAccount', [InvalidInput, NotFound, FreshSignInNeeded, LastWayIn]);

builder.mutationField('changeMyName', (t) =>
  t.field({
    type: MyAccountPayload,
    description: 'The name that colleagues see. What people are told is in the profile.',
    args: { name: t.arg.string({ required: true, description: '1 to 80 letters.' }) },
    errors,
    resolve: async (_root, { name }, context) => {
      await changeMyName(context, context.viewer, name);
      return {};
    },
  }),
);

builder.mutationField('renamePasskey', (t) =>
  t.field({
    type: MyAccountPayload,
    description: 'Calls a passkey of one’s own something else.',
    args: {
      id: t.arg.id({ required: true, description: 'Of the passkey.' }),
      name: t.arg.string({ required: true, description: 'At most 60 letters.' }),
    },
    errors,
    resolve: async (_root, { id, name }, context) => {
      await renamePasskey(context, context.viewer, idOf(id, 'Passkey'), name);
      return {};
    },
  }),
);

builder.mutationField('removePasskey', (t) =>
  t.field({
    type: MyAccountPayload,
    description: 'Removes a passkey of one’s own, never the last way in. Other browsers are signed out.',
    args: { id: t.arg.id({ required: true, description: 'Of the passkey.' }) },
    errors,
    resolve: async (_root, { id }, context) => {
      await removePasskey(context, context.viewer, idOf(id, 'Passkey'));
      return {};
    },
  }),
);

builder.mutationField('removeAuthenticator', (t) =>
  t.field({
    type: MyAccountPayload,
    description: 'Forgets the app for one-time codes, never the last way in. Other browsers are signed out.',
    errors,
    resolve: async (_root, _args, context) => {
      await removeAuthenticator(context, context.viewer);
      return {};
    },
  }),
);

builder.mutationField('signOutBrowser', (t) =>
  t.field({
    type: MyAccountPayload,
    description: 'Signs out another browser of one’s own.',
    args: { id: t.arg.id({ required: true, description: 'Of the browser.' }) },
    errors,
    resolve: async (_root, { id }, context) => {
      await signOutSession(context, context.viewer, idOf(id, 'SignedInBrowser'));
      return {};
    },
  }),
);

builder.mutationField('signOutOtherBrowsers', (t) =>
  t.field({
    type: MyAccountPayload,
    description: 'Signs out every other browser of one’s own.',
    errors,
    resolve: async (_root, _args, context) => {
      await signOutOthers(context, context.viewer);
      return {};
    },
  }),
);

const ChangeStaffEmailInput = builder.inputType('ChangeStaffEmailInput', {
  description: 'A new address for an account.',
  fields: (t) => ({
    accountId: t.id({ required: true, description: 'Of the account.' }),
    email: t.string({ required: true, description: 'To sign in with from now on.' }),
  }),
});

const ChangeStaffEmailPayload = builder.objectRef<{ accountId: string }>('ChangeStaffEmailPayload').implement({
  description: 'Both addresses are told. The old one counts until the new one has confirmed itself.',
  fields: (t) => ({
    isChanged: t.boolean({
      description: 'False: whoever reads the new mailbox confirms it first.',
      resolve: () => false,
    }),
    confirmBy: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The link in the letter works until then. Null: it was the address that counts already.',
      resolve: async ({ accountId }, _args, { db }) =>
        (await db.staffAccount.findUniqueOrThrow({ where: { id: accountId } })).newEmailUntil,
    }),
  }),
});

builder.mutationField('changeStaffEmail', (t) =>
  t.field({
    type: ChangeStaffEmailPayload,
    description:
      'An administrator writes down another address for somebody to sign in with; the new mailbox confirms it within a day. Nobody can change their own.',
    args: { input: t.arg({ type: ChangeStaffEmailInput, required: true, description: 'Whose, and which.' }) },
    errors: resultOf('ChangeStaffEmail', [InvalidInput, NotFound, FreshSignInNeeded]),
    resolve: async (_root, { input }, context) => {
      const accountId = readId(input.accountId, 'Colleague') ?? readId(input.accountId, 'Viewer');
      return { accountId: await changeStaffEmail(context, context.viewer, { accountId, email: input.email }) };
    },
  }),
);

/** An id of another kind, or none at all, is nobody's. */
function idOf(id: string, typename: string): string {
  return readId(id, typename) ?? '00000000-0000-0000-0000-000000000000';
}
