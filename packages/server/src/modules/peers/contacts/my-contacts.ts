import type {
  ContactChannel,
  ContactNoteKind,
  PeerActivity,
  PeerIntervention,
} from '../../../../generated/prisma/enums.ts';
import { NotFound } from '../../../errors.ts';
import type { DataKey } from '../../../infra/crypto.ts';
import type { Kith } from '../../../kith.ts';
import type { PersonViewer, Viewer } from '../../../viewer.ts';
import { openDataKey } from '../sealed.ts';
import { type ContactInput, type ContactWords, undoUntil } from './contact-rules.ts';
import { labelOfHelp } from './interventions.ts';
import { recordContact } from './recording.ts';
import { openJson } from './sealed-words.ts';
import { type Look, lookAt, namesOf } from './together.ts';

/** Something written beside a contact. */
export interface NoteSeen {
  id: string;
  kind: ContactNoteKind;
  at: Date;
  isMine: boolean;
  /** The advocate's or stand-in's first name; null: the person. */
  byName: string | null;
  words(): Promise<string | null>;
}

/** A contact as a viewer sees it. Words are opened only when they are asked for. */
export interface ContactSeen {
  id: string;
  at: Date;
  channel: ContactChannel;
  interventions: PeerIntervention[];
  activities: PeerActivity[];
  /** The same in plain words. Empty: none of these. */
  helped: string[];
  permissionId: string | null;
  isMine: boolean;
  /** The advocate's or stand-in's first name; null: the person. */
  byName: string | null;
  recordedAt: Date;
  /** Whoever recorded it can take it back until then; null: not this viewer, or not any more. */
  canUndoUntil: Date | null;
  words(): Promise<ContactWords | null>;
  notes: NoteSeen[];
}

/** A contact in clear, for the person's own page. */
export interface MyContact extends Omit<ContactSeen, 'words' | 'notes'>, ContactWords {
  notes: (Omit<NoteSeen, 'words'> & { words: string | null })[];
}

const SOMEBODY = 'Somebody from the team';

/** The contacts of a match, newest first. Empty: none, or not for this viewer. */
export async function readContacts(kith: Kith, viewer: Viewer, matchId: string): Promise<ContactSeen[]> {
  const look = await lookAt(kith, viewer, matchId);
  return look ? contactsIn(kith, viewer, { matchId }, look) : [];
}

/** One contact; null: not there, or not for this viewer. */
export async function readContact(kith: Kith, viewer: Viewer, contactId: string): Promise<ContactSeen | null> {
  const found = await kith.db.peerContact.findUnique({ where: { id: contactId }, select: { matchId: true } });
  const look = found && (await lookAt(kith, viewer, found.matchId));
  const [contact] = look ? await contactsIn(kith, viewer, { id: contactId }, look) : [];
  return contact ?? null;
}

async function contactsIn(
  kith: Kith,
  viewer: Viewer,
  where: { matchId: string } | { id: string } | { requestId: string },
  look: Pick<Look, 'open'>,
): Promise<ContactSeen[]> {
  const rows = await kith.db.peerContact.findMany({
    where,
    include: { notes: { orderBy: [{ at: 'asc' }, { id: 'asc' }] } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 200,
  });
  const names = await namesOf(kith.db, [
    ...rows.map(({ byId }) => byId),
    ...rows.flatMap(({ notes }) => notes.map(({ byId }) => byId)),
  ]);
  const me = viewer.kind === 'staff' ? viewer.accountId : null;
  const now = kith.clock.now();
  const nameOf = (byId: string | null) => (byId === null ? null : (names.get(byId) ?? SOMEBODY));
  return rows.map((row) => {
    const isMine = row.byId === me;
    const until = undoUntil(row.recordedAt);
    return {
      id: row.id,
      at: row.at,
      channel: row.channel,
      interventions: row.interventions,
      activities: row.activities,
      helped: [...row.interventions, ...row.activities].map(labelOfHelp),
      permissionId: row.permissionId,
      isMine,
      byName: nameOf(row.byId),
      recordedAt: row.recordedAt,
      canUndoUntil: isMine && until > now ? until : null,
      words: async () => (row.words ? openContactWords(await look.open(), row) : null),
      notes: row.notes.map((note) => ({
        id: note.id,
        kind: note.kind,
        at: note.at,
        isMine: note.byId === me,
        byName: nameOf(note.byId),
        words: async () => openJson<string>(await look.open(), 'contact_note.words', note.id, note.words),
      })),
    };
  });
}

function openContactWords(key: DataKey | null, row: { id: string; words: Uint8Array | null }): ContactWords | null {
  return openJson<ContactWords>(key, 'peer_contact.words', row.id, row.words);
}

/** Every contact of one's own request with every word, newest first: nothing about a person is kept from them (S80). */
export async function readMyContacts(kith: Kith, viewer: PersonViewer): Promise<MyContact[]> {
  const request = await kith.db.peerRequest.findFirst({
    where: { id: viewer.requestId, erasedAt: null },
    select: { id: true, dataKey: true },
  });
  if (!request) return [];
  const key = openDataKey(kith.keys, request);
  const seen = await contactsIn(kith, viewer, { requestId: request.id }, { open: async () => key });
  return Promise.all(
    seen.map(async ({ words, notes, ...contact }) => ({
      ...contact,
      ...((await words()) ?? { mood: null, note: null, nextStep: null, outcome: null }),
      notes: await Promise.all(notes.map(async (note) => ({ ...note, words: await note.words() }))),
    })),
  );
}

/**
 * The person records a contact with whom they are in touch now (S13). Comments: commentOnContact, with the same viewer.
 *
 * @returns the id of the contact
 * @throws {InvalidInput | NotFound | NoLongerPossible | IdempotencyConflict}
 */
export async function recordMyContact(
  kith: Kith,
  viewer: PersonViewer,
  input: ContactInput & { idempotencyKey: string },
): Promise<string> {
  return recordContact(kith, viewer, { ...input, matchId: await myMatchId(kith, viewer) });
}

/** The match that a person is in now. @throws {NotFound} none */
export async function myMatchId(kith: Kith, viewer: PersonViewer): Promise<string> {
  const match = await kith.db.match.findFirst({
    where: {
      requestId: viewer.requestId,
      OR: [{ status: { in: ['ACTIVE', 'PAUSED'] } }, { status: 'PROPOSED', answeredAt: { not: null } }],
    },
    select: { id: true },
    orderBy: { proposedAt: 'desc' },
  });
  if (!match) throw new NotFound('There is nobody here yet with whom this could be done.');
  return match.id;
}
