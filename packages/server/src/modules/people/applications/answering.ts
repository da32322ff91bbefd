import { randomUUID } from 'node:crypto';
import type { PeerApplication } from '../../../../generated/prisma/client.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { recordAudit } from '../../../infra/audit-trail.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Letter } from '../../../infra/outbox.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import type { StaffViewer, Viewer } from '../../../viewer.ts';
import { requireStaff } from '../access.ts';
import { putInvitation } from '../invitations/inviting.ts';
import { timezoneOf } from '../team/changing.ts';
import { todayIn } from '../team/team-rules.ts';
import {
  type ApplicationAnswer,
  type ApplicationDetails,
  type ApplicationOffer,
  offerWords,
  readAnswer,
  readFollowUpOn,
  readOffers,
} from './application-rules.ts';
import { applicationsVisibleTo, openAnswer, openDetails, sealAnswer } from './applying.ts';

const NONE = 'There is no such application.';

/** Opens an application: a coordinator reads somebody's words, and that is written down. @returns null: not for them */
export async function readApplicationOf(kith: Kith, viewer: Viewer, id: string): Promise<PeerApplication | null> {
  if (viewer.kind !== 'staff' || !UUID.test(id)) return null;
  return kith.db.$transaction(async (tx) => {
    const row = await tx.peerApplication.findFirst({ where: { AND: [{ id }, applicationsVisibleTo(viewer)] } });
    if (row) await audit(tx, kith, viewer, 'read application', id);
    return row;
  });
}

/**
 * "Let us talk": in the coordinator's own words.
 *
 * @throws {NotFound | InvalidInput}
 */
export function inviteToTalk(
  kith: Kith,
  viewer: Viewer,
  input: { applicationId: string; words: string },
): Promise<string> {
  return answering(kith, viewer, input.applicationId, 'invite to talk', async (tx, held, staff) => {
    const answer: ApplicationAnswer = {
      kind: 'TALK',
      words: readAnswer(input.words, held.details.name),
      offers: [],
      contactName: staff.name,
    };
    await save(tx, kith, held, { status: 'TALKING', answer, answeredById: staff.accountId });
  });
}

/**
 * Yes: they are invited to the team as an advocate who is learning.
 *
 * @param input.email where to; left out: the address that they gave
 * @throws {NotFound | InvalidInput}
 */
export function sayYesToApplication(
  kith: Kith,
  viewer: Viewer,
  input: { applicationId: string; email?: string | null },
): Promise<string> {
  return answering(kith, viewer, input.applicationId, 'accept application', async (tx, held, staff) => {
    const { name, channel, reach } = held.details;
    const email = input.email?.trim() || (channel === 'EMAIL' ? reach : '');
    if (!email) throw new InvalidInput(`${name} gave no e-mail address. Ask for one, and write it here.`, 'email');
    await putInvitation(tx, kith, staff, {
      id: randomUUID(),
      name,
      email,
      roles: ['ADVOCATE'],
      teamId: held.row.teamId,
      applicationId: held.row.id,
    });
    await tx.peerApplication.update({
      where: { id: held.row.id },
      data: { status: 'INVITED', statusChangedAt: kith.clock.now(), answeredById: staff.accountId },
    });
  });
}

/**
 * "Not this time", which is never all that somebody hears: who is there for them, what else there is, and when we get back
 * to them (S98). The database refuses it without, too.
 *
 * @param input.contactId account of a colleague of the team
 * @throws {NotFound | InvalidInput}
 */
export function sayNotThisTime(
  kith: Kith,
  viewer: Viewer,
  input: {
    applicationId: string;
    words: string;
    contactId: string;
    offers: readonly ApplicationOffer[];
    followUpOn: Date;
  },
): Promise<string> {
  return answering(kith, viewer, input.applicationId, 'say not this time', async (tx, held, staff) => {
    const words = readAnswer(input.words, held.details.name);
    const offers = readOffers(input.offers);
    const followUpOn = readFollowUpOn(input.followUpOn, todayIn(await timezoneOf(tx, staff), kith.clock.now()));
    const contact = UUID.test(input.contactId)
      ? await tx.staffAccount.findFirst({
          where: { id: input.contactId, teamId: held.row.teamId, disabledAt: null },
          select: { id: true, name: true },
        })
      : null;
    if (!contact) throw new InvalidInput('Choose a colleague whom they can turn to.', 'contactId');
    const answer: ApplicationAnswer = { kind: 'NOT_THIS_TIME', words, offers, contactName: contact.name };
    await save(tx, kith, held, {
      status: 'NOT_THIS_TIME',
      answer,
      answeredById: staff.accountId,
      contactId: contact.id,
      followUpOn,
      followedUpAt: null,
    });
  });
}

/**
 * Somebody got back to them, as promised.
 *
 * @throws {NotFound}
 */
export async function recordFollowUp(kith: Kith, viewer: Viewer, input: { applicationId: string }): Promise<string> {
  const staff = requireStaff(viewer);
  await kith.db.$transaction(async (tx) => {
    const { count } = UUID.test(input.applicationId)
      ? await tx.peerApplication.updateMany({
          where: {
            AND: [
              { id: input.applicationId, status: 'NOT_THIS_TIME', followedUpAt: null },
              applicationsVisibleTo(viewer),
            ],
          },
          data: { followedUpAt: kith.clock.now() },
        })
      : { count: 0 };
    if (count === 0) throw new NotFound('There is nothing to follow up here.');
    await audit(tx, kith, staff, 'follow up application', input.applicationId);
  });
  return input.applicationId;
}

