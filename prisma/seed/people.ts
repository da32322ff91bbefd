import type { StaffAccount } from '../../packages/server/generated/prisma/client.ts';
import type { Tx } from '../../packages/server/src/infra/db.ts';
import type { Kith } from '../../packages/server/src/kith.ts';
import type { StaffViewer } from '../../packages/server/src/viewer.ts';
import { partners, type TownPartner } from './town/partners.ts';
import {
  type AdvocateKey,
  advocates,
  type ColleagueKey,
  colleagues,
  type TeamKey,
  type TownAdvocate,
  teams,
} from './town/staff.ts';

/** The partner whose being there says that the town's people were made. */
export const DEMO_PARTNER = partners.riverside.publicKey;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes teams, partners and staff in one transaction. Everybody is rested and supervised at first, so that the stories of
 * the last weeks can be told; `dayAsItIs` then says how they are today.
 */
export async function makePeople(kith: Kith): Promise<void> {
  await kith.db.$transaction(async (tx) => {
    const teamIds = await makeTeams(tx);
    for (const partner of Object.values(partners)) await makePartner(tx, kith, partner, teamIds[partner.team]);
    for (const colleague of Object.values(colleagues)) {
      const { id } = await tx.staffAccount.create({
        data: { ...accountOf(colleague.name, teamIds[colleague.team]), roles: [...colleague.roles] },
      });
      if ((colleague.roles as readonly string[]).includes('PARTNER_EDITOR')) await handOver(tx, id);
    }
    for (const advocate of Object.values(advocates)) await makeAdvocate(tx, kith, advocate, teamIds[advocate.team]);
  });
}

/** Breaks, low energy, stand-ins and supervision, as they are today. */
export async function dayAsItIs(kith: Kith): Promise<void> {
  const ids = await advocateIds(kith);
  await kith.db.$transaction(async (tx) => {
    for (const [key, advocate] of Object.entries<TownAdvocate>(advocates)) {
      const { pause } = advocate;
      await tx.advocateProfile.update({
        where: { id: idOf(ids, key) },
        data: {
          energy: advocate.energy,
          supervisionDueOn: dayFrom(kith, advocate.supervisionInDays),
          breakUntil: pause && pause.days !== null ? dayFrom(kith, pause.days) : null,
          breakWords: pause?.words ?? null,
          standInId: pause ? idOf(ids, pause.standIn) : null,
        },
      });
    }
  });
}

/** The staff of the town as viewers, for the real actions of other modules. */
export async function townStaff(kith: Kith): Promise<{
  viewerOf(key: ColleagueKey | AdvocateKey): StaffViewer;
  advocateId(key: AdvocateKey): string;
}> {
  const accounts = await kith.db.staffAccount.findMany({ where: { isDemo: true }, include: { advocate: true } });
  const find = (key: ColleagueKey | AdvocateKey) => {
    const email = emailOf({ ...colleagues, ...advocates }[key].name);
    const account = accounts.find((candidate) => candidate.email === email);
    if (!account) throw new Error(`${key} does not live in the demo town.`);
    return account;
  };
  return {
    viewerOf: (key) => viewerOf(find(key)),
    advocateId: (key) => find(key).advocate?.id ?? '',
  };
}

function viewerOf(account: StaffAccount & { advocate: { id: string } | null }): StaffViewer {
  return {
    kind: 'staff',
    accountId: account.id,
    sessionId: 'seed',
    name: account.name,
    roles: new Set(account.roles),
    teamId: account.teamId,
    advocateId: account.advocate?.id ?? null,
  };
}

async function makeTeams(tx: Tx): Promise<Record<TeamKey, string>> {
  // In this order: who asks without a partner is answered by the first team.
  const riverside = await tx.team.create({ data: teams.riverside });
  const hillside = await tx.team.create({ data: teams.hillside });
  return { riverside: riverside.id, hillside: hillside.id };
}

/** The demo partner's own page is in the hands of its editor. */
async function handOver(tx: Tx, accountId: string): Promise<void> {
  const { id: partnerId } = await tx.partner.findUniqueOrThrow({ where: { publicKey: DEMO_PARTNER } });
  await tx.partnerEditor.create({ data: { partnerId, accountId } });
}

async function makePartner(tx: Tx, kith: Kith, partner: TownPartner, teamId: string): Promise<void> {
  const demoPage = partner.hasDemoPage ? [`http://localhost:${kith.config.partnerPort ?? 4001}`] : [];
  await tx.partner.create({
    data: {
      name: partner.name,
      publicKey: partner.publicKey,
      websiteUrl: partner.website,
      origins: [...demoPage, partner.website],
      areas: [...partner.areas],
      near: partner.near,
      theme: { ...partner.theme },
      team: { create: { teamId } },
    },
  });
}

async function makeAdvocate(tx: Tx, kith: Kith, advocate: TownAdvocate, teamId: string): Promise<void> {
  await tx.staffAccount.create({
    data: {
      ...accountOf(advocate.name, teamId),
      roles: ['ADVOCATE'],
      advocate: {
        create: {
          firstName: firstNameOf(advocate.name),
          aboutMe: advocate.aboutMe,
          stage: advocate.stage,
          employment: advocate.employment,
          capacity: advocate.capacity,
          languages: [...advocate.languages],
          channels: [...advocate.channels],
          outwardCode: advocate.outwardCode,
          readyUntil: advocate.readyForDays === null ? null : dayFrom(kith, advocate.readyForDays),
          characteristics: {
            createMany: {
              data: advocate.shares.map(([dimension, value, visibility]) => ({ dimension, value, visibility })),
            },
          },
        },
      },
    },
  });
}

/** Without a password: demo staff sign in with one click, and only in the demo town. */
function accountOf(name: string, teamId: string) {
  return { name, email: emailOf(name), emailVerified: true, isDemo: true, teamId };
}

function emailOf(name: string): string {
  return `${name.toLowerCase().replace(' ', '.')}@example.org`;
}

function firstNameOf(name: string): string {
  return name.split(' ')[0] ?? name;
}

async function advocateIds(kith: Kith): Promise<Map<string, string>> {
  const profiles = await kith.db.advocateProfile.findMany({
    where: { account: { isDemo: true } },
    select: { id: true, account: { select: { email: true } } },
  });
  return new Map(profiles.map(({ id, account }) => [account.email, id]));
}

function idOf(ids: Map<string, string>, key: string): string {
  const advocate = advocates[key as AdvocateKey];
  const id = advocate && ids.get(emailOf(advocate.name));
  if (!id) throw new Error(`${key} is no advocate of the demo town.`);
  return id;
}

/** A calendar day, at midnight UTC as Prisma keeps it. */
export function dayFrom(kith: Kith, days: number): Date {
  const day = new Date(kith.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
  return new Date(`${day}T00:00:00Z`);
}
