import { randomUUID } from 'node:crypto';
import type { ContactNoteKind } from '../../../../generated/prisma/enums.ts';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { areSame, sha256 } from '../../../infra/crypto.ts';
import type { Tx } from '../../../infra/db.ts';
import type { Kith } from '../../../kith.ts';
import { UUID } from '../../../uuid.ts';
import type { Viewer } from '../../../viewer.ts';
import { readIdempotencyKey } from '../asking-rules.ts';
import { assertLive } from '../permissions/permission-rules.ts';
import { IdempotencyConflict, NoLongerPossible } from '../rules.ts';
import {
  assertCanUndo,
  type ContactInput,
  readCodes,
  readComment,
  readContactTime,
  readContactWords,
  undoFrom,
} from './contact-rules.ts';
import { openJson, sealJson } from './sealed-words.ts';
import { type Together, withMatch } from './together.ts';

/** Raw ids. */
export interface RecordContactInput extends ContactInput {
  matchId: string;
  idempotencyKey: string;
}

/** Beside one contact: more is a conversation, and belongs somewhere else. */
const MOST_NOTES = 100;
const NO_CONTACT = 'There is no such contact here.';

/**
 * Records that two people were in touch: by the advocate, the acting stand-in or the person (S13). The same key sent again
 * records nothing twice.
 *
 * @returns the id of the contact
 * @throws {InvalidInput | NotFound | NoLongerPossible | IdempotencyConflict}
 */
export async function recordContact(kith: Kith, viewer: Viewer, input: RecordContactInput): Promise<string> {
  const key = readIdempotencyKey(input.idempotencyKey);
  const words = readContactWords(input);
  const interventions = readCodes(input.interventions);
  const activities = readCodes(input.activities);
  return withMatch(kith, viewer, input.matchId, 'in touch', async (tx, together) => {
    const { request, match, byId, dataKey, now } = together;
    const idempotencyHash = onceHash(together, 'contact', key);
    const said = [
      interventions,
      activities,
      input.permissionId ?? null,
      input.at ?? null,
      input.channel ?? null,
      words,
    ];
    const body = JSON.stringify(said);
    const before = await tx.peerContact.findUnique({ where: { idempotencyHash } });
    if (before) return sameAgain(kith, before, body);
    const at = readContactTime(input.at, now);
    const permissionId = activities.includes('INTERCEDING') ? await livePermission(tx, together, input, at) : null;
    const id = randomUUID();
    await tx.peerContact.create({
      data: {
        id,
        requestId: request.id,
        matchId: match.id,
        at,
        channel: input.channel ?? request.channel,
        interventions,
        activities,
        permissionId,
        words: words && sealJson(dataKey, 'peer_contact.words', id, words),
        byId,
        recordedAt: now,
        idempotencyHash,
        inputDigest: kith.keys.fingerprint('input', body),
      },
    });
    return id;
  });
}

/** Whose key it is: the same key of somebody else is another one. */
export function onceHash({ match, byId }: Together, what: string, key: string): Uint8Array<ArrayBuffer> {
  return sha256(`${what}|${match.id}|${byId ?? 'person'}|${key}`);
}

/** @throws {IdempotencyConflict} the same key, another body */
export function sameAgain(kith: Kith, before: { id: string; inputDigest: Uint8Array }, body: string): string {
  if (!kith.keys.fingerprints('input', body).some((one) => areSame(one, before.inputDigest)))
    throw new IdempotencyConflict('This was sent before with other words. Look at what stands there, then try again.');
  return before.id;
}

/** INTERCEDING needs the person's permission to this advocate, live now (S77). Nobody else's will do. */
async function livePermission(tx: Tx, together: Together, input: ContactInput, at: Date): Promise<string> {
  const { match, side, now } = together;
  const id = input.permissionId ?? '';
  if (!UUID.test(id))
    throw new InvalidInput(
      'Speaking for somebody needs their permission. Choose which one, or ask for it first.',
      'permissionId',
    );
  const permission = await tx.permission.findFirst({ where: { id, matchId: match.id } });
  if (!permission || side === 'stand-in')
    throw new InvalidInput('There is no such permission for you. Ask the person for one first.', 'permissionId');
  assertLive(permission, at, now);
  return permission.id;
}