/**
 * They asked for it, or took it back: the key goes, and every word with it.
 *
 * @throws {NotFound}
 */
export async function eraseApplication(kith: Kith, viewer: Viewer, input: { applicationId: string }): Promise<string> {
  const staff = requireStaff(viewer);
  await kith.db.$transaction(async (tx) => {
    const { count } = UUID.test(input.applicationId)
      ? await tx.peerApplication.updateMany({
          where: { AND: [{ id: input.applicationId }, applicationsVisibleTo(viewer)] },
          data: erased(kith.clock.now()),
        })
      : { count: 0 };
    if (count === 0) throw new NotFound(NONE);
    await audit(tx, kith, staff, 'erase application', input.applicationId);
  });
  return input.applicationId;
}

/** Twelve months are over: the key goes, answered or not. */
export async function eraseOldApplications(kith: Kith): Promise<void> {
  const now = kith.clock.now();
  await kith.db.peerApplication.updateMany({ where: { keepUntil: { lte: now }, erasedAt: null }, data: erased(now) });
}

/** That it arrived and who answers. Nothing that was typed stands in it, since anybody can type anybody's address. */
export async function receivedLetter(kith: Kith, applicationId: string): Promise<Letter | null> {
  const row = await kith.db.peerApplication.findFirst({
    where: { id: applicationId, erasedAt: null, status: 'NEW' },
    include: { team: { select: { letterName: true } } },
  });
  const details = row && openDetails(kith.keys, row);
  if (!row || details?.channel !== 'EMAIL') return null;
  return {
    channel: 'EMAIL',
    to: details.reach,
    subject: 'An update for you',
    text: [
      `We have what you sent. ${row.team.letterName ?? 'A person'} reads it and answers you.`,
      '',
      'If it was not you, you need do nothing.',
      '',
    ].join('\n'),
    about: { teamId: row.teamId, requestId: null },
  };
}

/** What was answered, as a letter; whoever is reached by phone is rung, and gets none. */
export async function applicationLetter(kith: Kith, applicationId: string): Promise<Letter | null> {
  const row = await kith.db.peerApplication.findFirst({
    where: { id: applicationId, erasedAt: null, status: { in: ['TALKING', 'NOT_THIS_TIME'] } },
    include: { team: { select: { name: true } } },
  });
  const details = row && openDetails(kith.keys, row);
  const answer = row && openAnswer(kith.keys, row);
  if (!row || !details || !answer || details.channel === 'PHONE') return null;
  const more =
    answer.kind === 'TALK'
      ? [`${answer.contactName}, for ${row.team.name}`]
      : [
          `What we can offer instead: ${answer.offers.map((offer) => offerWords[offer]).join('; ')}.`,
          '',
          `${answer.contactName} of ${row.team.name} is there for you, and gets back to you by ${dayInWords(row.followUpOn)}.`,
        ];
  return {
    channel: details.channel,
    to: details.reach,
    subject: 'An update for you',
    text: [answer.words, '', ...more, ''].join('\n'),
    about: { teamId: row.teamId, requestId: null },
  };
}

function dayInWords(day: Date | null): string {
  if (!day) return 'the day we agreed';
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' });
  return format.format(day).replace(',', '');
}

interface Held {
  row: PeerApplication;
  details: ApplicationDetails;
}

/** Holds an open application of the viewer's team, answers it, and writes that down; all or nothing. */
async function answering(
  kith: Kith,
  viewer: Viewer,
  applicationId: string,
  action: string,
  work: (tx: Tx, held: Held, staff: StaffViewer) => Promise<void>,
): Promise<string> {
  const staff = requireStaff(viewer);
  if (!UUID.test(applicationId)) throw new NotFound(NONE);
  await kith.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM peer_application WHERE id = ${applicationId}::uuid FOR UPDATE`;
    const row = await tx.peerApplication.findFirst({
      where: { AND: [{ id: applicationId }, applicationsVisibleTo(viewer)] },
    });
    const details = row && openDetails(kith.keys, row);
    if (!row || !details) throw new NotFound(NONE);
    if (row.status !== 'NEW' && row.status !== 'TALKING')
      throw new InvalidInput('This application has been answered already.', 'applicationId');
    await work(tx, { row, details }, staff);
    await audit(tx, kith, staff, action, applicationId);
  });
  return applicationId;
}

async function save(
  tx: Tx,
  kith: Kith,
  { row }: Held,
  data: Partial<Omit<PeerApplication, 'answer'>> & { status: 'TALKING' | 'NOT_THIS_TIME'; answer: ApplicationAnswer },
): Promise<void> {
  const { answer, status, answeredById = null, contactId = null, followUpOn = null } = data;
  const now = kith.clock.now();
  await tx.peerApplication.update({
    where: { id: row.id },
    data: {
      status,
      answeredById,
      contactId,
      followUpOn,
      followedUpAt: null,
      statusChangedAt: now,
      answer: sealAnswer(kith.keys, row, answer),
    },
  });
  // A second talk is another letter; the same answer sent twice is one.
  const key = `application-answered:${row.id}:${status}:${row.statusChangedAt.getTime()}`;
  await kith.outbox.put(tx, { kind: 'application-answered', subjectId: row.id, key });
}

function erased(now: Date) {
  return { erasedAt: now, dataKey: null, details: null, answer: null };
}

function audit(tx: Tx, kith: Kith, staff: StaffViewer, action: string, objectId: string): Promise<void> {
  return recordAudit(tx, kith, {
    actorKind: 'staff',
    actorId: staff.accountId,
    action,
    objectType: 'PeerApplication',
    objectId,
  });
}
