import { parseArgs } from 'node:util';
import { AdvocateStage, StaffRole } from '../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../errors.ts';
import type { Kith } from '../../kith.ts';
import { createStaffAccount, disableStaffAccount, resetStaffSignIn } from './accounts.ts';
import { usableName } from './rules.ts';

export const STAFF_USAGE = `Accounts for staff. Nobody can sign up; this is how accounts begin and end.

  npm run staff -- add --email sam@example.org --name "Sam Hall" --role coordinator [--role advocate] [--team "Riverside team"]
  npm run staff -- list
  npm run staff -- reset --email sam@example.org     a new password; the phone or passkey is forgotten
  npm run staff -- disable --email sam@example.org   out at once

  --role        advocate, coordinator, steward, partner_editor or administrator; more than one is fine
  --team        the team they belong to; add --new-team when it does not exist yet
  --first-name  what people call an advocate (default: the first word of the name)
  --stage       of an advocate: learner, shadowing, advocate or mentor (default: learner)
  --capacity    how many people an advocate can be there for at once (default: 3)
`;

/**
 * Runs one of the commands above.
 *
 * @returns what to print; a password is in it once and nowhere else
 * @throws {InvalidInput} the arguments cannot be used
 * @throws {NotFound} nobody has this e-mail address
 */
export async function staffCommand(kith: Kith, args: string[]): Promise<string> {
  const { values, positionals } = read(args);
  const [what] = positionals;
  if (values.help || what === undefined) return STAFF_USAGE;
  if (what === 'list') return list(kith);
  if (what === 'add') return add(kith, values);
  const account = await kith.db.staffAccount.findUnique({
    where: { email: (values.email ?? '').trim().toLowerCase() },
  });
  if (what !== 'reset' && what !== 'disable') throw new InvalidInput(`"${what}" is not known here.\n\n${STAFF_USAGE}`);
  if (!account) throw new NotFound('Nobody has this e-mail address. See who is there: npm run staff -- list');
  if (what === 'disable') {
    await disableStaffAccount(kith, account.id);
    return `${account.name} is signed out and cannot sign in any more.\n`;
  }
  const { password } = await resetStaffSignIn(kith, account.id);
  return `${account.name} signs in with this password and sets up a phone or passkey again. It is shown this once:\n\n  ${password}\n`;
}

type Values = ReturnType<typeof read>['values'];

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string', multiple: true },
        team: { type: 'string' },
        'new-team': { type: 'boolean', default: false },
        'first-name': { type: 'string' },
        stage: { type: 'string', default: 'learner' },
        capacity: { type: 'string', default: '3' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new InvalidInput(`${error instanceof Error ? error.message : error}\n\n${STAFF_USAGE}`);
  }
}

async function add(kith: Kith, values: Values): Promise<string> {
  const roles = (values.role ?? []).flatMap((text) => text.split(',')).map((text) => oneOf(StaffRole, text, '--role'));
  const name = usableName(values.name ?? '', 'name');
  const isAdvocate = roles.includes('ADVOCATE');
  const stage = oneOf(AdvocateStage, values.stage, '--stage');
  const capacity = Number(values.capacity);
  if (!Number.isInteger(capacity)) throw new InvalidInput('--capacity must be a whole number.', 'capacity');
  const teamId = values.team === undefined ? null : await teamFor(kith, values.team, values['new-team']);
  const firstName = values['first-name'] ?? name.split(/\s/)[0] ?? name;
  const { password } = await createStaffAccount(kith, {
    name,
    email: values.email ?? '',
    roles,
    teamId,
    ...(isAdvocate ? { advocate: { firstName, stage, capacity } } : {}),
  });
  return `${name} can sign in at ${kith.config.publicUrl}/console with this password, and sets up a phone or passkey there. It is shown this once; hand it over in person:\n\n  ${password}\n`;
}

async function teamFor(kith: Kith, text: string, mayMake: boolean): Promise<string> {
  const name = usableName(text, 'team');
  const team = await kith.db.team.findFirst({ where: { name }, select: { id: true } });
  if (team) return team.id;
  if (mayMake) return (await kith.db.team.create({ data: { name } })).id;
  const names = (await kith.db.team.findMany({ select: { name: true }, orderBy: { name: 'asc' }, take: 20 })).map(
    (one) => one.name,
  );
  throw new InvalidInput(
    `There is no team "${name}". ${names.length > 0 ? `There are: ${names.join(', ')}. ` : ''}Add --new-team to make it.`,
    'team',
  );
}

async function list(kith: Kith): Promise<string> {
  const accounts = await kith.db.staffAccount.findMany({
    select: { name: true, email: true, roles: true, disabledAt: true, isDemo: true, team: { select: { name: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  if (accounts.length === 0) return 'Nobody yet. Make the first account: npm run staff -- add --help\n';
  return accounts
    .map(({ name, email, roles, team, disabledAt, isDemo }) => {
      const notes = [disabledAt ? 'disabled' : '', isDemo ? 'demo' : ''].filter(Boolean).join(', ');
      return `${name} <${email}>  ${roles.join(', ').toLowerCase()}  ${team?.name ?? 'no team'}${notes ? `  (${notes})` : ''}\n`;
    })
    .join('');
}

function oneOf<T extends string>(known: Readonly<Record<string, T>>, text: string, option: string): T {
  const value = Object.values(known).find((one) => one === text.trim().toUpperCase());
  if (value) return value;
  throw new InvalidInput(`${option} must be one of ${Object.values(known).join(', ').toLowerCase()}.`);
}
