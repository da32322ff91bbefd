import { randomBytes } from 'node:crypto';
import type { Prisma } from '../../../generated/prisma/client.ts';
import type { LifeArea, Nation } from '../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../errors.ts';
import { recordAudit } from '../../infra/audit-trail.ts';
import type { Tx } from '../../infra/db.ts';
import type { Kith } from '../../kith.ts';
import { hasRole, type Viewer } from '../../viewer.ts';
import { editablePartners } from './access.ts';
import {
  type ChosenTheme,
  readChosenTheme,
  readNear,
  readOrigins,
  readPartnerName,
  readWebsite,
} from './setting-rules.ts';
import { checkTexts, type EmbedText } from './texts.ts';

/** What an editor changes; what is left out stays as it is. */
export interface PartnerChange {
  name?: string | null;
  websiteUrl?: string | null;
  origins?: readonly string[] | null;
  areas?: readonly LifeArea[] | null;
  near?: string | null;
  nation?: Nation | null;
  locale?: string | null;
  theme?: ChosenTheme | null;
  texts?: readonly EmbedText[] | null;
  hasPeers?: boolean | null;
}

/** Languages that the widget has messages in. */
export const LOCALES = ['en', 'cy', 'pl', 'ar', 'uk'] as const;

const NO_PARTNER = 'There is no such partner.';

/**
 * Changes how a partner's pages look and what they offer. Urgent help, "Leave page" and the consent are nobody's to change.
 *
 * @throws {NotFound} no such partner, or not this viewer's to change
 * @throws {InvalidInput} a value that cannot be used; nothing is changed then
 */
export async function changePartner(kith: Kith, viewer: Viewer, id: string, change: PartnerChange): Promise<string> {
  const { locale } = change;
  if (locale && !(LOCALES as readonly string[]).includes(locale))
    throw new InvalidInput(`Choose one of the languages that Kith speaks: ${LOCALES.join(', ')}.`, 'locale');
  const data = {
    ...(change.name != null && { name: readPartnerName(change.name) }),
    ...(change.websiteUrl != null && { websiteUrl: readWebsite(change.websiteUrl) }),
    ...(change.origins && { origins: readOrigins(change.origins) }),
    ...(change.areas && { areas: [...new Set(change.areas)] }),
    ...(change.near != null && { near: readNear(change.near) }),
    ...(change.nation && { nation: change.nation }),
    ...(locale && { locale }),
    ...(change.theme && { theme: readChosenTheme(change.theme) }),
    ...(change.texts && { messages: checkTexts(change.texts) }),
    ...(change.hasPeers != null && { hasPeers: change.hasPeers }),
  } satisfies Prisma.PartnerUncheckedUpdateManyInput;
  if (Object.keys(data).length === 0) throw new InvalidInput('Nothing is changed yet.');
  return kith.db.$transaction(async (tx) => {
    const { count } = await tx.partner.updateMany({ where: { AND: [{ id }, editablePartners(viewer)] }, data });
    if (count === 0) throw new NotFound(NO_PARTNER);
    return audit(tx, kith, viewer, 'change partner', id);
  });
}

/**
 * A new partner, with a public key of its own and nobody who edits it yet.
 *
 * @throws {NotFound} the viewer is no administrator, or there is no such team
 */
export async function addPartner(kith: Kith, viewer: Viewer, input: { name: string; teamId: string }): Promise<string> {
  if (!hasRole(viewer, 'ADMINISTRATOR')) throw new NotFound('There is nothing here.');
  const name = readPartnerName(input.name);
  const team = await kith.db.team.findUnique({ where: { id: input.teamId }, select: { id: true } });
  if (!team) throw new NotFound('There is no such team.');
  const publicKey = `pk_${randomBytes(15).toString('base64url')}`;
  return kith.db.$transaction(async (tx) => {
    const { id } = await tx.partner.create({
      data: { name, publicKey, origins: [], team: { create: { teamId: team.id } } },
    });
    return audit(tx, kith, viewer, 'add partner', id);
  });
}

/** Switches a partner's key off, or on again: its pages then show the numbers that they wrote themselves. */
export async function switchPartner(kith: Kith, viewer: Viewer, id: string, isOn: boolean): Promise<string> {
  if (!hasRole(viewer, 'ADMINISTRATOR')) throw new NotFound(NO_PARTNER);
  return kith.db.$transaction(async (tx) => {
    const { count } = await tx.partner.updateMany({
      where: { id },
      data: { disabledAt: isOn ? null : kith.clock.now() },
    });
    if (count === 0) throw new NotFound(NO_PARTNER);
    return audit(tx, kith, viewer, isOn ? 'switch partner on' : 'switch partner off', id);
  });
}

/**
 * Lets a colleague look after a partner's settings.
 *
 * @param email of an account that has the role of a partner editor
 * @throws {InvalidInput} no account that could edit has this address
 */
export async function addPartnerEditor(kith: Kith, viewer: Viewer, id: string, email: string): Promise<string> {
  await requireAdministered(kith, viewer, id);
  const account = await kith.db.staffAccount.findFirst({
    where: { email: email.trim().toLowerCase(), disabledAt: null, roles: { has: 'PARTNER_EDITOR' } },
    select: { id: true },
  });
  if (!account)
    throw new InvalidInput(
      'No account of a partner editor has this address. Invite them first, under Accounts.',
      'email',
    );
  return kith.db.$transaction(async (tx) => {
    await tx.partnerEditor.createMany({
      data: [{ partnerId: id, accountId: account.id, addedAt: kith.clock.now() }],
      skipDuplicates: true,
    });
    return audit(tx, kith, viewer, 'add partner editor', id);
  });
}

/** Takes a partner's settings out of a colleague's hands, at once. Doing it twice is the same as once. */
export async function removePartnerEditor(kith: Kith, viewer: Viewer, id: string, accountId: string): Promise<string> {
  await requireAdministered(kith, viewer, id);
  return kith.db.$transaction(async (tx) => {
    await tx.partnerEditor.deleteMany({ where: { partnerId: id, accountId } });
    return audit(tx, kith, viewer, 'remove partner editor', id);
  });
}

/** Who changed which partner, and how: never to what. @returns the partner's id */
async function audit(tx: Tx, kith: Kith, viewer: Viewer, action: string, objectId: string): Promise<string> {
  const accountId = viewer.kind === 'staff' ? viewer.accountId : null;
  const entry = { actorKind: 'staff', actorId: accountId, action, objectType: 'Partner', objectId } as const;
  await recordAudit(tx, kith, entry);
  return objectId;
}

async function requireAdministered(kith: Kith, viewer: Viewer, id: string): Promise<void> {
  const found = hasRole(viewer, 'ADMINISTRATOR')
    ? await kith.db.partner.findUnique({ where: { id }, select: { id: true } })
    : null;
  if (!found) throw new NotFound(NO_PARTNER);
}
