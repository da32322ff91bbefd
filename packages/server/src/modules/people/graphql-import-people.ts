import { builder } from '../../graphql/builder.ts';

/** Who did it: their name, while their account is there. */
const WHO = [
  [
    'startedBy',
    'startedById',
    'Who asked for it; null: a schedule, a command at the server, or somebody who has left.',
  ],
  ['appliedBy', 'appliedById', 'Who said yes; null: not applied, the rule of the source, or somebody who has left.'],
  ['undoneBy', 'undoneById', 'Who took it back; null: not taken back, or somebody who has left.'],
] as const;

for (const [field, column, description] of WHO) {
  builder.prismaObjectField('DirectoryImport', field, (t) =>
    t.string({
      nullable: true,
      description,
      select: { startedById: true, appliedById: true, undoneById: true },
      resolve: async (run, _args, { db }) => {
        const id = run[column];
        const account = id ? await db.staffAccount.findUnique({ where: { id }, select: { name: true } }) : null;
        return account?.name ?? null;
      },
    }),
  );
}
