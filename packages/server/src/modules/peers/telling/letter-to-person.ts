import type { PeerRequest } from '../../../../generated/prisma/client.ts';
import type { LeftToPeople, Letter, LetterChannel, Postponed } from '../../../infra/outbox.ts';
import { isOneSegment } from '../../../infra/text-message.ts';
import type { Kith } from '../../../kith.ts';
import { dayInWords } from '../promise-clock.ts';
import { openReach } from '../sealed.ts';
import { nextSafeInstant, readSafeHours } from './safe-hours.ts';
import type { PersonLetter } from './tell-person.ts';

const SUBJECT = 'An update for you';

/** How Kith may write to a person now. In clear: never log it. */
export interface SafeWay {
  channel: LetterChannel;
  to: string;
  /** When it is safe, in the person's words; null: they set no hours. */
  times: string | null;
}

/** @returns null: erased, paused, withdrawn, stopped, or not a channel that Kith writes to */
export function safeWayTo(kith: Kith, request: PeerRequest): SafeWay | null {
  if (request.erasedAt || request.lettersStoppedAt) return null;
  // A pause is a promise of quiet.
  if (request.status === 'PAUSED' || request.status === 'WITHDRAWN') return null;
  const { channel } = request;
  if (channel !== 'EMAIL' && channel !== 'TEXT' && channel !== 'POST') return null;
  const reach = openReach(kith.keys, request);
  return reach?.value && reach.channel === channel ? { channel, to: reach.value, times: reach.times } : null;
}

/**
 * A letter to a person: only on the channel and in the hours that they called safe, with a subject that tells nothing, and
 * never with content, the name of a service or a link that opens anything. Call it at the moment of sending.
 *
 * @returns null: erased, paused, withdrawn, stopped, or not a channel that Kith writes to (a person rings, or they come
 *   back); Postponed: outside their hours; LeftToPeople: their hours are in words that a program cannot be sure of
 */
export async function letterToPerson(
  kith: Kith,
  requestId: string,
  letter: PersonLetter = 'update',
): Promise<Letter | Postponed | LeftToPeople | null> {
  const request = await kith.db.peerRequest.findUnique({ where: { id: requestId }, include: { team: true } });
  const way = request && safeWayTo(kith, request);
  if (!way) return null;
  const { channel, to } = way;
  const about = { teamId: request.teamId, requestId };
  const now = kith.clock.now();
  // Paper does not ring, and nobody chooses the hour of the post.
  const hours = channel === 'POST' ? null : readSafeHours(way.times, channel);
  const safeAt = channel === 'POST' ? now : hours && nextSafeInstant(hours, now, request.team.timezone);
  if (!safeAt) return { reason: 'hours not understood', about };
  if (safeAt > now) return { notBefore: safeAt, about };
  const back = `${kith.config.publicUrl}/back`;
  const first = letter === 'asked' ? acknowledgement(request, request.team) : 'There is an update for you.';
  if (channel === 'TEXT') return { channel, to, subject: SUBJECT, text: textOf(kith, first, back), about };
  const text = channel === 'EMAIL' ? mailOf(first, back) : pageOf(first, back);
  return { channel, to, subject: SUBJECT, text, about };
}

/** That it arrived, who answers and by when. The team goes by a name that it chose for letters, or by none. */
function acknowledgement(request: { promisedBy: Date }, team: { timezone: string; letterName: string | null }): string {
  const day = dayInWords(team.timezone, request.promisedBy);
  return `We have what you sent. ${team.letterName ?? 'A person'} will answer you by ${day}.`;
}

function mailOf(first: string, back: string): string {
  return [
    first,
    '',
    `To see it, use the link you kept, or go to ${back} and type your four words.`,
    'There you can also stop these e-mails.',
    '',
  ].join('\n');
}

function pageOf(first: string, back: string): string {
  return [
    first,
    '',
    `To see it, use the link you kept, or go to ${back} on the internet and type your four words.`,
    'There you can also stop these letters.',
    '',
  ].join('\n');
}

/** As much as one text holds, since more would arrive in pieces; how to end them comes before anything else. */
function textOf(kith: Kith, first: string, back: string): string {
  const stop = kith.config.textSecret ? 'Reply STOP to end.' : 'You can end these texts there.';
  const update = 'There is an update for you.';
  const where = `See it with your four words: ${back}.`;
  const tries = [`${first} ${where} ${stop}`, `${update} ${where} ${stop}`, `${update} ${back} ${stop}`];
  return tries.find(isOneSegment) ?? `${update} ${stop}`;
}
