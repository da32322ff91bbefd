import type { MatchStatus, PeerRequestStatus, ProviderAnswer } from '../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../errors.ts';
import { type DataKey, deriveFrom, sha256 } from '../../infra/crypto.ts';
import type { Kith } from '../../kith.ts';
import { readText } from '../../plain-text.ts';
import { openJson, sealJson } from '../peers/contacts/sealed-words.ts';
import { isInTouch } from '../peers/contacts/together.ts';
import { holdRequest } from '../peers/locks.ts';
import { dayIn } from '../peers/promise-clock.ts';
import { openDataKey } from '../peers/sealed.ts';
import { tellPerson } from '../peers/telling/tell-person.ts';
import { type IntroductionWords, longestIntroduction } from './introduction-rules.ts';

/** What a link is for: each is good for this one thing. */
export type LinkPurpose = 'accept' | 'ask' | 'decline';

/** An open link. */
export interface OpenLink {
  purpose: LinkPurpose;
  introductionId: string;
  requestId: string;
  serviceName: string;
  advocateName: string;
  team: string;
}

const answerOf: Readonly<Record<LinkPurpose, ProviderAnswer>> = {
  accept: 'ACCEPTED',
  ask: 'ASKED',
  decline: 'DECLINED',
};
const LONGEST_TOKEN = 100;

/** For a row whose links must not open anything any more. */
export const noHashes = { acceptHash: null, askHash: null, declineHash: null };

/** 32 bytes, base64url. Derived from the request's key, so that none is stored and erasing ends all. */
function tokenOf(dataKey: DataKey, id: string, purpose: LinkPurpose): string {
  return deriveFrom(dataKey, `introduction:${purpose}:${id}`, 32).toString('base64url');
}

/** What is stored instead of the tokens. */
export function hashesOf(dataKey: DataKey, id: string) {
  const hash = (purpose: LinkPurpose) => sha256(tokenOf(dataKey, id, purpose));
  return { acceptHash: hash('accept'), askHash: hash('ask'), declineHash: hash('decline') };
}

/** The addresses that go into the letter. Their page needs no sign-in and no script, and opening it changes nothing. */
export function linksOf(publicUrl: string, dataKey: DataKey, id: string): Record<LinkPurpose, string> {
  const link = (purpose: LinkPurpose) => `${publicUrl}/answer/${tokenOf(dataKey, id, purpose)}`;
  return { accept: link('accept'), ask: link('ask'), decline: link('decline') };
}

/** Whether a service may still answer: a pause is no reason to lose a place, a stop is. */
function isStillWanted(row: {
  agreedAt: Date | null;
  stoppedAt: Date | null;
  match: { status: MatchStatus; answeredAt: Date | null };
  request: { status: PeerRequestStatus; erasedAt: Date | null };
}): boolean {
  const { match, request } = row;
  return (
    row.agreedAt !== null &&
    row.stoppedAt === null &&
    request.erasedAt === null &&
    request.status !== 'WITHDRAWN' &&
    (isInTouch(match) || match.status === 'PAUSED')
  );
}

/**
 * What a link opens.
 *
 * @returns null: unknown, expired or ended, all alike. One question to the database either way.
 */
export async function openLink(kith: Kith, token: string): Promise<OpenLink | null> {
  const hash = sha256(token.slice(0, LONGEST_TOKEN));
  const row = await kith.db.serviceIntroduction.findFirst({
    where: {
      OR: [{ acceptHash: hash }, { askHash: hash }, { declineHash: hash }],
      linksExpireAt: { gt: kith.clock.now() },
    },
    include: {
      match: { select: { status: true, answeredAt: true, advocate: { select: { firstName: true } } } },
      request: { include: { team: { select: { name: true } } } },
    },
  });
  if (!row || !isStillWanted(row)) return null;
  const key = openDataKey(kith.keys, row.request);
  const words = openJson<IntroductionWords>(key, 'service_introduction.words', row.id, row.words);
  if (!words) return null;
  const isThat = (one: Uint8Array | null) => one !== null && Buffer.from(one).equals(Buffer.from(hash));
  return {
    purpose: isThat(row.acceptHash) ? 'accept' : isThat(row.askHash) ? 'ask' : 'decline',
    introductionId: row.id,
    requestId: row.requestId,
    serviceName: words.serviceName,
    advocateName: row.match.advocate.firstName,
    team: row.request.team.name,
  };
}

/**
 * A service answers. The last answer counts while the links work: a group fills up, a place comes free. The same answer
 * twice is once. The advocate is told by mail that there is an answer, without what it says.
 *
 * @returns what was answered; null: the link does not open anything
 * @throws {InvalidInput} asks without a question
 */
export async function answerByLink(kith: Kith, token: string, question: string | null): Promise<OpenLink | null> {
  const link = await openLink(kith, token);
  if (!link) return null;
  const asked = link.purpose === 'ask' ? readQuestion(question) : null;
  const matchId = await kith.db.$transaction(async (tx) => {
    const request = await holdRequest(tx, link.requestId);
    const row = await tx.serviceIntroduction.findUnique({
      where: { id: link.introductionId },
      include: { match: true, request: true },
    });
    const dataKey = request && openDataKey(kith.keys, request);
    if (!request || !row || !dataKey || !isStillWanted(row)) return null;
    const answer = answerOf[link.purpose];
    if (row.answer === answer && answer !== 'ASKED') return row.matchId;
    const now = kith.clock.now();
    await tx.serviceIntroduction.update({
      where: { id: row.id },
      data: {
        answer,
        answeredAt: now,
        ...(asked === null ? {} : { question: sealJson(dataKey, 'service_introduction.question', row.id, asked) }),
      },
    });
    // Pressed again and again, a link writes to nobody more than once a day: the newest answer is what they read anyway.
    const occasion = `${row.id}:${link.purpose}:${dayIn('UTC', now)}`;
    await kith.outbox.put(tx, {
      kind: 'introduction-answered',
      subjectId: row.id,
      key: `introduction-answered:${occasion}`,
    });
    await tellPerson(tx, kith, request, `service-answered:${occasion}`);
    return row.matchId;
  });
  if (matchId === null) return null;
  kith.signals.publish({ topic: 'match', id: matchId });
  kith.signals.publish({ topic: 'request', id: link.requestId });
  return link;
}

function readQuestion(question: string | null): string {
  const text = readText(question, longestIntroduction.question, 'question');
  if (text === null) throw new InvalidInput('Please write your question first.', 'question');
  return text;
}