/**
 * Takes back a slip, within a few minutes and by whoever recorded it.
 *
 * @returns the id of the match
 * @throws {NotFound | NoLongerPossible}
 */
export async function undoContact(kith: Kith, viewer: Viewer, input: { contactId: string }): Promise<string> {
  return withContact(kith, viewer, input.contactId, async (tx, contact, { byId, now }) => {
    if (contact.byId !== byId) throw new NotFound(NO_CONTACT);
    assertCanUndo(contact.recordedAt, now);
    await tx.peerContact.delete({ where: { id: contact.id } });
    return contact.matchId;
  });
}

/**
 * Writes beside a contact how it really was. The original stays. Only whoever recorded it.
 *
 * @returns the id of the contact
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function correctContact(
  kith: Kith,
  viewer: Viewer,
  input: { contactId: string; words: string },
): Promise<string> {
  const words = readComment(input.words);
  return withContact(kith, viewer, input.contactId, async (tx, contact, together) => {
    if (contact.byId !== together.byId) throw new NotFound(NO_CONTACT);
    return addNote(tx, together, contact.id, 'CORRECTION', words);
  });
}

/**
 * Writes beside a contact, or asks that it be put right (S80). Both sides.
 *
 * @returns the id of the contact
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function commentOnContact(
  kith: Kith,
  viewer: Viewer,
  input: { contactId: string; words: string; wishesCorrection?: boolean | null | undefined },
): Promise<string> {
  const words = readComment(input.words);
  return withContact(kith, viewer, input.contactId, (tx, contact, together) =>
    addNote(tx, together, contact.id, input.wishesCorrection ? 'CORRECTION_WISHED' : 'COMMENT', words),
  );
}

/**
 * Writes down a view of the person: what they said or showed, or what was noticed, never one as the other (S72). Both sides
 * (S13). The person asks for it to be put right by a comment.
 *
 * @returns the id of the contact
 * @throws {InvalidInput | NotFound | NoLongerPossible}
 */
export async function recordView(
  kith: Kith,
  viewer: Viewer,
  input: { contactId: string; how: 'SAID' | 'OBSERVED'; words: string },
): Promise<string> {
  const words = readComment(input.words);
  return withContact(kith, viewer, input.contactId, (tx, contact, together) =>
    addNote(tx, together, contact.id, input.how, words),
  );
}

async function addNote(
  tx: Tx,
  { byId, dataKey, now }: Together,
  contactId: string,
  kind: ContactNoteKind,
  words: string,
): Promise<string> {
  // A form that was sent twice says it once.
  const since = undoFrom(now);
  const mine = await tx.contactNote.findMany({ where: { contactId, kind, byId, at: { gt: since } } });
  const isThere = mine.some((note) => openJson(dataKey, 'contact_note.words', note.id, note.words) === words);
  if (isThere) return contactId;
  if ((await tx.contactNote.count({ where: { contactId } })) >= MOST_NOTES)
    throw new NoLongerPossible('There is very much beside this contact already. Please talk to each other.');
  const id = randomUUID();
  const sealed = sealJson(dataKey, 'contact_note.words', id, words);
  await tx.contactNote.create({ data: { id, contactId, kind, words: sealed, at: now, byId } });
  return contactId;
}

async function withContact<T>(
  kith: Kith,
  viewer: Viewer,
  contactId: string,
  work: (
    tx: Tx,
    contact: { id: string; matchId: string; byId: string | null; recordedAt: Date },
    together: Together,
  ) => Promise<T>,
): Promise<T> {
  const found = UUID.test(contactId)
    ? await kith.db.peerContact.findUnique({ where: { id: contactId }, select: { matchId: true } })
    : null;
  if (!found) throw new NotFound(NO_CONTACT);
  return withMatch(kith, viewer, found.matchId, 'any', async (tx, together) => {
    // Read again while the request is held: it may have been taken back meanwhile.
    const contact = await tx.peerContact.findUnique({ where: { id: contactId } });
    if (!contact) throw new NotFound(NO_CONTACT);
    return work(tx, contact, together);
  });
}
